"""Stacks: degrees and larger wholes as sets of modules, to be compared with what is earned piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from skillmark.domains.achievements.errors import BadDefinition, KeyTaken, Problem
from skillmark.domains.achievements.fields import clean
from skillmark.domains.achievements.models import Achievement, Module, Stack
from skillmark.domains.achievements.permissions import DEFINE
from skillmark.domains.achievements.queries import find_achievements
from skillmark.domains.achievements.values import AchievementView, ModuleView, StackView, TaughtSkill, number
from skillmark.domains.people.api import Scope, find_organisation, require
from skillmark.domains.skills.api import SkillView, find_skills, identities
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.skillkit.values import Level


@dataclass(frozen=True, slots=True)
class NewModule:
    """A part to define: an achievement by uid, or a part that only the whole has, with title, hours and skills."""

    achievement_uid: str = ""
    title: str = ""
    workload_hours: float | None = None
    skills: Sequence[tuple[str, int]] = field(default=())
    is_required: bool = True
    ects: float | None = None
    price_minor: int | None = None
    currency: str = ""


@transaction.atomic
def define_stack(
    *,
    actor: Actor,
    organisation_uid: str,
    name: str,
    modules: Sequence[NewModule],
    description: str = "",
    is_degree: bool = False,
    key: str = "",
    award: str = "",
    eqf_level: int | None = None,
) -> StackView:
    """Define a stack or degree. Modules keep their order. Errors: `NotAllowed`, `BadDefinition`, `KeyTaken`."""
    require(actor, DEFINE, Scope(organisation_uid=organisation_uid))
    cleaned = clean({"name": name, "description": description, "eqf_level": eqf_level})
    if not modules:
        raise BadDefinition([Problem("modules", _("Name at least one module."))])
    stack = Stack(organisation_id=organisation_uid, key=key or slugify(cleaned["name"])[:80], is_degree=is_degree)
    stack.name, stack.description = cleaned["name"], cleaned["description"]
    stack.award, stack.eqf_level = award.strip()[:160], cleaned["eqf_level"]
    try:
        with transaction.atomic():
            stack.save()
    except IntegrityError as error:
        raise KeyTaken() from error
    _write_modules(stack, modules)
    audit.record(
        actor=actor,
        action=DEFINE,
        object_kind="stack",
        object_uid=stack.uid,
        organisation_uid=organisation_uid,
        detail={"modules": len(modules)},
    )
    return _view_all([stack])[0]


def _write_modules(stack: Stack, modules: Sequence[NewModule]) -> None:
    wanted = {module.achievement_uid for module in modules if module.achievement_uid}
    known = {row.uid: row for row in Achievement.objects.filter(uid__in=wanted, versions__published_at__isnull=False)}
    if len(known) != len(wanted):
        raise BadDefinition([Problem("modules", _("A module must be a published achievement, or have a title."))])
    named = find_skills(uri for module in modules for uri, _level in module.skills)
    for place, module in enumerate(modules):
        row = Module(stack=stack, position=place, is_required=module.is_required)
        row.achievement = known.get(module.achievement_uid)
        if row.achievement is None:
            _fill(row, module, named)
        row.save()


def _fill(row: Module, module: NewModule, named: dict[str, SkillView]) -> None:
    """A part that only the whole has. Errors: `BadDefinition`."""
    part = clean(
        {
            "name": module.title,
            "workload_hours": module.workload_hours,
            "ects": module.ects,
            "price_minor": module.price_minor,
            "currency": module.currency,
            "skills": module.skills,
        }
    )
    if any(uri not in named for uri, _level in part["skills"]):
        raise BadDefinition([Problem("modules", _("A module names a skill that no framework here has."))])
    row.title, row.workload_hours, row.ects = part["name"], part["workload_hours"], part["ects"]
    row.price_minor, row.currency = part["price_minor"], part["currency"]
    row.skills = [[uri, named[uri].label, level] for uri, level in part["skills"]]


def stacks(*, organisation_uid: str = "", is_degree: bool | None = None) -> tuple[StackView, ...]:
    """Return all stacks, or one organisation's, degrees only or none of them. Public. Cost: about ten queries."""
    rows = Stack.objects.order_by("name", "pk")
    if organisation_uid:
        rows = rows.filter(organisation_id=organisation_uid)
    if is_degree is not None:
        rows = rows.filter(is_degree=is_degree)
    return _view_all(list(rows.prefetch_related("modules__achievement")))


def stacks_with(achievement_uid: str) -> tuple[StackView, ...]:
    """Return the stacks that an achievement counts towards. Public."""
    rows = Stack.objects.filter(modules__achievement__uid=achievement_uid).order_by("name", "pk")
    return _view_all(list(rows.prefetch_related("modules__achievement")))


def _view_all(rows: list[Stack]) -> tuple[StackView, ...]:
    modules = [module for row in rows for module in row.modules.all()]
    parts = find_achievements(module.achievement.uid for module in modules if module.achievement)
    known = identities(uri for module in modules for uri, _label, _level in module.skills)
    houses = {uid: find_organisation(uid=uid) for uid in {row.organisation_id for row in rows}}
    return tuple(
        StackView(
            row.uid,
            houses[row.organisation_id],
            row.key,
            row.name,
            row.description,
            row.is_degree,
            tuple(_module(module, parts, known) for module in row.modules.all()),
            row.award,
            row.eqf_level,
        )
        for row in rows
    )


def _module(row: Module, parts: dict[str, AchievementView], known: dict[str, str]) -> ModuleView:
    if row.achievement is not None:
        part = parts[row.achievement.uid]
        return ModuleView(
            part.name, part.uid, part.workload_hours, part.skills, row.is_required, part.ects, part.price_minor,
            part.currency,
        )  # fmt: skip
    taught = tuple(TaughtSkill(uri, known[uri], label, Level(level)) for uri, label, level in row.skills)
    return ModuleView(
        row.title, "", number(row.workload_hours), taught, row.is_required, number(row.ects), row.price_minor,
        row.currency,
    )  # fmt: skip
