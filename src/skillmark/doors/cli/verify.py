"""`skillmark verify FILE [--pack PACK]`: the short name of `skillmark credential verify`.

Offline, without a server, long after issuer and platform are gone.
"""

from skillmark.doors.cli.credential import add_verify
from skillmark.doors.cli.terminal import Words


def add(words: Words) -> None:
    add_verify(words)
