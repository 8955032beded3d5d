"""The record domain as a Django app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "skillmark.domains.record"
    label = "record"

    def ready(self) -> None:
        from skillmark.domains.record import listeners, permissions  # noqa: F401
