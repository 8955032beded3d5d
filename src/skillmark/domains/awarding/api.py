"""The door of the awarding domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.awarding.actions import BY_HAND, ISSUE_JOB, award_by_hand, decide_award, revoke
from skillmark.domains.awarding.errors import (
    AlreadyRevoked,
    LintRefused,
    NoSuchAward,
    NotIssued,
    NotPublished,
    ReasonMissing,
)
from skillmark.domains.awarding.issuing import STEPS, issue_award
from skillmark.domains.awarding.queries import (
    AwardCounts,
    AwardView,
    award,
    awards_of,
    count_awards,
    credential_of,
    withdrawn_reason,
)

__all__ = [
    "BY_HAND",
    "ISSUE_JOB",
    "STEPS",
    "AlreadyRevoked",
    "AwardCounts",
    "AwardView",
    "LintRefused",
    "NoSuchAward",
    "NotIssued",
    "NotPublished",
    "ReasonMissing",
    "award",
    "award_by_hand",
    "awards_of",
    "count_awards",
    "credential_of",
    "decide_award",
    "issue_award",
    "revoke",
    "withdrawn_reason",
]
