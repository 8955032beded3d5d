"""The cast: Alice earns, Bea issues, Sam assesses, Carol hires, Quinn assures, and Mallory must get nothing."""

from dataclasses import dataclass

from skillmark.domains.people.api import (
    SYSTEM,
    Actor,
    OrganisationView,
    Role,
    add_member,
    register_organisation,
    register_person,
)

PASSWORD = "a passphrase for tests only"  # noqa: S105  (tests and nothing else: the demo makes random ones)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, as actors, and the three organisations they belong to."""

    alice: Actor
    bea: Actor
    sam: Actor
    carol: Actor
    quinn: Actor
    mallory: Actor
    northbank: OrganisationView
    brightwater: OrganisationView
    assay: OrganisationView

    @property
    def everyone(self) -> dict[str, Actor]:
        return {
            "alice": self.alice,
            "bea": self.bea,
            "sam": self.sam,
            "carol": self.carol,
            "quinn": self.quinn,
            "mallory": self.mallory,
        }


ROLES: tuple[tuple[str, str, Role], ...] = (
    ("bea", "northbank", Role.ADMIN),
    ("bea", "northbank", Role.CREATOR),
    ("bea", "northbank", Role.ISSUER),
    ("sam", "northbank", Role.ASSESSOR),
    ("carol", "brightwater", Role.ADMIN),
    ("carol", "brightwater", Role.HIRER),
    ("quinn", "assay", Role.ADMIN),
    ("quinn", "assay", Role.ASSURER),
)


def make_cast() -> Cast:
    """Register everybody. Cost: some thirty inserts; call it inside a test's transaction."""
    cast = Cast(
        **{name: _person(name) for name in ("alice", "bea", "sam", "carol", "quinn", "mallory")},
        northbank=_organisation("northbank-college", "Northbank College", "university", "IE"),
        brightwater=_organisation("brightwater-retail", "Brightwater Retail", "employer", "IE"),
        assay=_organisation("assay-board", "Assay Board of Applied Skills", "assurance_body", "IE"),
    )
    for name, place, role in ROLES:
        organisation: OrganisationView = getattr(cast, place)
        person: Actor = getattr(cast, name)
        add_member(actor=SYSTEM, organisation_uid=organisation.uid, person_uid=person.person_uid or "", role=role)
    return cast


def _person(name: str) -> Actor:
    view = register_person(
        actor=SYSTEM, email=f"{name}@cast.example", display_name=name.capitalize(), password=PASSWORD
    )
    return Actor(view.uid)


def _organisation(key: str, name: str, kind: str, country: str) -> OrganisationView:
    return register_organisation(
        actor=SYSTEM, key=key, name=name, kind=kind, country=country, website=f"https://{key}.example"
    )
