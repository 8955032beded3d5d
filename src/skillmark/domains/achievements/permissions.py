"""Who may define, publish and see drafts. What is published is public."""

from skillmark.domains.people.api import Role, declare

_MAKERS = {Role.ADMIN, Role.CREATOR, Role.ISSUER}

DEFINE = declare("achievements.define", roles=_MAKERS)
PUBLISH = declare("achievements.publish", roles=_MAKERS)
SEE_DRAFTS = declare("achievements.see_drafts", roles={*_MAKERS, Role.ASSESSOR, Role.VIEWER})
