"""Open Badges 2.0 and 2.1 (and what is left of 1.x), read as JSON from what is given; nothing is fetched or written.

An assertion points to its badge class, that to its issuer, and that to keys and a list of what was revoked.
`read_badge2` follows these links through the documents it is given and says what it found, what is wrong and what is
missing. Whether a signature holds, and whose word all this is, is decided by who calls.
"""

from skillmark.credkit.model.ob2.reading import is_badge2, read_badge2
from skillmark.credkit.model.ob2.recipient import is_awarded_to
from skillmark.credkit.model.ob2.values import Badge2, Form, Key2, Recipient2, Revocation, RevocationState

__all__ = [
    "Badge2",
    "Form",
    "Key2",
    "Recipient2",
    "Revocation",
    "RevocationState",
    "is_awarded_to",
    "is_badge2",
    "read_badge2",
]
