"""A person's own record. Every address here is private to who is signed in."""

from django.urls import path

from skillmark.doors.web.record import entries, files, sharing

app_name = "record"
urlpatterns = [
    path("", entries.index, name="index"),
    path("add/", entries.add, name="add"),
    path("bring/", entries.bring, name="bring"),
    path("links/", sharing.links, name="shares"),
    path("links/<str:share_uid>/close/", sharing.close, name="close_share"),
    path("found/", entries.be_found, name="found"),
    path("export/", files.export, name="export"),
    path("erase/", entries.erase, name="erase"),
    path("<str:uid>/", entries.entry, name="entry"),
    path("<str:uid>/share/", sharing.share, name="share"),
    path("<str:uid>/remove/", entries.remove, name="remove"),
    path("<str:uid>/credential.json", files.credential, name="credential"),
    path("<str:uid>/badge.svg", files.badge_svg, name="badge_svg"),
    path("<str:uid>/pack.json", files.pack, name="pack"),
]
