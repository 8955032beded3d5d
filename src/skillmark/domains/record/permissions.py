"""A record is its holder's: nobody else sees it but through a link the holder made."""

from skillmark.domains.people.api import declare

SEE = declare("record.see", holder=True)
WRITE = declare("record.write", holder=True)
SHARE = declare("record.share", holder=True)
OPEN_SHARE = declare("record.open_share", anyone=True)
