"""Lint, then sign. `prepare` returns a token that is signed once; there is no other way to a signature here."""

from skillmark.credkit.issue.lint import Rules, lint
from skillmark.credkit.issue.present import present, sign_presentation
from skillmark.credkit.issue.signing import Prepared, issue, issue_base, issue_jwt, prepare

__all__ = ["Prepared", "Rules", "issue", "issue_base", "issue_jwt", "lint", "prepare", "present", "sign_presentation"]
