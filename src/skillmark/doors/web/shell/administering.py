"""Ways to an organisation's people, for whoever administers it, and to setting one up, for whoever has none."""

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.domains.people.api import Actor, Role, organisations_of
from skillmark.doors.web.shell.markup import el, joined


def administering(actor: Actor) -> SafeString:
    """A row of links: the people of each organisation administered, by name; with no organisation at all, how to set
    one up; nothing for a member of another role or for nobody. Cost: one query.
    """
    if actor.person_uid is None:
        return joined([])
    mine = organisations_of(actor.person_uid)
    if not mine:
        return _row([el("a", _("Set up an organisation"), href=reverse("join:found"))])
    houses = {house.key: house.name for house, role in mine if role == Role.ADMIN}
    links = [
        el("a", _("People of %(name)s") % {"name": name}, href=reverse("join:members", args=[key]))
        for key, name in houses.items()
    ]
    return _row(links) if links else joined([])


def _row(links: list[SafeString]) -> SafeString:
    return el("p", *links, class_="row gap noprint")
