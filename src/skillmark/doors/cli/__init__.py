"""The command line. Each module is one command and calls the kits or a domain's api; `config.main` runs them.

A command module has `add(words)`: it adds its parser and sets `run` (arguments in, exit code out) and `needs_database`.
"""

from skillmark.doors.cli import award, credential, match, plan, skills, verify

COMMANDS = (verify.add, credential.add, skills.add, award.add, plan.add, match.add)
