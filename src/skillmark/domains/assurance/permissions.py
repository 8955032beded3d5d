"""Who may vouch, in the name of a body. What they said is public and needs no permission to read."""

from skillmark.domains.people.api import Role, declare

ASSURE = declare("assurance.assure", roles={Role.ASSURER})
