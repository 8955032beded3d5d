"""What can be had: through the fetcher, else out of a pack's own documents, dated, where the policy takes its word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit

from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError, Unavailable
from skillmark.credkit.pack import Pack
from skillmark.credkit.verify.policy import Policy


class Reach:
    """A fetcher that falls back to a pack, and knows which answers came from it. Asks each address once."""

    def __init__(self, fetcher: Fetcher, policy: Policy, pack: Pack | None) -> None:
        self.fetcher = fetcher
        self._policy, self._pack = policy, pack
        self._found: dict[str, tuple[bytes, datetime | None] | CredkitError] = {}
        self._dates: list[datetime] = []

    def fetch(self, url: str) -> bytes:
        """The body at `url`. Raises `Unavailable`."""
        data, as_of = self.read(url)
        self._dates += [as_of] if as_of else []
        return data

    def read(self, url: str) -> tuple[bytes, datetime | None]:
        """The body at `url` and, when it is a pack's, the day the pack says it was made. Raises `Unavailable`."""
        if url not in self._found:
            try:
                self._found[url] = self._read(url)
            except CredkitError as problem:
                self._found[url] = problem
        found = self._found[url]
        if isinstance(found, CredkitError):
            raise found
        return found

    @contextmanager
    def dated(self) -> Iterator[list[datetime]]:
        """Collect the dates of what is fetched inside that came from a pack."""
        before, self._dates = self._dates, []
        dates = self._dates
        try:
            yield dates
        finally:
            self._dates = before

    def _read(self, url: str) -> tuple[bytes, datetime | None]:
        try:
            return self.fetcher.fetch(url), None
        except Unavailable:
            held = self._pack.documents.get(url) if self._pack else None
            if held is None or self._pack is None or not self._policy.accept_as_of_pack:
                raise
            return held, self._pack.made_at


def origin_of(url: str) -> str:
    """Scheme, host and port of an https address, or "" for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        return ""
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or parts.password is not None:
        return ""
    return f"https://{parts.hostname.lower()}:{port}"
