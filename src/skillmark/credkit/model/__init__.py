"""What a credential says: values, the builder, the structure it must have, and the summary a page shows. No signing."""

from skillmark.credkit.model.build import achievement_credential, status_entry
from skillmark.credkit.model.summary import Summary, read_summary
from skillmark.credkit.model.values import (
    Achievement,
    Alignment,
    AssessmentType,
    Evidence,
    HashedIdentity,
    Issuer,
    MicroCredentialStatement,
    Participation,
    Period,
    Picture,
    Recipient,
    Result,
    ResultDescription,
    StatusSlot,
    Supervision,
    hash_email,
)

__all__ = [
    "Achievement",
    "Alignment",
    "AssessmentType",
    "Evidence",
    "HashedIdentity",
    "Issuer",
    "MicroCredentialStatement",
    "Participation",
    "Period",
    "Picture",
    "Recipient",
    "Result",
    "ResultDescription",
    "StatusSlot",
    "Summary",
    "Supervision",
    "achievement_credential",
    "hash_email",
    "read_summary",
    "status_entry",
]
