"""Writes of the skills domain: a framework comes in whole, in one transaction, or not at all."""

from pathlib import Path

from django.db import connection, transaction

from skillmark.domains.people.api import Scope, require
from skillmark.domains.skills.errors import BrokenFramework, VersionTaken
from skillmark.domains.skills.events import FrameworkImported
from skillmark.domains.skills.models import Framework, Occupation, Skill
from skillmark.domains.skills.permissions import IMPORT
from skillmark.domains.skills.queries import FrameworkView, view_framework
from skillmark.domains.skills.store import Progress, write_release
from skillmark.domains.skills.translate import add_language
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.outbox import announce
from skillmark.skillkit.errors import Malformed, SkillkitError
from skillmark.skillkit.graph import (
    OccupationConcept,
    Release,
    SkillConcept,
    identity_of,
    read_esco,
    read_framework_toml,
)

_LOCK = 0x5C1_11_5  # any constant: one import at a time


def import_esco(
    *,
    actor: Actor,
    classification: Path,
    relations: Path,
    version: str | None = None,
    progress: Progress | None = None,
) -> FrameworkView:
    """Bring in ESCO from the two ZIPs as published. Same files again: nothing is done. `version` only for one unknown.

    The same version in another language adds its words to what is held.

    `progress` is told (what, done, total) while reading and saving. Cost for 1.1.1, measured on two shared cores on
    2026-11-22: 14 s and 156 MiB at most.
    Errors: `NotAllowed`, `BrokenFramework` (which line of which member; nothing changed), `VersionTaken`,
    `OtherConcepts`.
    """
    require(actor, IMPORT, Scope())
    try:
        release = read_esco(classification, relations, version=version, progress=progress)
    except OSError as error:
        raise BrokenFramework("One of the two ZIP files cannot be opened. Check the paths.") from error
    except SkillkitError as error:
        raise _broken(error) from error
    return _bring_in(actor, release, progress)


def import_framework(*, actor: Actor, data: bytes, progress: Progress | None = None) -> FrameworkView:
    """Bring in a framework in our own TOML form (`skillkit.graph.own_format`). Same bytes again: nothing is done.

    Errors: `NotAllowed`, `BrokenFramework`, `VersionTaken`.
    """
    require(actor, IMPORT, Scope())
    try:
        release = read_framework_toml(data)
    except SkillkitError as error:
        raise _broken(error) from error
    return _bring_in(actor, release, progress)


def _broken(error: SkillkitError) -> BrokenFramework:
    if isinstance(error, Malformed):
        return BrokenFramework(error.hint, member=error.member, line=error.line)
    return BrokenFramework(error.hint)


@transaction.atomic
def _bring_in(actor: Actor, release: Release, progress: Progress | None) -> FrameworkView:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    known = Framework.objects.filter(digest=release.digest).first()
    if known is not None:
        return view_framework(known)
    held = _held(release)
    if held is not None and held.translations.get(release.framework.language) == release.digest:
        return view_framework(held)
    if held is not None and release.framework.language not in {held.language, *held.translations}:
        framework = _translate(held, release, progress)
    else:
        framework = _open(release)
        write_release(framework, release, progress)
        settle_identities()
    audit.record(
        actor=actor,
        action=IMPORT,
        object_kind="framework",
        object_uid=framework.uid,
        detail={"key": framework.key, "digest": release.digest, "skills": framework.skill_count},
    )
    announce(FrameworkImported(framework_uid=framework.uid, key=framework.key, framework_version=framework.version))
    return view_framework(framework)


def _family(release: Release) -> str:
    return release.framework.key.removesuffix(f"-{release.framework.version}")


def _held(release: Release) -> Framework | None:
    return Framework.objects.filter(family=_family(release), version=release.framework.version).first()


def _translate(held: Framework, release: Release, progress: Progress | None) -> Framework:
    """Add the words of another language to the version that is held, and remember from which files."""
    add_language(held, release, progress)
    held.translations[release.framework.language] = release.digest
    held.save(update_fields=["translations"])
    return held


def _open(release: Release) -> Framework:
    """Save the framework's own row and make it current if no later version of its family is."""
    told = release.framework
    family = _family(release)
    if _held(release) is not None:
        raise VersionTaken()
    current = Framework.objects.filter(family=family, is_current=True).first()
    is_current = current is None or _ordinal(told.version) > _ordinal(current.version)
    if current is not None and is_current:
        current.is_current = False
        current.save(update_fields=["is_current"])
    return Framework.objects.create(
        family=family,
        key=told.key,
        title=told.title,
        version=told.version,
        attribution=told.attribution,
        licence=told.licence,
        language=told.language,
        digest=release.digest,
        is_current=is_current,
        skill_count=len(release.skills),
        occupation_count=len(release.occupations),
        relation_count=len(release.relations),
        left_out_count=len(release.dangling),
    )


def _ordinal(version: str) -> tuple[tuple[int, str], ...]:
    """Versions in the order people mean: 1.9 before 1.10, letters after figures."""
    parts = version.replace("-", ".").split(".")
    return tuple((int(part), "") if part.isdigit() else (1 << 30, part) for part in parts)


def settle_identities() -> int:
    """Say again which skills are the same, over everything held, and return how many rows changed.

    Only concepts that state exact matches, or are named by one, can change. Cost: two queries and one update a row
    that changes.
    """
    changed = 0
    for model, make in ((Skill, _skill), (Occupation, _occupation)):
        stating = model.objects.exclude(exact=[]).order_by("-framework__is_current", "-framework__imported_at")
        concepts: dict[str, SkillConcept | OccupationConcept] = {}
        for row in stating.only("uri", "exact"):
            concepts.setdefault(row.uri, make(row.uri, tuple(row.exact)))
        for uri, identity in identity_of(concepts.values()).items():
            changed += model.objects.filter(uri=uri).exclude(identity_uri=identity).update(identity_uri=identity)
    return changed


def _skill(uri: str, exact: tuple[str, ...]) -> SkillConcept:
    return SkillConcept(uri, "", exact=exact)


def _occupation(uri: str, exact: tuple[str, ...]) -> OccupationConcept:
    return OccupationConcept(uri, "", exact=exact)
