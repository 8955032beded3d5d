"""What an employer looks for, the fixed order of a shortlist, and whose names were shown after it."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal


def new_salt() -> str:
    """256 random bits in hexadecimal, for candidate codes and ties of one opening. Never leaves this domain."""
    return secrets.token_hex(32)


class Opening(models.Model):
    """One opening of one organisation. `salt` makes its candidate codes: nobody can match them across openings."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    organisation = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    advert = models.TextField(blank=True)
    profile = models.JSONField()
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    opened_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-opened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="opening_closed_after_opened",
            ),
        ]


class Seal(models.Model):
    """The order of one shortlist, fixed. `sealed_text` is what was hashed and never changes: a trigger keeps it."""

    personal: ClassVar[Personal] = Personal({"sealed_text": "kept: codes in it name nobody once the person is gone"})

    uid = UidField()
    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, related_name="seal")
    sealed_text = models.TextField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class Reveal(models.Model):
    """One name shown after a seal: so that the person can be told who saw them."""

    personal: ClassVar[Personal] = Personal({"person": "the row is deleted with the person"})

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="reveals")
    person = models.ForeignKey("people.Person", to_field="uid", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12)
    revealed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "person"], name="reveal_once")]
