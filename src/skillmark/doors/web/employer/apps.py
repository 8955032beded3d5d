"""The employer's pages as a Django app."""

from django.apps import AppConfig


class EmployerConfig(AppConfig):
    name = "skillmark.doors.web.employer"
    label = "web_employer"
