"""The door of the standing domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.standing.actions import observe, rebuild
from skillmark.domains.standing.errors import BadSignal
from skillmark.domains.standing.queries import beliefs, beliefs_of_many, evidence, evidence_of_many

__all__ = ["BadSignal", "beliefs", "beliefs_of_many", "evidence", "evidence_of_many", "observe", "rebuild"]
