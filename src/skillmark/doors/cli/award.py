"""`skillmark award`: award an achievement to a person by hand, with the reason, and write the signed credential out."""

import argparse
from pathlib import Path

from skillmark.doors.cli.terminal import Words, command, say


def add(words: Words) -> None:
    parser = command(
        words, "award", "Award an achievement by hand, with a reason that is kept.", _run, needs_database=True
    )
    parser.add_argument("achievement", help="uid of a published achievement")
    parser.add_argument("--to", required=True, metavar="EMAIL", help="account of the person who earned it")
    parser.add_argument("--reason", required=True, help="why: it is stored with the award and shown to the holder")
    parser.add_argument("--out", type=Path, help="write the signed credential here")


def _run(args: argparse.Namespace) -> int:
    from skillmark.domains.achievements.api import find_achievement
    from skillmark.domains.awarding.api import award_by_hand, credential_of, issue_award
    from skillmark.domains.people.api import find_person
    from skillmark.kernel.actor import SYSTEM
    from skillmark.kernel.outbox import deliver_pending

    achievement, holder = find_achievement(args.achievement), find_person(email=args.to)
    decided = award_by_hand(
        actor=SYSTEM,
        holder_uid=holder.uid,
        achievement_version_uid=achievement.version_uid,
        reason=args.reason,
    )
    award = issue_award(decided.uid)
    deliver_pending()
    if args.out:
        args.out.write_bytes(credential_of(SYSTEM, award.uid))
    value = {"award": award.uid, "state": award.state, "achievement": achievement.name, "issued_at": award.issued_at}
    say(args, value, [f"{achievement.name} is awarded and signed: {award.uid}"] + ([str(args.out)] if args.out else []))
    return 0
