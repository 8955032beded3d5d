"""What `skillmark shell` puts in scope: every domain's door, and the people of the demo as actors by first name."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from skillmark.domains.people.api import SYSTEM, Actor, NoSuchPerson, find_person
from skillmark.kernel.outbox import deliver_pending

DOORS = (
    "people",
    "skills",
    "authority",
    "achievements",
    "assessment",
    "assurance",
    "awarding",
    "record",
    "standing",
    "planning",
    "hiring",
)
CAST = {
    "alice": "alice@learner.example",
    "bea": "bea@northbank.example",
    "sam": "sam@northbank.example",
    "carol": "carol@brightwater.example",
    "quinn": "quinn@assay-board.example",
    "mallory": "mallory@nowhere.example",
}


def in_scope() -> dict[str, Any]:
    """Return the names and what they stand for. People who are not in this database are left out."""
    names: dict[str, Any] = {"SYSTEM": SYSTEM, "deliver_pending": deliver_pending}
    for door in DOORS:
        if find_spec(f"skillmark.domains.{door}.api"):
            names[door] = import_module(f"skillmark.domains.{door}.api")
    for name, email in CAST.items():
        try:
            names[name] = Actor(find_person(email=email).uid)
        except NoSuchPerson:
            continue
    return names
