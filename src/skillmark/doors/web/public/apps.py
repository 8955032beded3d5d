"""The public pages as a Django app."""

from django.apps import AppConfig


class PublicPagesConfig(AppConfig):
    name = "skillmark.doors.web.public"
    label = "public"
