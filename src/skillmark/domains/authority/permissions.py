"""What may be done with an organisation's power to issue, and by whom."""

from skillmark.domains.people.api import Role, declare

MANAGE_KEYS = declare("authority.manage_keys", roles={Role.ADMIN})
SIGN = declare("authority.sign", house=True)
KEEP = declare("authority.keep", house=True)
