"""Achievements, the versions of their definition, the skills each version vouches for, and stacks of them.

Rules: an achievement has at most one draft; a published version and its skills and prerequisites never change (triggers
in `append_only` refuse it, whoever asks); what Annex I demands is there when a version is published (constraint
`version_complete`). Holders keep the version they earned. Text is in the definition's own `language`. Nothing here is
personal.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from skillmark.domains.achievements.terms import Assessment, Delivery, Field, Participation, Supervision
from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal

_MANDATORY_TEXTS = (
    "name", "description", "criteria", "participation", "assessment", "quality_assurance", "language", "country",
    "image_alt",
)  # fmt: skip
_COMPLETE = Q(published_at__isnull=True) | (
    Q(workload_hours__gt=0)
    & Q(outcomes__len__gt=0)
    & (Q(eqf_level__isnull=False) | Q(is_outside_eqf=True))
    & ~Q(*[(name, "") for name in _MANDATORY_TEXTS], _connector=Q.OR)
)


class Achievement(models.Model):
    """Something an organisation lets people earn. What it says stands in its versions."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    organisation = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=80)
    opened_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="achievement_key_once"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("opened_at")),
                name="achievement_retired_after_opened",
            ),
        ]


class AchievementVersion(models.Model):
    """One edition of a definition. A draft until `published_at`; from then on append-only."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    field = models.CharField(max_length=12, choices=Field.choices, default=Field.OTHER)
    outcomes = ArrayField(models.CharField(max_length=300), default=list)
    criteria = models.TextField(blank=True)
    workload_hours = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    ects = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    typical_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    price_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    price_url = models.URLField(max_length=400, blank=True)
    participation = models.CharField(max_length=16, choices=Participation.choices, blank=True)
    delivery = models.CharField(max_length=12, choices=Delivery.choices, default=Delivery.COURSE)
    assessment = models.CharField(max_length=16, choices=Assessment.choices, blank=True)
    supervision = models.CharField(max_length=28, choices=Supervision.choices, blank=True)
    is_identity_checked = models.BooleanField(default=False)
    pass_mark = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)])
    attempts_allowed = models.PositiveSmallIntegerField(null=True, blank=True)
    practical_share = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)])
    quality_assurance = models.TextField(blank=True)
    eqf_level = models.PositiveSmallIntegerField(null=True, blank=True)
    is_outside_eqf = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="en")
    country = models.CharField(max_length=2, blank=True)
    image_alt = models.CharField(max_length=300, blank=True)
    further_information = models.URLField(max_length=400, blank=True)
    expires_after_months = models.PositiveSmallIntegerField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)
    saved_at = models.DateTimeField(default=now)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["achievement", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["achievement"], condition=Q(published_at__isnull=True), name="version_one_draft"
            ),
            models.CheckConstraint(condition=_COMPLETE, name="version_complete"),
            models.CheckConstraint(
                condition=Q(price_minor__isnull=True, currency="")
                | Q(price_minor__gte=0, currency__regex=r"^[A-Z]{3}$"),
                name="version_price_with_currency",
            ),
            models.CheckConstraint(
                condition=Q(workload_hours__isnull=True) | Q(workload_hours__gt=0), name="version_hours_positive"
            ),
            models.CheckConstraint(
                condition=Q(eqf_level__isnull=True) | Q(eqf_level__range=(1, 8), is_outside_eqf=False),
                name="version_eqf_level",
            ),
            models.CheckConstraint(
                condition=(Q(pass_mark__isnull=True) | Q(pass_mark__range=(0, 1)))
                & (Q(practical_share__isnull=True) | Q(practical_share__range=(0, 1))),
                name="version_shares_in_range",
            ),
            models.CheckConstraint(
                condition=(Q(attempts_allowed__isnull=True) | Q(attempts_allowed__gte=1))
                & (Q(typical_weeks__isnull=True) | Q(typical_weeks__gte=1))
                & (Q(expires_after_months__isnull=True) | Q(expires_after_months__gte=1)),
                name="version_counts_from_one",
            ),
            models.CheckConstraint(
                condition=~Q(supervision=Supervision.SUPERVISED_IDENTITY_CHECKED) | Q(is_identity_checked=True),
                name="version_identity_as_supervised",
            ),
        ]


class SkillTaught(models.Model):
    """A version vouches for a skill at a level. Keeps the URI; which skill that is, `skills` says when it is read."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="skills")
    skill_uri = models.CharField(max_length=300, db_index=True)
    label = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "skill_uri"], name="skill_taught_once"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="skill_taught_level"),
        ]


class Prerequisite(models.Model):
    """What must be held before this version is begun. No circles: `actions` asks under a lock."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="prerequisites")
    needed = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="needed_by")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "needed"], name="prerequisite_once")]


class Stack(models.Model):
    """A set of modules that make something larger: a degree, or a stack of achievements."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    organisation = models.ForeignKey("people.Organisation", to_field="uid", on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    is_degree = models.BooleanField(default=False)
    award = models.CharField(max_length=160, blank=True)
    eqf_level = models.PositiveSmallIntegerField(null=True, blank=True)
    defined_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="stack_key_once"),
            models.CheckConstraint(
                condition=Q(eqf_level__isnull=True) | Q(eqf_level__range=(1, 8)), name="stack_eqf_level"
            ),
        ]


class Module(models.Model):
    """One part of a stack: an achievement that can be earned by itself, or a part that only the whole has."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    stack = models.ForeignKey(Stack, on_delete=models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField()
    achievement = models.ForeignKey(
        Achievement, null=True, blank=True, on_delete=models.PROTECT, related_name="modules"
    )
    title = models.CharField(max_length=160, blank=True)
    workload_hours = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    ects = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    price_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    skills = models.JSONField(default=list)
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["stack", "position"], name="module_position_once"),
            models.UniqueConstraint(
                fields=["stack", "achievement"],
                condition=Q(achievement__isnull=False),
                name="module_achievement_once",
            ),
            models.CheckConstraint(
                condition=Q(achievement__isnull=False, title="", workload_hours__isnull=True)
                | (Q(achievement__isnull=True) & ~Q(title="")),
                name="module_achievement_or_title",
            ),
            models.CheckConstraint(
                condition=Q(price_minor__isnull=True, currency="")
                | Q(price_minor__gte=0, currency__regex=r"^[A-Z]{3}$"),
                name="module_price_with_currency",
            ),
        ]
