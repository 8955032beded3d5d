"""The assurance domain as a Django app."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "skillmark.domains.assurance"
    label = "assurance"

    def ready(self) -> None:
        from skillmark.domains.assurance import permissions  # noqa: F401
