"""`skillmark db backup` and `restore`, bound to the settings in force, and what is left to do after a restore.

Status slots: awards made after the backup hold slots that the restored database does not know. So every list that was
open is closed to new awards, and no slot is ever given twice. Erasure: whoever was erased here since the backup is
erased again. docs/how-to/backup.md says what a restore cannot bring. The file itself is `config.safekeeping`'s affair.
"""

import os
from contextlib import suppress
from pathlib import Path

from django.utils.translation import gettext as _

from skillmark.config.safekeeping import NOTE, House, make_backup, read_backup


def finish_restore() -> bool:
    """Work off what a restore left to do; False where there is nothing. Every command calls it first: one query."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from skillmark.domains.authority import api as authority
    from skillmark.domains.people import api as people

    if not _is_unfinished():
        return False
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [NOTE])
        if not _is_unfinished():
            return False  # another command was faster
        authority.close_lists(actor=people.SYSTEM)
        cursor.execute(f"SELECT erased_person_uid FROM {NOTE}")  # noqa: S608 - a constant
        for (uid,) in cursor.fetchall():
            with suppress(people.NoSuchPerson):
                people.erase_person(actor=people.SYSTEM, person_uid=uid)
        cursor.execute(f"DROP TABLE {NOTE}")
    return True


def _is_unfinished() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"public.{NOTE}"])
        return bool(cursor.fetchone() != (None,))


def this_house() -> House:
    """The house of the settings in force."""
    from django.conf import settings

    from skillmark.kernel.seams import resolve

    return House(
        url=os.environ["DATABASE_URL"],
        blobs=getattr(resolve("blobs"), "root", None),
        keys=Path(settings.DATA_DIR) / "keys",
        secret=settings.SECRET_KEY,
    )


def backup(target: Path) -> str:
    """For `skillmark db backup`: the words to show."""
    from skillmark.kernel.clock import now

    summary = make_backup(this_house(), target.absolute(), made_at=now())
    return "\n".join(
        [
            _("Wrote %(file)s: the database, %(files)d files and %(keys)d sealed keys.")
            % {"file": target, "files": summary.files, "keys": summary.keys},
            _("Keep SKILLMARK_SECRET_KEY (or the file secret_key of the data folder) in another place: ")
            + _("without it a restore is refused."),
            *([] if summary.has_files else [_("Files lie in a store of their own; back that up too.")]),
        ]
    )


def restore(source: Path, *, replace: bool = False) -> str:
    """For `skillmark db restore`: the words to show."""
    from django.db import connections

    from skillmark.kernel.seams import resolve

    house = this_house()
    connections.close_all()
    summary = read_backup(house, source.absolute(), replace=replace)
    resolve.cache_clear()  # the keystore may hold the key that was given up
    finish_restore()
    return _("Restored the backup of %(made_at)s: the database, %(files)d files and %(keys)d keys.") % {
        "made_at": summary.made_at,
        "files": summary.files,
        "keys": summary.keys,
    }
