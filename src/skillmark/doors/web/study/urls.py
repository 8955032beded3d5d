"""Addresses of the study pages. Names and arguments are linked to by other pages."""

from django.urls import path

from skillmark.doors.web.study import views

app_name = "study"
urlpatterns = [
    path("", views.index, name="index"),
    path("enrol/<str:achievement_uid>/", views.enrol, name="enrol"),
    path("evidence/<str:uid>/", views.evidence, name="evidence"),
    path("<str:uid>/", views.enrolment, name="enrolment"),
    path("<str:uid>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:uid>/quiz/", views.quiz, name="quiz"),
    path("<str:uid>/quiz/<int:attempt>/", views.result, name="result"),
    path("<str:uid>/project/", views.project, name="project"),
]
