"""What a person holds, on one line of time, and who they let see which part of it.

Rules, each a constraint: an award lands once; only what an award or an import brought is more than stated; a share is
known by the hash of its token alone. A share's closing date and an entry's end date are different columns of different
tables on purpose.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import Personal

_GONE = "the row is deleted with the person"


class Kind(models.TextChoices):
    CREDENTIAL = "credential", _("Micro-credential")
    DEGREE = "degree", _("Degree")
    JOB = "job", _("Job")
    LICENCE = "licence", _("Licence")
    PROJECT = "project", _("Project")
    SKILL = "skill", _("Skill")


class Provenance(models.TextChoices):
    VERIFIED = "verified", _("Verified")
    ENDORSED = "endorsed", _("Endorsed")
    STATED = "stated", _("Self-stated")


class Entry(models.Model):
    """One thing a person earned or says of themselves. `skills` is a list of {uri, identity, label, level}."""

    personal: ClassVar[Personal] = Personal(
        dict.fromkeys(("holder", "title", "organisation_name", "skills", "sealed_file", "file_report"), _GONE)
    )

    uid = UidField()
    holder = models.ForeignKey("people.Person", to_field="uid", on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    provenance = models.CharField(max_length=12, choices=Provenance.choices, default=Provenance.STATED)
    title = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200, blank=True)
    award_uid = models.CharField(max_length=22, null=True, blank=True, unique=True)
    achievement_version_uid = models.CharField(max_length=22, blank=True)
    issuer_uid = models.CharField(max_length=22, blank=True)
    skills = models.JSONField(default=list)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    earned_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.CharField(max_length=400, blank=True)
    sealed_file = models.BinaryField(null=True, blank=True)
    file_report = models.JSONField(null=True, blank=True)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(provenance="stated") | Q(award_uid__isnull=False) | Q(sealed_file__isnull=False),
                name="record_more_than_stated_has_proof",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="record_ends_after_start",
            ),
        ]


class Share(models.Model):
    """One secret link to one entry. `closes_on` is the last day it opens, where its holder lives; empty: stays open."""

    personal: ClassVar[Personal] = Personal({"entry": _GONE})

    uid = UidField()
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shares")
    token_sha256 = models.CharField(max_length=64, unique=True)
    shows_name = models.BooleanField(default=True)
    closes_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)


class ShareOpening(models.Model):
    """That a link was opened, and when. Nothing about who opened it."""

    personal: ClassVar[Personal] = Personal({"share": _GONE})

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(default=now)
