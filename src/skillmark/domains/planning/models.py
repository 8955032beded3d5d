"""What somebody wants to reach and by when, and the latest plan towards it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import Personal

_GONE = "the row is deleted with the person"


class Goal(models.Model):
    """One goal of one person. Replaced ones are kept for the person to see; one is current."""

    personal: ClassVar[Personal] = Personal(
        dict.fromkeys(
            ("person", "profile", "hours_per_week", "budget_minor", "currency", "deadline", "start_on"), _GONE
        )
    )

    uid = UidField()
    person = models.ForeignKey("people.Person", to_field="uid", on_delete=models.CASCADE, related_name="+")
    profile = models.JSONField()
    hours_per_week = models.FloatField()
    budget_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    deadline = models.DateField(null=True, blank=True)
    start_on = models.DateField()
    set_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(replaced_at__isnull=True), name="goal_current_once"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=100), name="goal_hours_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(budget_minor__isnull=True) | Q(budget_minor__gte=0), name="goal_budget_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(deadline__gt=F("start_on")), name="goal_deadline_after_start"
            ),
        ]


class StoredPlan(models.Model):
    """The latest plan for a goal. The digest covers everything it was made from, so that it need not be made twice."""

    personal: ClassVar[Personal] = Personal({"plan": _GONE})

    uid = UidField()
    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="stored")
    inputs_digest = models.CharField(max_length=64)
    plan = models.JSONField()
    made_at = models.DateTimeField(default=now)
