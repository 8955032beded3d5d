"""Who may ask what is believed of a person: that person. Signals come from domains above, as the house."""

from skillmark.domains.people.api import declare

SEE = declare("standing.see", holder=True)
OBSERVE = declare("standing.observe", house=True)
