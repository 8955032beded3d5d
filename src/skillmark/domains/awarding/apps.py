"""The awarding domain as a Django app."""

from django.apps import AppConfig


class AwardingConfig(AppConfig):
    name = "skillmark.domains.awarding"
    label = "awarding"

    def ready(self) -> None:
        from skillmark.domains.awarding import listeners, permissions  # noqa: F401
