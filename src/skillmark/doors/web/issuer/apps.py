"""The issuer's desk as a Django app: templates only."""

from django.apps import AppConfig


class IssuerConfig(AppConfig):
    name = "skillmark.doors.web.issuer"
    label = "issuer"
