"""The hiring domain as a Django app."""

from django.apps import AppConfig


class HiringConfig(AppConfig):
    name = "skillmark.domains.hiring"
    label = "hiring"

    def ready(self) -> None:
        from skillmark.domains.hiring import listeners, permissions  # noqa: F401
