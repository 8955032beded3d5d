"""Who may plan for a person: that person, and the house."""

from skillmark.domains.people.api import declare

PLAN = declare("planning.plan", holder=True)
