"""Mail over Django's own backends: shown on the terminal, kept in a folder, or sent by SMTP.

`MAIL_URL` decides (see docs/reference/settings.md). SMTP is encrypted except to this very machine. Nothing is retried
here: callers send from a job, and jobs are retried.
"""

import smtplib
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Unavailable

_BACKENDS = "django.core.mail.backends"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TIMEOUT_S = 20


class MailUnavailable(Unavailable):
    code = "mail.unavailable"
    hint = _(
        "The mail server did not take the message. It will be tried again; check SKILLMARK_MAIL_URL if it stays so."
    )


class Mailer:
    """The default of the Mailer seam."""

    def send(self, *, to: str, subject: str, body: str) -> None:
        """Hand one plain-text message over. Errors: MailUnavailable."""
        backend, options = route(settings.MAIL_URL)
        connection = get_connection(backend, fail_silently=False, **options)
        try:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], connection=connection).send()
        except (OSError, smtplib.SMTPException):
            raise MailUnavailable from None


def route(url: str) -> tuple[str, dict[str, Any]]:
    """Django's backend and its options for a mail address of `SKILLMARK_MAIL_URL`."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return f"{_BACKENDS}.console.EmailBackend", {}
    if parts.scheme == "file":
        return f"{_BACKENDS}.filebased.EmailBackend", {"file_path": str(settings.DATA_DIR / "mail")}
    is_wrapped = parts.scheme == "smtps"
    host = parts.hostname or "localhost"
    return f"{_BACKENDS}.smtp.EmailBackend", {
        "host": host,
        "port": parts.port or (465 if is_wrapped else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": is_wrapped,
        "use_tls": not is_wrapped and host not in _LOOPBACK,
        "timeout": _TIMEOUT_S,
    }
