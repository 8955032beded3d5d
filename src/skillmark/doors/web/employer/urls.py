"""Addresses of the employer's pages. Names and arguments are linked to by other pages."""

from django.urls import path

from skillmark.doors.web.employer import openings, views

app_name = "employer"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:organisation_key>/", views.list_openings, name="openings"),
    path("<slug:organisation_key>/new/", openings.new, name="new"),
    path("<slug:organisation_key>/<str:uid>/", views.shortlist, name="shortlist"),
    path("<slug:organisation_key>/<str:uid>/skills/", openings.edit, name="skills"),
    path("<slug:organisation_key>/<str:uid>/seal/", views.seal, name="seal"),
    path("<slug:organisation_key>/<str:uid>/sealed/", views.sealed, name="sealed"),
    path("<slug:organisation_key>/<str:uid>/reveal/", views.reveal, name="reveal"),
    path("<slug:organisation_key>/<str:uid>/close/", views.close, name="close"),
]
