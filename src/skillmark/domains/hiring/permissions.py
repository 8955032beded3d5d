"""Who may hire for an organisation: its hirers and its administrators. Who was shown a name, its person may ask."""

from skillmark.domains.people.api import Role, declare

HIRE = declare("hiring.hire", roles={Role.HIRER, Role.ADMIN})
SHORTLIST = declare("hiring.shortlist", roles={Role.HIRER, Role.ADMIN})
REVEAL = declare("hiring.reveal", roles={Role.HIRER, Role.ADMIN})
SEEN = declare("hiring.seen_by", holder=True)
