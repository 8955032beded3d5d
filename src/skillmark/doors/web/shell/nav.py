"""Who sees which words in the bar. One table for each hat; an entry shows only when its address exists.

A person wears one hat at a time: that of the page they are on, else the last one, else learner. Hats come from
memberships (`people.organisations_of`). To add a page to the bar, name its address as below or add the name here.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from skillmark.domains.people.api import OrganisationKind, OrganisationView, Role, organisations_of

Entry = tuple[Promise, tuple[str, ...]]

NAV: dict[str, tuple[Entry, ...]] = {
    "public": (
        (_("Find"), ("catalogue:index", "catalogue:find", "public:find")),
        (_("Verify"), ("public:verify",)),
        (_("Register"), ("public:register", "catalogue:register", "assurer:index")),
        (_("How it works"), ("public:how",)),
    ),
    "learner": (
        (_("Plan"), ("plan:index", "plan:home", "plan:plans")),
        (_("Record"), ("record:index", "record:home")),
        (_("Study"), ("study:index",)),
        (_("Find"), ("catalogue:index", "catalogue:find", "public:find")),
        (_("Openings"), ("plan:openings", "record:openings", "public:openings")),
        (_("Sharing"), ("record:shares", "record:sharing")),
    ),
    "issuer": (
        (_("Definitions"), ("issuer:index", "issuer:definitions", "issuer:home")),
        (_("Assess"), ("assessor:index", "assessor:queue")),
        (_("Award"), ("awards:index", "awards:award", "awards:home")),
        (_("Holders"), ("awards:holders",)),
        (_("Results"), ("issuer:results", "awards:results")),
    ),
    "assessor": (
        (_("Assess"), ("assessor:index", "assessor:queue")),
        (_("Find"), ("catalogue:index", "catalogue:find", "public:find")),
        (_("Verify"), ("public:verify",)),
    ),
    "employer": (
        (_("Openings"), ("employer:index", "employer:openings", "employer:home")),
        (_("Verify"), ("employer:verify", "public:verify")),
        (_("Team"), ("employer:team",)),
        (_("Needs"), ("employer:needs",)),
    ),
    "assurer": (
        (_("Register"), ("assurer:index", "assurer:register", "assurer:home")),
        (_("Reviews"), ("assurer:reviews",)),
        (_("Look-alikes"), ("assurer:lookalikes",)),
        (_("Re-tests"), ("assurer:retests",)),
        (_("Cases"), ("assurer:cases",)),
    ),
}
MOST = 5
"""Words in a bar (look: navigation); the first that exist."""
HAT_OF_PAGES = {
    "plan": "learner",
    "record": "learner",
    "study": "learner",
    "issuer": "issuer",
    "awards": "issuer",
    "assessor": "assessor",
    "employer": "employer",
    "assurer": "assurer",
}
"""Which hat the pages of a package are for; `public` and `catalogue` are everybody's."""
HAT_WORDS = {
    "learner": _("learner"),
    "issuer": _("issuer"),
    "assessor": _("assessor"),
    "employer": _("employer"),
    "assurer": _("assurer"),
}
NAV_LABELS = {
    "public": _("Main"),
    "learner": _("Learner"),
    "issuer": _("Issuer"),
    "assessor": _("Assessor"),
    "employer": _("Employer"),
    "assurer": _("Assurer"),
}
HATS_OF_ROLE: dict[str, tuple[str, ...]] = {
    Role.CREATOR: ("issuer",),
    Role.ISSUER: ("issuer",),
    Role.ASSESSOR: ("assessor",),
    Role.HIRER: ("employer",),
    Role.ASSURER: ("assurer",),
}
HATS_OF_KIND: dict[str, tuple[str, ...]] = {
    OrganisationKind.EMPLOYER: ("employer",),
    OrganisationKind.COMPANY: ("issuer", "employer"),
    OrganisationKind.ASSURANCE_BODY: ("assurer",),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One word in the bar. `current` is "page" on the page itself, "true" within it, else ""."""

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Hat:
    """One role a person may act in, the house it is for, and where it begins."""

    key: str
    words: str
    organisation: str
    url: str
    is_worn: bool


def first_address(names: tuple[str, ...]) -> str | None:
    """The first of these addresses that exists and needs no argument."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return None


def links_for(hat: str, path: str, package: str = "") -> list[Link]:
    """The words in the bar for a hat; the longest address that `path` lies under is the current one.

    Pages of a package that stands under another's address (`awards` under the desk) belong to their own word.
    """
    entries = [(str(label), url, names[0]) for label, names in NAV[hat] if (url := first_address(names)) is not None]
    found = [(label, url) for label, url, _name in entries[:MOST]]
    under = [url for _label, url in found if path == url or (url != "/" and path.startswith(url))]
    own = [url for _label, url, name in entries[:MOST] if name.partition(":")[0] == package]
    best = max(under and ([url for url in under if url in own] or own[:1] or under), key=len, default=None)
    return [Link(label, url, "" if url != best else "page" if path == url else "true") for label, url in found]


def hats_of(person_uid: str) -> dict[str, str]:
    """Hat to the name of the house it is for, in the order of the table. One query. Everybody may learn."""
    found = {"learner": ""}
    for house, role in organisations_of(person_uid):
        for hat in _hats_of(house, role):
            found.setdefault(hat, house.name)
    return {hat: found[hat] for hat in HAT_WORDS if hat in found}


def _hats_of(house: OrganisationView, role: str) -> tuple[str, ...]:
    """Administrators and viewers see the desk that their kind of house has; other roles say it themselves."""
    return HATS_OF_ROLE.get(role) or HATS_OF_KIND.get(house.kind, ("issuer",))


def worn(request: HttpRequest, hats: dict[str, str]) -> str:
    """The hat of this page, kept in the session so that public pages keep it too."""
    match = request.resolver_match
    here = HAT_OF_PAGES.get(match.namespace, "") if match else ""
    if here in hats:
        if request.session.get("hat") != here:
            request.session["hat"] = here
        return here
    last = request.session.get("hat")
    return last if isinstance(last, str) and last in hats else _first(hats)


def _first(hats: dict[str, str]) -> str:
    """Somebody who works for a house mostly comes for that; others learn."""
    return next((hat for hat in hats if hat != "learner"), "learner")


def hats_to_choose(hats: dict[str, str], now: str) -> list[Hat]:
    """Every hat with a page to start from."""
    found = []
    for hat, house in hats.items():
        url = next((u for _label, names in NAV[hat] if (u := first_address(names)) is not None), None)
        if url is not None:
            found.append(Hat(hat, str(HAT_WORDS[hat]), house, url, hat == now))
    return found
