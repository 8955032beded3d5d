"""The study pages as a Django app."""

from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "skillmark.doors.web.study"
    label = "study"
