"""The door of the assurance domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.assurance.actions import (
    accredit,
    endorse,
    review_achievement,
    withdraw,
    withdraw_endorsement,
)
from skillmark.domains.assurance.checklist import ANNEX_I, checklist_of
from skillmark.domains.assurance.errors import (
    AlreadyEndorsed,
    AlreadyWithdrawn,
    BadAccreditation,
    BadReview,
    NoSuchAccreditation,
    NoSuchEndorsement,
    NoSuchReview,
    NotABody,
    NotSupported,
    OwnHouse,
    ReasonMissing,
)
from skillmark.domains.assurance.permissions import ASSURE
from skillmark.domains.assurance.queries import (
    accreditations_of,
    endorsement,
    endorsements_of,
    register,
    review,
    reviews_of,
)
from skillmark.domains.assurance.values import (
    AccreditationView,
    ChecklistLine,
    EndorsementView,
    Judged,
    ReviewLineView,
    ReviewView,
)

__all__ = [
    "ANNEX_I",
    "ASSURE",
    "AccreditationView",
    "AlreadyEndorsed",
    "AlreadyWithdrawn",
    "BadAccreditation",
    "BadReview",
    "ChecklistLine",
    "EndorsementView",
    "Judged",
    "NoSuchAccreditation",
    "NoSuchEndorsement",
    "NoSuchReview",
    "NotABody",
    "NotSupported",
    "OwnHouse",
    "ReasonMissing",
    "ReviewLineView",
    "ReviewView",
    "accredit",
    "accreditations_of",
    "checklist_of",
    "endorse",
    "endorsement",
    "endorsements_of",
    "register",
    "review",
    "review_achievement",
    "reviews_of",
    "withdraw",
    "withdraw_endorsement",
]
