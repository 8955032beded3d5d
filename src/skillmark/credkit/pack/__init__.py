"""A credential with what it takes to check it later, and what a reader trusts beforehand.

A pack proves less than it seems: see docs/decisions/0010-packs.md for what its parts are worth.
"""

from skillmark.credkit.pack.anchors import Anchors, make_anchors, read_anchors
from skillmark.credkit.pack.archive import Pack, is_pack, make_pack, read_pack
from skillmark.credkit.pack.statements import KeyStatement, make_key_statement, read_key_statement

__all__ = [
    "Anchors",
    "KeyStatement",
    "Pack",
    "is_pack",
    "make_anchors",
    "make_key_statement",
    "make_pack",
    "read_anchors",
    "read_key_statement",
    "read_pack",
]
