"""Mail. One seam: an address, a subject and plain words. Send from a job, so that a failing server is tried again."""

from typing import Protocol, cast

from skillmark.kernel.seams import resolve


class Mailer(Protocol):
    def send(self, *, to: str, subject: str, body: str) -> None:
        """Hand one plain-text message over. Errors: `Unavailable` when the mail server does not take it."""
        ...


def mailer() -> Mailer:
    return cast(Mailer, resolve("mailer"))
