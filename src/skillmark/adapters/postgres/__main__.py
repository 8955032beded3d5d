"""`python -m skillmark.adapters.postgres BASE [--careless]`: the supervisor, started by `lease()`."""

import sys

from .supervisor import main

sys.exit(main(sys.argv[1:]))
