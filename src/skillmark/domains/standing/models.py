"""The projection of everybody's evidence by skill, and the signals that came from above."""

from typing import ClassVar

from django.db import models

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import Personal

_GONE = "the row is deleted with the person"


class HeldEvidence(models.Model):
    """One piece of evidence about one skill of one person: a projection of the record, safe to drop and rebuild."""

    personal: ClassVar[Personal] = Personal({"person": _GONE, "facts": _GONE})

    person = models.ForeignKey("people.Person", to_field="uid", on_delete=models.CASCADE, related_name="+")
    skill = models.CharField(max_length=300)
    is_verified = models.BooleanField()
    facts = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["person", "skill"]), models.Index(fields=["skill", "person"])]


class Signal(models.Model):
    """Something seen later about a person's skill. Append-only; `weighed_at` stays empty until a model uses it."""

    personal: ClassVar[Personal] = Personal({"person": _GONE})

    class Kind(models.TextChoices):
        OUTCOME = "outcome"
        ENDORSEMENT = "endorsement"
        REASSESSMENT = "reassessment"

    uid = UidField()
    person = models.ForeignKey("people.Person", to_field="uid", on_delete=models.CASCADE, related_name="+")
    skill = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    shown = models.BooleanField()
    source_uid = models.CharField(max_length=22)
    observed_at = models.DateTimeField()
    received_at = models.DateTimeField(default=now)
    weighed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "source_uid", "skill"], name="signal_once_per_source"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="signal_level_1_to_4"),
        ]
