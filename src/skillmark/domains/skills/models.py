"""Frameworks by version, their skills and occupations, and the names under which each can be found.

Rules: a version, once imported, never changes; versions of one family stand side by side and one of them is current.
Labels are language maps (`{"en": "SQL"}`). `identity_uri` says which skill it is across frameworks and versions
(docs/decisions/0004-skill-identity.md) and is recomputed whenever a framework comes in.
Rows are written by COPY (`store`), never one at a time. Nothing here is personal.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal

URI_LENGTH = 300


class Framework(models.Model):
    """One version of one framework, as published, with what must be shown beside it."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    uid = UidField()
    family = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    attribution = models.TextField()
    licence = models.TextField()
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    imported_at = models.DateTimeField(default=now)
    translations = models.JSONField(default=dict)  # further languages of this version, each with its files' digest
    is_current = models.BooleanField(default=False)
    skill_count = models.PositiveIntegerField()
    occupation_count = models.PositiveIntegerField()
    relation_count = models.PositiveIntegerField()
    left_out_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "version"], name="framework_version_once"),
            models.UniqueConstraint(fields=["family"], condition=Q(is_current=True), name="framework_current_once"),
            models.CheckConstraint(condition=~Q(attribution="") & ~Q(licence=""), name="framework_attributed"),
        ]


class Concept(models.Model):
    """What skills and occupations share. `labels`, `alt_labels` and `descriptions` are maps by language."""

    uri = models.CharField(max_length=URI_LENGTH)
    identity_uri = models.CharField(max_length=URI_LENGTH, db_index=True)
    labels = models.JSONField()
    alt_labels = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict)
    exact = ArrayField(models.CharField(max_length=URI_LENGTH), default=list)
    collections = ArrayField(models.CharField(max_length=60), default=list)
    status = models.CharField(max_length=40, default="released")

    class Meta:
        abstract = True


class Skill(Concept):
    """One skill, competence or piece of knowledge of one framework version."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=60, blank=True)
    reuse = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uri", "framework"], name="skill_once_per_version")]


class Occupation(Concept):
    """One occupation of one framework version. `group` is its ISCO-08 group where the framework states one."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="occupations")
    code = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uri", "framework"], name="occupation_once_per_version")]


class Group(models.Model):
    """A node above skills or occupations; `pillar` says which."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="groups")
    uri = models.CharField(max_length=URI_LENGTH)
    labels = models.JSONField()
    descriptions = models.JSONField(default=dict)
    code = models.CharField(max_length=40, blank=True)
    pillar = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uri", "framework"], name="group_once_per_version")]


class OccupationSkill(models.Model):
    """An occupation asks for a skill of the same version: essential, or else optional."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="asks")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="asked_by")
    is_essential = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "skill", "is_essential"], name="occupation_skill_once")
        ]


class SkillNeed(models.Model):
    """A skill needs another of the same version: essential, or else optional."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="needs")
    needed = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="needed_by")
    is_essential = models.BooleanField()


class Broader(models.Model):
    """`child_uri` is narrower than `parent_uri`; either may be a skill, an occupation or a group of the version."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="broader")
    child_uri = models.CharField(max_length=URI_LENGTH)
    parent_uri = models.CharField(max_length=URI_LENGTH)
    pillar = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["child_uri", "framework"], name="broader_child"),
            models.Index(fields=["parent_uri", "framework"], name="broader_parent"),
        ]


class ReadingIndex(models.Model):
    """Where the built index of all current names lies, by the digest of the frameworks it was built from."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    digest = models.CharField(max_length=64, unique=True)
    blob_key = models.CharField(max_length=200)
    built_at = models.DateTimeField(default=now)


class Name(models.Model):
    """A label or synonym to search by. Derived from the concept's own maps; text indexes stand in the migration."""

    text = models.TextField()
    language = models.CharField(max_length=12)
    is_label = models.BooleanField()

    class Meta:
        abstract = True


class SkillName(Name):
    """A name of a skill."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="names")


class OccupationName(Name):
    """A name of an occupation."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="names")
