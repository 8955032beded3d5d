"""The seams to the outside, resolved by name in settings as Django resolves its storages.

Settings hold `SEAMS = {"blobs": "dotted.path.Class", ...}`; an adapter's class takes no arguments and reads what it
needs from settings. Nobody imports an adapter.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string


@cache
def resolve(name: str) -> Any:
    """Return the one instance of the adapter behind `name`. Errors: KeyError for a seam nobody configured."""
    return import_string(settings.SEAMS[name])()


def _forget(*, setting: str, **_: Any) -> None:
    if setting in {"SEAMS", "DATA_DIR"}:
        resolve.cache_clear()


setting_changed.connect(_forget, dispatch_uid="skillmark.kernel.seams")
