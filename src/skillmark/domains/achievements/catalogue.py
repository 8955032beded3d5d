"""Finding achievements: text and facets over the latest published versions. Public.

Text is matched by stems over title, outcomes, skills with their synonyms, description and maker; if nothing has every
word, whatever has some of them. Default order is relevance, else the name. Nobody can pay for a place.
"""

import re
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Q, QuerySet, Value

from skillmark.domains.achievements.models import AchievementVersion, SkillTaught
from skillmark.domains.achievements.queries import newest_published
from skillmark.domains.achievements.values import AchievementView, view_versions
from skillmark.domains.people.api import find_organisations
from skillmark.domains.skills.api import identities, same_skills

LONGEST_QUERY = 200
_CONFIG = "english"


class Filters(TypedDict, total=False):
    """Facets; absent, "" or None leaves one open. A limit never lets through what was not stated."""

    text: str
    skill: str
    level: int | None
    eqf_level: int | None
    participation: str
    language: str
    max_hours: float | None
    max_weeks: int | None
    max_price_minor: int | None
    currency: str
    provider_kind: str
    field: str
    organisation_uid: str


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """One page of results. `total` counts them all; `is_partial`: nothing had every word, these have some."""

    items: tuple[AchievementView, ...]
    total: int
    is_partial: bool = False


def catalogue(**filters: Unpack[Filters]) -> tuple[AchievementView, ...]:
    """Return every achievement that can be begun now and passes the filters. Cost: about five queries."""
    found, _is_partial = _found(filters)
    return view_versions(found)


def catalogue_page(*, limit: int = 20, offset: int = 0, **filters: Unpack[Filters]) -> CataloguePage:
    """As `catalogue`, one page at a time. Cost: six queries."""
    found, is_partial = _found(filters)
    return CataloguePage(view_versions(found[offset : offset + limit]), found.count(), is_partial)


def _found(filters: Filters) -> tuple[QuerySet[AchievementVersion], bool]:
    rows = newest_published().filter(achievement__retired_at__isnull=True).filter(_facets(filters))
    words = re.findall(r"\w+", filters.get("text", "")[:LONGEST_QUERY])
    if not words:
        return rows.order_by("name", "pk"), False
    every = _ranked(rows, " & ".join(words))
    if every.exists() or len(words) == 1:
        return every, False
    return _ranked(rows, " | ".join(words)), True


def _ranked(rows: QuerySet[AchievementVersion], query: str) -> QuerySet[AchievementVersion]:
    wanted = SearchQuery(query, config=_CONFIG, search_type="raw")
    vector = SearchVector("search_text", config=_CONFIG)
    title = SearchVector("name", weight="A", config=_CONFIG)
    weighed = title + SearchVector("search_text", weight="C", config=_CONFIG)
    # Normalisation 1: a long description does not win by length alone.
    rank = SearchRank(weighed, wanted, normalization=Value(1))
    return rows.alias(words=vector).filter(words=wanted).order_by(rank.desc(), "name", "pk")


def _facets(filters: Filters) -> Q:
    wanted = Q()
    for name, column in (
        ("participation", "participation"),
        ("field", "field"),
        ("organisation_uid", "achievement__organisation"),
        ("eqf_level", "eqf_level"),
        ("max_hours", "workload_hours__lte"),
        ("max_weeks", "typical_weeks__lte"),
    ):
        if value := filters.get(name):
            wanted &= Q(**{column: value})
    if language := filters.get("language"):
        wanted &= Q(language=language) | Q(language__startswith=f"{language}-")
    return wanted & _skill(filters) & _price(filters) & _provider(filters)


def _skill(filters: Filters) -> Q:
    """By identity, so that any framework's name of the skill finds it; `level` is the least that is taught."""
    uri, level = filters.get("skill"), filters.get("level")
    taught = Q()
    if uri:
        identity = identities([uri])[uri]
        taught &= Q(skill_uri__in={uri, identity, *(skill.uri for skill in same_skills(identity))})
    if level:
        taught &= Q(level__gte=level)
    if not taught:
        return Q()
    return Q(pk__in=SkillTaught.objects.filter(taught).values("version"))


def _price(filters: Filters) -> Q:
    """Free passes in any currency; a price in another currency is not comparable and does not pass."""
    limit = filters.get("max_price_minor")
    if limit is None:
        return Q()
    return Q(price_minor=0) | Q(price_minor__lte=limit, currency=filters.get("currency") or "EUR")


def _provider(filters: Filters) -> Q:
    kind = filters.get("provider_kind")
    if not kind:
        return Q()
    return Q(achievement__organisation__in=[house.uid for house in find_organisations(kinds={kind})])
