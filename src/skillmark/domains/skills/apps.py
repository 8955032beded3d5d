"""The skills domain as a Django app."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "skillmark.domains.skills"
    label = "skills"

    def ready(self) -> None:
        from skillmark.domains.skills import permissions  # noqa: F401
