"""Decisions that somebody earned something, and the signed document of each.

Rules, each a constraint: one award per holder, version and source; one credential per award; a withdrawal has its time
and its reason together. `SignedCredential` rows are never changed or deleted (trigger in `0002_append_only`).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import Personal


def new_credential_id() -> str:
    """Return the `id` a credential will carry: random, and fixed with the decision, so that a retry signs the same."""
    return f"urn:uuid:{uuid.uuid4()}"


class Award(models.Model):
    """The decision. `rule_met` is why, as it stood; `source_uid` is what led here (an enrolment, or empty by hand)."""

    personal: ClassVar[Personal] = Personal(
        {
            "holder": "kept: the row points at an emptied person",
            "rule_met": "emptied when the person is erased",
            "revoke_reason": "emptied when the person is erased",
        }
    )

    uid = UidField()
    holder = models.ForeignKey("people.Person", to_field="uid", on_delete=models.PROTECT, related_name="awards")
    organisation = models.ForeignKey(
        "people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="awards"
    )
    achievement_version_uid = models.CharField(max_length=22)
    source_uid = models.CharField(max_length=64)
    credential_id = models.CharField(max_length=45, unique=True, default=new_credential_id)
    rule_met = models.JSONField(default=dict)
    earned_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(default=now)
    decided_by_uid = models.CharField(max_length=22, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    refused_why = models.TextField(blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "achievement_version_uid", "source_uid"], name="awarding_award_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(issued_at__isnull=False), name="awarding_revoked_was_issued"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoke_reason=""), name="awarding_reason_with_revocation"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("earned_at")),
                name="awarding_expires_after_earned",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-decided_at"], name="awarding_of_organisation")]


class SignedCredential(models.Model):
    """What was signed, sealed under the holder's key, with the digest of the open bytes and the salt of its leaf.

    Append-only. Erasing the person destroys the key: the row stays, and says nothing.
    """

    personal: ClassVar[Personal] = Personal({"sealed": "unreadable once the person's key is destroyed"})

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="credential")
    sealed = models.BinaryField()
    sealed_leaf_salt = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    leaf_uid = models.CharField(max_length=22, unique=True)
    verification_method = models.CharField(max_length=300)
    signed_at = models.DateTimeField(default=now)
