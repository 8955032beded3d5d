"""The standing domain as a Django app."""

from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "skillmark.domains.standing"
    label = "standing"

    def ready(self) -> None:
        from skillmark.domains.standing import listeners, permissions  # noqa: F401
