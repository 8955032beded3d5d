"""A loopback server that speaks W3C's VC-API, so that W3C's test suites can be run against credkit.

For development only: it signs whatever conforms, with keys that live as long as the process. It listens on this machine
alone, knows no database and no person, and is no part of the product's addresses. All judgement is credkit's: `service`
hands documents over and turns what comes back into VC-API's answers.
"""

from skillmark.doors.vc_api import command

COMMANDS = (command.add,)
