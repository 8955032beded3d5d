"""The register of accreditations, reviews against a checklist, and endorsements. Triggers keep what was said.

References to other domains hold the other row's uid. A note is about an achievement, not about a person.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal


class Accreditation(models.Model):
    """A body recognises an organisation for `scope`, from a day and until one (or without an end), unless withdrawn."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    body = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=300)
    decision = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(body=F("organisation")), name="accreditation_of_another"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="accreditation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__gte=F("decided_at")) & ~Q(withdraw_reason="")),
                name="accreditation_withdrawn_with_reason",
            ),
        ]


class Review(models.Model):
    """One reading of one version against one checklist, by a person for a body. Never changes."""

    personal: ClassVar[Personal] = Personal({"reviewer": "kept: names nobody once the reviewer's row is emptied"})

    uid = UidField()
    body = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    achievement = models.ForeignKey(
        "achievements.Achievement", to_field="uid", on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey(
        "achievements.AchievementVersion", to_field="uid", on_delete=models.PROTECT, related_name="+"
    )
    reviewer = models.ForeignKey("people.Person", to_field="uid", on_delete=models.PROTECT, related_name="+")
    checklist = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=now)


class ReviewLine(models.Model):
    """One element: what the machine found then, and what the assurer found, each holds, fails or unsure."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    element = models.CharField(max_length=40)
    machine = models.CharField(max_length=8)
    machine_words = models.TextField(blank=True)
    found = models.CharField(max_length=8)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "element"], name="review_line_once"),
            models.CheckConstraint(
                condition=Q(machine__in=["holds", "fails", "unsure"], found__in=["holds", "fails", "unsure"]),
                name="review_line_states_known",
            ),
            models.CheckConstraint(condition=~Q(found="fails", note=""), name="review_line_fails_with_note"),
        ]


class Endorsement(models.Model):
    """A body stands behind one version, on the ground of a review of its own."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    body = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "achievements.AchievementVersion", to_field="uid", on_delete=models.PROTECT, related_name="+"
    )
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="endorsements")
    statement = models.TextField(blank=True)
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "version"], condition=Q(withdrawn_at__isnull=True), name="endorsement_open_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__gte=F("given_at")) & ~Q(withdraw_reason="")),
                name="endorsement_withdrawn_with_reason",
            ),
        ]
