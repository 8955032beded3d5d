"""The record pages as a Django app; `web_` keeps its label apart from the domain of the same name."""

from django.apps import AppConfig


class RecordPagesConfig(AppConfig):
    name = "skillmark.doors.web.record"
    label = "web_record"
