"""Who may change which frameworks are held. Reading them is public."""

from skillmark.domains.people.api import declare

# No role of any organisation: frameworks are the house's, and only the house (its command line, its jobs) imports them.
IMPORT = declare("skills.import", house=True)
