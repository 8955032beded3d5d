"""What has to be done: quizzes and projects. Each change is a new edition; an edition never changes.

An edition is set on the newest version of an achievement, published or not (`version_number`). Whoever enrols on a
version gets the newest edition set on that version or an earlier one, so a revision keeps its tasks until set again.
References to other domains hold the other row's uid, so that no query reaches past a door to find a row's number.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal


class Task(models.Model):
    """What quiz and project share. `edition` counts from 1 per achievement and kind."""

    uid = UidField()
    achievement = models.ForeignKey(
        "achievements.Achievement", to_field="uid", on_delete=models.PROTECT, related_name="+"
    )
    version_number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    set_at = models.DateTimeField(default=now)

    class Meta:
        abstract = True


class Quiz(Task):
    """Questions scored by the server. `pass_mark` is the share of right answers that passes, 0 to 1."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    pass_mark = models.FloatField()
    attempts_allowed = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["achievement", "edition"], name="quiz_edition_once"),
            models.CheckConstraint(condition=Q(pass_mark__gt=0, pass_mark__lte=1), name="quiz_pass_mark_is_a_share"),
            models.CheckConstraint(condition=Q(attempts_allowed__gte=1), name="quiz_allows_an_attempt"),
        ]


class Question(models.Model):
    """One question of a quiz edition. `correct` is the place of the right option, from 0."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    options = ArrayField(models.TextField())
    correct = models.PositiveSmallIntegerField()
    explanation = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="question_position_once"),
            models.CheckConstraint(
                condition=Q(options__len__gte=2) & Q(correct__lt=F("options__len")), name="question_has_its_answer"
            ),
        ]


class Project(Task):
    """Work handed in as evidence and judged by a person against a rubric."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    brief = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["achievement", "edition"], name="project_edition_once")]


class Criterion(models.Model):
    """One row of a rubric. Level k, from 1, is described by `descriptors[k - 1]`; `pass_at` is what passes."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    descriptors = ArrayField(models.TextField())
    pass_at = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="criterion_position_once"),
            models.UniqueConstraint(fields=["project", "name"], name="criterion_name_once"),
            models.CheckConstraint(
                condition=Q(descriptors__len__gte=2, pass_at__gte=1) & Q(pass_at__lte=F("descriptors__len")),
                name="criterion_can_be_passed",
            ),
        ]
