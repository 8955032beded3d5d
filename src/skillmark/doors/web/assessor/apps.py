"""The assessor's pages as a Django app."""

from django.apps import AppConfig


class AssessorConfig(AppConfig):
    name = "skillmark.doors.web.assessor"
    label = "assessor"
