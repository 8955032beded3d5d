"""Opens the house for a command: the database leased, Django awake, the tables brought up to date."""

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Lease the embedded server unless `DATABASE_URL` names one, and wake Django. Errors: `SettingsError`."""
    from skillmark.adapters.postgres import lease
    from skillmark.config.settings_model import load_settings  # pydantic: slow to load, and most commands do without

    settings = load_settings(os.environ)
    with lease(settings.data_dir, server_url=settings.database_url) as server:
        os.environ["DATABASE_URL"] = server.url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillmark.config.django")
        import django

        django.setup()
        from skillmark.config.backup import finish_restore

        try:
            finish_restore()  # of one that was killed before its end
            yield
        finally:
            from django.db import connections

            connections.close_all()
            if not settings.database_url:
                del os.environ["DATABASE_URL"]  # the embedded server may be gone; whoever opens next leases again


def upgrade() -> None:
    """Apply the migrations this version brings. Running it twice changes nothing."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
