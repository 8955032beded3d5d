"""Joining, as a Django app."""

from django.apps import AppConfig


class JoinPagesConfig(AppConfig):
    name = "skillmark.doors.web.join"
    label = "web_join"
