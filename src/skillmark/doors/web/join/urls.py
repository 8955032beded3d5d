"""Addresses for opening an account and setting up an organisation."""

from django.urls import path

from skillmark.doors.web.join import members, views

app_name = "join"
urlpatterns = [
    path("join/", views.join, name="index"),
    path("join/organisation/", views.found, name="found"),
    path("join/organisation/<slug:key>/", members.members, name="members"),
    path("join/organisation/<slug:key>/remove/", members.remove, name="remove"),
]
