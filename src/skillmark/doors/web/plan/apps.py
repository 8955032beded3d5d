"""The plan pages as a Django app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "skillmark.doors.web.plan"
    label = "web_plan"
