"""The assurance pages as a Django app."""

from django.apps import AppConfig


class AssurerConfig(AppConfig):
    name = "skillmark.doors.web.assurer"
    label = "assurer"
