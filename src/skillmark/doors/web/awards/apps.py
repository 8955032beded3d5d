"""The award pages as a Django app."""

from django.apps import AppConfig


class AwardPagesConfig(AppConfig):
    name = "skillmark.doors.web.awards"
    label = "awards"
