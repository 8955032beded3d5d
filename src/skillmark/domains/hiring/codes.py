"""A code for a person in one opening: the same on every visit, unlike their code anywhere else, and not to be reversed.

HMAC-SHA-256 of the person's uid under the opening's own secret, 40 bits of it in letters and digits without I, L, O, U.
Two of 10,000 people share a code about once in 22,000 openings (birthday bound, 10,000² / 2 / 2⁴⁰).
"""

import hashlib
import hmac

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code_for(salt: str, person_uid: str) -> str:
    """Return such a code as `K7QF-2MXD`."""
    digest = hmac.new(bytes.fromhex(salt), person_uid.encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:5], "big")
    letters = "".join(_LETTERS[(number >> (5 * place)) & 31] for place in range(8))
    return f"{letters[:4]}-{letters[4:]}"
