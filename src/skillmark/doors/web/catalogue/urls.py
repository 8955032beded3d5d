"""Addresses of the catalogue. A skill or occupation is named by `?uri=`: its identifier is an address itself."""

from django.urls import path

from skillmark.doors.web.catalogue import frameworks, views

app_name = "catalogue"
urlpatterns = [
    path("achievements/", views.index, name="index"),
    path("achievements/<str:uid>/", views.achievement, name="achievement"),
    path("achievements/<str:uid>/preview/", views.preview, name="preview"),
    path("skills/", frameworks.skill, name="skill"),
    path("occupations/", frameworks.occupation, name="occupation"),
    path("frameworks/", frameworks.held, name="frameworks"),
]
