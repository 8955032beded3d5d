"""The authority domain as a Django app."""

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "skillmark.domains.authority"
    label = "authority"

    def ready(self) -> None:
        from skillmark.domains.authority import permissions  # noqa: F401
