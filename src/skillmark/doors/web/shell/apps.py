"""Django's entry for the shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "skillmark.doors.web.shell"
    label = "shell"
