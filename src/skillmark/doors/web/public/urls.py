"""Public addresses. Those of issuers, lists and shares stand in signed documents and letters: they must not change."""

from django.urls import path

from skillmark.doors.web.public import checking, front, issuers, shared

app_name = "public"
urlpatterns = [
    path("", front.front, name="front"),
    path("verify/", checking.check, name="verify"),
    path("s/<str:token>", shared.shared, name="shared"),
    path("s/<str:token>/credential.json", shared.credential, name="shared_credential"),
    path("s/<str:token>/badge.svg", shared.badge_svg, name="shared_svg"),
    path("s/<str:token>/badge.png", shared.badge_png, name="shared_png"),
    path("s/<str:token>/pack.json", shared.pack, name="shared_pack"),
    path("register/", issuers.register, name="register"),
    path("o/<slug:key>/", issuers.issuer, name="issuer"),
    path("o/<slug:key>/did.json", issuers.did_json, name="did"),
    path("status/<str:list_uid>", issuers.status_list, name="status"),
]
