"""Skillmark: micro-credentials that prove a skill. The house and its order are drawn in docs/tour.md."""

__version__ = "0.1.0"
