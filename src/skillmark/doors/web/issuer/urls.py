"""Addresses of the issuer's desk. Everything under `define/`, since the awards pages share the prefix."""

from django.urls import path

from skillmark.doors.web.issuer import define, views

app_name = "issuer"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:organisation_key>/", views.desk, name="desk"),
    path("<slug:organisation_key>/define/", define.begin, name="begin"),
    path("<slug:organisation_key>/define/find-skills/", define.find_skills, name="find_skills"),
    path("<slug:organisation_key>/define/<str:achievement_uid>/", define.edit, name="edit"),
    path("<slug:organisation_key>/define/<str:achievement_uid>/publish/", define.publish, name="publish"),
    path("<slug:organisation_key>/define/<str:achievement_uid>/discard/", define.discard, name="discard"),
    path("<slug:organisation_key>/define/<str:achievement_uid>/retire/", define.retire, name="retire"),
]
