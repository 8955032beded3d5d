"""Addresses of the plan pages. Names and arguments are linked to by other pages."""

from django.urls import path

from skillmark.doors.web.plan import goals, views

app_name = "plan"
urlpatterns = [
    path("", views.index, name="index"),
    path("goal/", goals.goal, name="goal"),
    path("<str:uid>/", views.show, name="show"),
    path("<str:uid>/limits/", views.limits, name="limits"),
]
