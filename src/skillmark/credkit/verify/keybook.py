"""The key lists met during one verification, and on whose word each is somebody's.

Words are weighed in this order: the identifier itself (did:key, did:jwk), the owner's own answer now, what the reader
trusted before (an anchor, or a pack's statement that an anchored key signed), a voucher the reader trusts, and last,
where the policy says so, the pack's own word. Where the reader holds an anchor, a pack cannot bring in a key that no
anchored key vouches for. Whom to ask is decided by the credential's issuer, never by a signature alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from skillmark.credkit.codec.strict_json import JsonObject, Limits, read_object
from skillmark.credkit.did import DidDocument, Fetcher, KeyMethod, is_did, resolve, resolve_key_set, resolve_key_url
from skillmark.credkit.errors import CredkitError, Unavailable
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.pack import KeyStatement, Pack, read_key_statement
from skillmark.credkit.verify.metadata import issuer_keys
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.reach import Reach, origin_of

_BY_ITSELF = ("did:key:", "did:jwk:")
_PROFILE_LIMITS = Limits(max_bytes=300_000, max_depth=16, max_values=6_000)
_KEY_MEMBERS = ("verificationMethod", "assertionMethod", "publicKey", "authentication")
MAX_PROFILE_KEYS = 20


@dataclass(frozen=True, slots=True)
class Vouched:
    """A key list, on whose word it is the owner's, and as of when (None: now or always)."""

    document: DidDocument
    by: str
    as_of: datetime | None = None


