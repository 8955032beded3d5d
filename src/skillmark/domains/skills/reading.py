"""The skills that a pasted text asks for, as a profile one can edit: an advert, a job description, a course page.

The extractor is built over every name of the current frameworks, one entry a skill (by identity). Building takes
seconds, so the built index is kept as a blob and in this process, under the digest of the frameworks it was built from;
a new import makes a new one. The text itself is kept nowhere.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from skillmark.domains.skills.models import Framework, ReadingIndex, SkillName
from skillmark.domains.skills.queries import labels
from skillmark.kernel.blobs import blobs
from skillmark.kernel.errors import Unavailable
from skillmark.skillkit.errors import Malformed
from skillmark.skillkit.extract import Label, Mention, NgramExtractor
from skillmark.skillkit.values import MUST_WEIGHT, NICE_WEIGHT, Ask, Level, TargetProfile

_FORM = b"1"
"""Goes into the digest: raise it when the way an index is built changes, so that old ones are left alone."""
_TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class ReadAdvert:
    """What a text asks for, and the words that said so. `mentions` name skills by identity, in the text's order."""

    profile: TargetProfile
    mentions: tuple[Mention, ...]


def profile_of_text(text: str, title: str = "") -> ReadAdvert:
    """Return the skills named in a text. What it calls a wish is nice to have, everything else a must; a level nobody
    stated is Independent for a must and Foundation for a wish (docs/decisions/0003-level.md).

    Without a title the first line is taken. Cost: under half a second for 2,000 words once the index is in memory;
    seconds the first time after an import.
    """
    mentions = tuple(_extractor(_digest()).extract(text))
    asks: dict[str, Ask] = {}
    for mention in mentions:
        asks.setdefault(mention.skill_uri, _ask(mention))
    return ReadAdvert(TargetProfile(title or _first_line(text), tuple(asks.values())), mentions)


def build_reading_index() -> bool:
    """Make sure that the index of the current frameworks is built and kept; answer whether it had to be built."""
    digest = _digest()
    if _kept(digest) is not None:
        return False
    _build(digest)
    return True


def _ask(mention: Mention) -> Ask:
    must = mention.must is not False
    level = mention.level or (Level.INDEPENDENT if must else Level.FOUNDATION)
    return Ask(mention.skill_uri, mention.label, level, must, MUST_WEIGHT if must else NICE_WEIGHT)


def _first_line(text: str) -> str:
    return next((line.strip()[:_TITLE_LENGTH] for line in text.splitlines() if line.strip()), "")


def _digest() -> str:
    """The current frameworks as one digest. Cost: one query."""
    current = Framework.objects.filter(is_current=True).order_by("digest").values_list("digest", "translations")
    digests = [one for digest, added in current for one in (digest, *(added[key] for key in sorted(added)))]
    return hashlib.sha256(b"\n".join([_FORM, *(digest.encode() for digest in digests)])).hexdigest()


@lru_cache(maxsize=2)
def _extractor(digest: str) -> NgramExtractor:
    return _kept(digest) or _build(digest)


def _kept(digest: str) -> NgramExtractor | None:
    """The index from the blob store, or None when there is none or it cannot be read."""
    row = ReadingIndex.objects.filter(digest=digest).first()
    if row is None:
        return None
    try:
        return NgramExtractor.from_bytes(blobs().get(row.blob_key))
    except (Unavailable, Malformed):
        return None


@transaction.atomic
def _build(digest: str) -> NgramExtractor:
    built = NgramExtractor.build(_labels())
    kept = blobs().put(built.to_bytes())
    ReadingIndex.objects.update_or_create(digest=digest, defaults={"blob_key": kept.key})
    return built


def _labels() -> Iterator[Label]:
    """One label a skill with all its names over all current frameworks, in the order of identities."""
    names = SkillName.objects.filter(skill__framework__is_current=True)
    pairs = names.order_by("skill__identity_uri", "-is_label", "pk").values_list("skill__identity_uri", "text")
    found: dict[str, list[str]] = {}
    for identity, text in pairs.iterator():
        found.setdefault(identity, []).append(text)
    shown = labels(found)
    for identity, texts in found.items():
        yield Label(identity, shown[identity], tuple(dict.fromkeys(texts)))
