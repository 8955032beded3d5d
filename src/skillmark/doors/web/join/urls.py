"""Addresses for opening an account and setting up an organisation."""

from django.urls import path

from skillmark.doors.web.join import views

app_name = "join"
urlpatterns = [
    path("join/", views.join, name="index"),
    path("join/organisation/", views.found, name="found"),
]