class KeyBook:
    """The key lists met during one verification; each owner is asked for once."""

    def __init__(self, fetcher: Fetcher, policy: Policy, pack: Pack | None, at: datetime) -> None:
        self._reach = Reach(fetcher, policy, pack)
        self._policy, self._pack, self._at = policy, pack, at
        self._found: dict[tuple[str, ...], Vouched | CredkitError] = {}

    def look_up(self, did: str) -> Vouched:
        """The best word there is on the keys of `did`. Raises `CredkitError` when there is none."""
        return self._once((did,))

    def look_up_key(self, owner: str, method: str) -> Vouched:
        """The best word there is on one key of `owner`, who may be named by an https address as 1EdTech allows.

        Such an owner speaks for a key when the key's address lies under the owner's own, when it is in the site's own
        set of keys, or when the Profile that lies at the owner's address names it. Elsewhere on the same site may lie
        what strangers uploaded. Anything else is nobody's word: raises `Unavailable`.
        """
        if owner.startswith("did:"):
            return self._once((owner,))
        return self._once((owner, method))

    def look_up_profile(self, owner: str) -> Vouched:
        """All keys that the Profile at an https address lists. Raises `CredkitError`."""
        return self._once((owner, "", "profile"))

    def look_up_metadata(self, owner: str) -> Vouched:
        """All keys in the metadata of an issuer of SD-JWT credentials at an https address. Raises `CredkitError`."""
        return self._once((owner, "", "metadata"))

    def _once(self, key: tuple[str, ...]) -> Vouched:
        if key not in self._found:
            try:
                self._found[key] = self._ask(key)
            except CredkitError as problem:
                self._found[key] = problem
        found = self._found[key]
        if isinstance(found, CredkitError):
            raise found
        return found

    def _ask(self, key: tuple[str, ...]) -> Vouched:
        if len(key) == 1:
            return self._of_did(key[0])
        owner, method = key[:2]
        if not owner.startswith("https://"):
            raise Unavailable("issuer.kind_unknown", "The issuer is named in a way that does not lead to its keys.")
        try:
            if len(key) == 2:
                return self._of_key(owner, method)
            return self._of_profile(owner) if key[2] == "profile" else self._of_metadata(owner)
        except Unavailable as problem:
            anchors = self._policy.anchors
            saved = anchors.issuer(owner) if anchors else None
            if anchors is None or saved is None:
                raise problem from None
            return Vouched(saved, "anchor", anchors.saved_at)

    def _of_did(self, did: str) -> Vouched:
        try:
            by = "key" if did.startswith(_BY_ITSELF) else "issuer"
            return Vouched(resolve(did, self._reach.fetcher), by)
        except Unavailable as problem:
            statements = self._statements(did)
            found = self._from_anchor(did, statements) or self._from_pack(statements)
            if found is None:
                raise problem from None
            return found

    def _of_key(self, owner: str, method: str) -> Vouched:
        if origin_of(method) == origin_of(owner) != "":
            found = self._fetched(owner, (method,))
            if _lies_under(method, owner) or any(key.controller not in ("", owner) for key in found.document.keys):
                return found
        if not (method.startswith("https://") or is_did(method.partition("#")[0])):
            raise Unavailable("issuer.not_linked", "Nothing links the key that signed it to its issuer.")
        profile, as_of = self._profile(owner)
        if method not in _names_of(profile):
            raise Unavailable("issuer.not_linked", "The issuer's own page does not name the key that signed it.")
        return self._fetched(owner, (method,), as_of)

    def _of_profile(self, owner: str) -> Vouched:
        """What the Profile names, and what the set of keys of its site holds for it; one of the two is enough."""
        found: list[Vouched] = []
        problem: CredkitError | None = None
        for ask in (self._named_keys, self._key_set):
            try:
                found.append(ask(owner))
            except CredkitError as reason:
                problem = problem or reason
        if problem and not any(vouched.document.keys for vouched in found):
            raise problem
        keys = tuple(key for vouched in found for key in vouched.document.keys)
        as_of = min((vouched.as_of for vouched in found if vouched.as_of), default=None)
        return Vouched(DidDocument(owner, keys), "pack" if as_of else "issuer", as_of)

    def _named_keys(self, owner: str) -> Vouched:
        profile, as_of = self._profile(owner)
        return self._fetched(owner, tuple(_names_of(profile))[:MAX_PROFILE_KEYS], as_of)

    def _key_set(self, owner: str) -> Vouched:
        with self._reach.dated() as dates:
            document = resolve_key_set(owner, self._reach)
        as_of = min(dates, default=None)
        return Vouched(document, "pack" if as_of else "issuer", as_of)

    def _of_metadata(self, owner: str) -> Vouched:
        with self._reach.dated() as dates:
            document = issuer_keys(owner, self._reach)
        as_of = min(dates, default=None)
        return Vouched(document, "pack" if as_of else "issuer", as_of)

    def _fetched(self, owner: str, methods: tuple[str, ...], as_of: datetime | None = None) -> Vouched:
        """The named keys, as a list of the owner's; those that cannot be had are left out, unless none can.

        A key that names another controller keeps naming it.
        """
        keys: list[KeyMethod] = []
        dates = [as_of] if as_of else []
        problem: CredkitError | None = None
        for method in methods:
            try:
                keys += self._key(method, dates)
            except CredkitError as found:
                problem = problem or found
        if problem and not keys:
            raise problem
        as_of = min(dates, default=None)
        return Vouched(DidDocument(owner, tuple(keys)), "pack" if as_of else "issuer", as_of)

    def _key(self, method: str, dates: list[datetime]) -> list[KeyMethod]:
        if method.startswith("did:"):
            found = self.look_up(method.partition("#")[0])
            dates += [found.as_of] if found.as_of else []
            return [key for key in (found.document.find_key(method),) if key]
        with self._reach.dated() as fetched:
            key = resolve_key_url(method, self._reach)
        dates += fetched
        return [key]

    def _profile(self, owner: str) -> tuple[JsonObject, datetime | None]:
        data, as_of = self._reach.read(owner)
        profile = read_object(data, _PROFILE_LIMITS)
        if profile.get("id") != owner:
            raise Unavailable("issuer.not_linked", "The page at the issuer's address is about another issuer.")
        return profile, as_of

    def _statements(self, did: str) -> list[KeyStatement]:
        """The pack's statements about this DID whose own signatures hold, latest first; none dated in the future."""
        latest = self._at + timedelta(seconds=self._policy.clock_skew_s)
        found = []
        for raw in self._pack.key_statements if self._pack else ():
            try:
                statement = read_key_statement(raw)
            except CredkitError:
                continue
            if statement.document.did == did and statement.stated_at <= latest:
                found.append(statement)
        return sorted(found, key=lambda statement: statement.stated_at, reverse=True)

    def _from_anchor(self, did: str, statements: list[KeyStatement]) -> Vouched | None:
        anchors = self._policy.anchors
        anchor = anchors.issuer(did) if anchors else None
        if anchors is None or anchor is None:
            return self._from_voucher(statements)
        for statement in statements:
            trusted = {key.public_multikey for key in anchor.keys if _may_state(key, statement.stated_at)}
            if statement.stated_at >= anchors.saved_at and trusted & set(statement.signed_by_keys):
                return Vouched(statement.document, "anchor", statement.stated_at)
        return Vouched(anchor, "anchor", anchors.saved_at)

    def _from_voucher(self, statements: list[KeyStatement]) -> Vouched | None:
        trusted = self._policy.anchors.vouchers if self._policy.anchors else frozenset()
        for statement in statements:
            if trusted & set(statement.vouchers):
                return Vouched(statement.document, "voucher", statement.stated_at)
        return None

    def _from_pack(self, statements: list[KeyStatement]) -> Vouched | None:
        if not statements:
            return None
        if not self._policy.accept_as_of_pack:
            raise Unavailable("issuer.only_the_pack", "Only the pack itself says that this key is the issuer's.")
        return Vouched(statements[0].document, "pack", statements[0].stated_at)


def _may_state(key: KeyMethod, stated_at: datetime) -> bool:
    """Whether a key the reader trusts may speak for later keys: never withdrawn, and not retired by then."""
    return key.asserts and key.revoked_at is None and (key.expires_at is None or stated_at < key.expires_at)


def _lies_under(method: str, owner: str) -> bool:
    """Whether a key's address is the owner's own, a part of it, or below it; or in the set of keys of its site."""
    address = method.partition("#")[0]
    own = owner.partition("#")[0].rstrip("/")
    at_site = origin_of(address) == origin_of(owner) != "" and urlsplit(address).path == "/.well-known/jwks.json"
    climbs = "/.." in address or "%2e" in address.lower() or "\\" in address
    return at_site or address.rstrip("/") == own or (address.startswith(own + "/") and not climbs)


def _names_of(profile: JsonObject) -> list[str]:
    """The addresses of the keys that a Profile names, in any of the members in use for it."""
    names: list[str] = []
    for member in _KEY_MEMBERS:
        for entry in as_list(profile.get(member)):
            name = entry.get("id") if isinstance(entry, dict) else entry
            if isinstance(name, str) and name not in names:
                names.append(name)
    return names
