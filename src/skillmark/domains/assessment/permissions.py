"""Who may do what here. Declared once; asked by every action and every private query."""

from skillmark.domains.people.api import Role, declare

DEFINE = declare("assessment.define", roles={Role.CREATOR, Role.ISSUER, Role.ADMIN})
ENROL = declare("assessment.enrol", signed_in=True)
STUDY = declare("assessment.study", holder=True)
SEE_WORK = declare("assessment.see_work", roles={Role.ASSESSOR}, holder=True)
JUDGE = declare("assessment.judge", roles={Role.ASSESSOR})
