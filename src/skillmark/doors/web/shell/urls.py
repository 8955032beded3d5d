"""Addresses of the shell: accounts, switches, and the page that shows every piece."""

from django.urls import path

from skillmark.doors.web.shell import accounts, look, switches

app_name = "shell"
urlpatterns = [
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/", accounts.change_password, name="password"),
    path("theme/", switches.theme, name="theme"),
    path("language/", switches.language, name="language"),
    path("_look/", look.page, name="look"),
    path("_look/form/", look.try_form, name="look_form"),
]
