"""How often somebody may guess a password: a few times for an account, more for an address of the net.

Counted in Django's cache under keyed hashes, so the cache holds neither e-mail nor address. With the in-process
cache each worker counts for itself; a shared cache makes the limit exact. Not a defence against a wide net of machines.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

WINDOW_S = 15 * 60
"""A quarter of an hour, as the page says. Our own choice."""
PER_ACCOUNT = 5
PER_ADDRESS = 50
"""An office or a classroom may share one address."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """The two counters of one try."""

    account: str
    address: str

    @property
    def is_closed(self) -> bool:
        return int(cache.get(self.account, 0)) >= PER_ACCOUNT or int(cache.get(self.address, 0)) >= PER_ADDRESS

    def count_failure(self) -> None:
        for key in (self.account, self.address):
            if not cache.add(key, 1, WINDOW_S):
                _increase(key)

    def forget(self) -> None:
        """After a success: this account starts afresh, the address does not."""
        cache.delete(self.account)


def gauge(request: HttpRequest, email: str) -> Gauge:
    address = str(request.META.get("REMOTE_ADDR", ""))
    return Gauge(_key("account", email.strip().casefold()), _key("address", address))


def _key(kind: str, value: str) -> str:
    return f"sign-in:{kind}:{salted_hmac('skillmark.sign_in', value, algorithm='sha256').hexdigest()}"


def _increase(key: str) -> None:
    try:
        cache.incr(key)
    except ValueError:  # it expired between the two calls
        cache.set(key, 1, WINDOW_S)
