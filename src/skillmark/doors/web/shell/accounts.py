"""Signing in and out, and changing the password. Both switches, theme and language, live in `switches`.

The answer to a wrong password is the same whether or not the account exists, and takes as long: Django hashes
either way.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from skillmark.doors.web.shell.forms import HouseForm
from skillmark.doors.web.shell.problems import answer, plain_problem
from skillmark.doors.web.shell.throttle import WINDOW_S, gauge


class SignInForm(HouseForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": gettext_lazy("Enter the e-mail address of your account.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Enter your password.")},
    )


def safe_next(request: HttpRequest, fallback: str = "/") -> str:
    """Where to go afterwards: an address of this site, else `fallback`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=request.is_secure())
    return wanted if wanted and safe else resolve_url(fallback)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page, and the try."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = _try(request, form)
        if found is not None:
            return found
    status = 200 if not form.errors else 422
    return render(request, "shell/sign_in.html", {"form": form, "next": safe_next(request)}, status=status)


def _try(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    counted = gauge(request, email)
    if counted.is_closed:
        told = answer(request, plain_problem(429, "shell.too_many_tries"))
        told.headers["Retry-After"] = str(WINDOW_S)
        return told
    person: Any = authenticate(request, username=email, password=password)
    if person is None:
        counted.count_failure()
        form.add_error(None, _("The e-mail address and the password do not belong together. Try again."))
        return None
    counted.forget()
    login(request, person)
    return redirect(safe_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Only ever by a button, so that no link or picture can do it."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("/")


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """The old one once, the new one twice; other sessions of the account end."""
    person: Any = request.user  # signed in, as the decorator saw to
    form = PasswordChangeForm(person, request.POST if request.method == "POST" else None)
    form.label_suffix = ""
    form.fields["new_password1"].help_text = _("At least 12 characters. A sentence you will remember is good.")
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password is changed."))
        return redirect(safe_next(request))
    status = 200 if not form.errors else 422
    return render(request, "shell/password.html", {"form": form, "next": safe_next(request)}, status=status)
