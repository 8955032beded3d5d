"""Our own documents, answered from our own database: a DID document or a status list never crosses the network to us.

Addresses of other sites are not fetched by this adapter. Whoever asks gets "could not check", never "does not hold".
"""

from skillmark.credkit.errors import Unavailable
from skillmark.domains.authority import api as authority


class OwnFetcher:
    """The default fetcher (credkit's `Fetcher`)."""

    def fetch(self, url: str) -> bytes:
        """Return our own document at that address. Errors: credkit's `Unavailable` for any other address."""
        document = authority.document_at(url)
        if document is None:
            raise Unavailable("fetch.elsewhere", "This copy does not fetch from other sites yet.")
        return document
