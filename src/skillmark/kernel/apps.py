"""The kernel as a Django app: two small tables, no domain."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "skillmark.kernel"
    label = "kernel"
