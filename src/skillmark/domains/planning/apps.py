"""The planning domain as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "skillmark.domains.planning"
    label = "planning"

    def ready(self) -> None:
        from skillmark.domains.planning import listeners, permissions  # noqa: F401
