"""Lint, then sign. `prepare` returns a token that `issue` takes once; there is no other way to a signature here."""

from skillmark.credkit.issue.lint import lint
from skillmark.credkit.issue.signing import Prepared, issue, prepare

__all__ = ["Prepared", "issue", "lint", "prepare"]
