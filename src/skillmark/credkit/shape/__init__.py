"""Compiled shapes: the canonical form of a document from that of its like, without reading it anew.

Documents of one achievement differ in a few texts. A shape is everything else: the JSON text with those texts taken
out (the holes), and a program that was made from the full path with placeholders in the holes. A document whose
skeleton is known is canonicalised by filling the program; every other goes the full way. docs/decisions/0013 argues why
a program never gives other bytes than the full path; tests/fuzz/shapes tries to find a case where one does.

Rules: this room answers with the very bytes of the full path, or with None ("not certain"), never with an error of its
own. Caches are bounded and may be shared between threads. Knows no proof, no issuer and no report.
"""

from skillmark.credkit.shape.cache import ShapeCache
from skillmark.credkit.shape.compiling import Compiled, compile_statements
from skillmark.credkit.shape.holes import HoleCheck, is_plain_iri, is_plain_text
from skillmark.credkit.shape.program import Statements
from skillmark.credkit.shape.skeleton import Path, Skeleton, read_skeleton, with_values

__all__ = [
    "Compiled",
    "HoleCheck",
    "Path",
    "ShapeCache",
    "Skeleton",
    "Statements",
    "compile_statements",
    "is_plain_iri",
    "is_plain_text",
    "read_skeleton",
    "with_values",
]
