"""The achievements domain as a Django app."""

from django.apps import AppConfig


class AchievementsConfig(AppConfig):
    name = "skillmark.domains.achievements"
    label = "achievements"

    def ready(self) -> None:
        from skillmark.domains.achievements import permissions  # noqa: F401
