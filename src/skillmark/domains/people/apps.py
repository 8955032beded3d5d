"""The people domain as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "skillmark.domains.people"
    label = "people"

    def ready(self) -> None:
        from skillmark.domains.people import permissions  # noqa: F401
