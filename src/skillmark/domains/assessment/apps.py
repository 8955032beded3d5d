"""The assessment domain as a Django app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "skillmark.domains.assessment"
    label = "assessment"

    def ready(self) -> None:
        from skillmark.domains.assessment import listeners, permissions  # noqa: F401
