"""Addresses of the assessor's pages. Names and arguments are linked to by other pages."""

from django.urls import path

from skillmark.doors.web.assessor import define, views

app_name = "assessor"
urlpatterns = [
    path("", views.index, name="index"),
    path("work/<str:uid>/", views.work, name="work"),
    path("define/<str:achievement_uid>/", define.overview, name="define"),
    path("define/<str:achievement_uid>/quiz/", define.quiz, name="quiz"),
    path("define/<str:achievement_uid>/project/", define.project, name="project"),
]
