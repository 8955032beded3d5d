"""What may be done with awards, and by whom."""

from skillmark.domains.people.api import Role, declare

DECIDE = declare("awarding.decide", roles={Role.ADMIN, Role.ISSUER})
REVOKE = declare("awarding.revoke", roles={Role.ADMIN, Role.ISSUER})
SEE_ALL = declare("awarding.see_all", roles={Role.ADMIN, Role.ISSUER, Role.VIEWER})
SEE = declare("awarding.see", roles={Role.ADMIN, Role.ISSUER, Role.VIEWER}, holder=True)
READ_CREDENTIAL = declare("awarding.read_credential", holder=True)
