"""What people did and what was decided about it. Append-only: triggers in `append_only` refuse every change.

What a person wrote or chose, and what was written about them, is sealed under their own key. Destroying the key is the
erasure; the files themselves are deleted as well. Figures stay, with a row that then names nobody.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skillmark.domains.assessment.models.enrolments import Enrolment
from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import Personal

_SEALED = "sealed for the holder: noise once their key is destroyed"


class QuizAttempt(models.Model):
    """One scored attempt. `right` of `asked` questions; `is_passed` by the pass mark of the enrolment's quiz."""

    personal: ClassVar[Personal] = Personal({"sealed_answers": _SEALED})

    uid = UidField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    sealed_answers = models.BinaryField()
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()
    answered_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(is_passed=True), name="attempt_none_after_passing"
            ),
            models.CheckConstraint(condition=Q(asked__gte=1, right__lte=F("asked")), name="attempt_right_of_asked"),
        ]


class Submission(models.Model):
    """One handing-in for the project: a text, a link, files. `number` counts from 1 within the enrolment."""

    personal: ClassVar[Personal] = Personal({"sealed_text": _SEALED, "sealed_link": _SEALED})

    uid = UidField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    sealed_text = models.BinaryField()
    sealed_link = models.BinaryField()
    handed_in_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "number"], name="submission_number_once")]


class EvidenceFile(models.Model):
    """One file of a submission. The blob is sealed; so are its name, type, size and hash, in `sealed_label` (JSON)."""

    personal: ClassVar[Personal] = Personal(
        {"sealed_label": _SEALED, "blob_key": "points at a sealed blob, which is deleted when the holder is erased"}
    )

    uid = UidField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    sealed_label = models.BinaryField()
    blob_key = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="evidence_position_once")]


class Judgement(models.Model):
    """An assessor's decision about one submission. `scores`: criterion's name to the level reached, from 1."""

    personal: ClassVar[Personal] = Personal(
        {
            "sealed_comment": _SEALED,
            "assessor": "kept: names nobody once the assessor's row is emptied",
        }
    )

    class Decision(models.TextChoices):
        PASS = "pass"  # noqa: S105  (a verdict, not a secret)
        FAIL = "fail"
        RESUBMIT = "resubmit"

    uid = UidField()
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="judgement")
    assessor = models.ForeignKey("people.Person", to_field="uid", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    scores = models.JSONField()
    sealed_comment = models.BinaryField()
    judged_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["pass", "fail", "resubmit"]), name="judgement_decision_known"
            )
        ]
