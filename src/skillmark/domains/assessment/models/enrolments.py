"""Who is earning what, and that they have done all of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skillmark.domains.assessment.models.tasks import Project, Quiz
from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal


class Enrolment(models.Model):
    """One person on one version of an achievement, at their own pace, with the task editions they were given.

    `organisation` is the issuer's, whose assessors judge; it stands here so that a queue is one indexed read.
    """

    personal: ClassVar[Personal] = Personal({"holder": "kept: names nobody once the person's row is emptied"})

    uid = UidField()
    holder = models.ForeignKey("people.Person", to_field="uid", on_delete=models.PROTECT, related_name="+")
    achievement = models.ForeignKey(
        "achievements.Achievement", to_field="uid", on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey(
        "achievements.AchievementVersion", to_field="uid", on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    quiz = models.ForeignKey(Quiz, null=True, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "version"], name="enrolment_once_per_version"),
            models.CheckConstraint(
                condition=Q(quiz__isnull=False) | Q(project__isnull=False), name="enrolment_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("enrolled_at")),
                name="enrolment_withdrawn_after_begun",
            ),
        ]


class Completion(models.Model):
    """Every requirement of an enrolment is met: written once, with its event, and the facts the award will state."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="completion")
    facts = models.JSONField()
    completed_at = models.DateTimeField(default=now)
