"""Jobs as a Django app, so that procrastinate finds `tasks`."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "skillmark.doors.jobs"
    label = "jobs"
