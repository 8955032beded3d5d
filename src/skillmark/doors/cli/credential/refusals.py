"""A kit's error in the words of the command line: every finding, and what to do about it."""

import argparse
import json
import sys
from collections.abc import Callable

from skillmark.credkit.errors import CredkitError
from skillmark.doors.cli.terminal import shown

EXIT_REFUSED = 1


def answered(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Run a command; a refusal is exit code 1, with all that is wrong. Other errors are `main`'s."""
    try:
        return run(args)
    except CredkitError as error:
        if args.json:
            found = [{"code": one.code, "where": one.where, "words": one.words} for one in error.findings]
            print(json.dumps({"error": {"code": error.code, "words": error.hint, "findings": found}}))
            return EXIT_REFUSED
        print(f"skillmark: {error.hint}", file=sys.stderr)
        for finding in error.findings:
            print(f"  {shown(finding.where or 'the file')}: {finding.words}", file=sys.stderr)
        return EXIT_REFUSED
