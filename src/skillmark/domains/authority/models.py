"""An organisation's power to issue: its keys and their history, its status lists and their slots, the log's leaves.

Rules, each a constraint: one key in use per organisation; a slot belongs to one award and is never given twice; an
award has one slot per purpose. `StatusSlot` and `LogEntry` rows are never deleted, and a leaf is never changed
(triggers in `0002_append_only`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal


class IssuingKey(models.Model):
    """One Ed25519 key of one organisation, its secret wrapped by the keystore. Kept after use, for what it signed."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    organisation = models.ForeignKey(
        "people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="issuing_keys"
    )
    public_multikey = models.CharField(max_length=80, unique=True)
    wrapped = models.BinaryField()
    is_demo = models.BooleanField()
    used_from_at = models.DateTimeField(default=now)
    used_until_at = models.DateTimeField(null=True, blank=True)
    distrusted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(used_until_at__isnull=True), name="authority_one_active_key"
            ),
            models.CheckConstraint(
                condition=Q(used_until_at__isnull=True) | Q(used_until_at__gte=F("used_from_at")),
                name="authority_key_ends_after_start",
            ),
        ]


class Purpose(models.TextChoices):
    """What a set bit means (Bitstring Status List 1.0, `statusPurpose`)."""

    REVOCATION = "revocation", _("Withdrawn")
    SUSPENSION = "suspension", _("Suspended")


class StatusList(models.Model):
    """One list of bits of one organisation and the credential about it that we signed last.

    `closed_at` ends the giving out of slots: the list is nearly full, or a backup was restored and later slots are
    not known here any more. A closed list is still served and still changes.
    """

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    organisation = models.ForeignKey(
        "people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="status_lists"
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    length_bits = models.PositiveIntegerField()
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    signed = models.BinaryField(default=b"")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "purpose"], condition=Q(closed_at__isnull=True), name="authority_one_open_list"
            ),
        ]


class StatusSlot(models.Model):
    """One bit, given to one award for ever. `set_at` is when it last became 1; empty while it is 0."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="slots")
    index = models.PositiveIntegerField()
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    award_uid = models.CharField(max_length=22)
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["status_list", "index"], name="authority_slot_once"),
            models.UniqueConstraint(fields=["award_uid", "purpose"], name="authority_one_slot_per_purpose"),
        ]
        indexes = [models.Index(fields=["status_list"], condition=Q(set_at__isnull=False), name="authority_set_slots")]


class LogEntry(models.Model):
    """One leaf: the salted hash of what we are about to sign or to change. The salt is not here; who holds it, erases.

    Append-only. The function that makes `leaf_hash` must never change (see `leaves.leaf_hash`).
    """

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    organisation = models.ForeignKey(
        "people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="log_entries"
    )
    kind = models.CharField(max_length=16)
    leaf_hash = models.CharField(max_length=64, unique=True)
    entered_at = models.DateTimeField(default=now)
