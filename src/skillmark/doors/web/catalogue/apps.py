"""The catalogue as a Django app: templates only."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "skillmark.doors.web.catalogue"
    label = "catalogue"
