"""Steps 5 and 6: does the key belong to the issuer, on whose word, and was it in use when it signed?

Words are weighed in this order: the identifier itself (did:key), the issuer's own answer now, what the reader trusted
before (an anchor, or a pack's statement that an anchored key signed), a voucher the reader trusts, and last, where the
policy says so, the pack's own word. Where the reader holds an anchor, a pack cannot bring in a key that no anchored key
vouches for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from skillmark.credkit.did import DidDocument, Fetcher, KeyMethod, resolve
from skillmark.credkit.errors import CredkitError, Unavailable
from skillmark.credkit.pack import KeyStatement, Pack, read_key_statement
from skillmark.credkit.proof.data_integrity import Proof
from skillmark.credkit.verify.outcome import Outcome, failed, not_checked, passed
from skillmark.credkit.verify.policy import Policy

ANOTHER = (
    "issuer.another",
    "It was signed with a key of someone other than the issuer it names.",
    "Do not rely on it. Ask the issuer whether it is theirs.",
)


@dataclass(frozen=True, slots=True)
class Vouched:
    """A key list, on whose word it is the issuer's, and as of when (None: now or always)."""

    document: DidDocument
    by: str
    as_of: datetime | None = None


class KeyBook:
    """The key lists met during one verification; each DID is asked for once."""

    def __init__(self, fetcher: Fetcher, policy: Policy, pack: Pack | None, at: datetime) -> None:
        self._fetcher, self._policy, self._pack, self._at = fetcher, policy, pack, at
        self._found: dict[str, Vouched | CredkitError] = {}

    def look_up(self, did: str) -> Vouched:
        """The best word there is on the keys of `did`. Raises `CredkitError` when there is none."""
        if did not in self._found:
            try:
                self._found[did] = self._look_up(did)
            except CredkitError as problem:
                self._found[did] = problem
        found = self._found[did]
        if isinstance(found, CredkitError):
            raise found
        return found

    def _look_up(self, did: str) -> Vouched:
        try:
            by = "key" if did.startswith("did:key:") else "issuer"
            return Vouched(resolve(did, self._fetcher), by)
        except Unavailable as problem:
            statements = self._statements(did)
            found = self._from_anchor(did, statements) or self._from_pack(statements)
            if found is None:
                raise problem from None
            return found

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


def judge_owner(issuer: str, controller: str, method: str, vouched: Vouched) -> tuple[Outcome, KeyMethod | None]:
    """Step 5: the key is listed by the issuer, for signing credentials."""
    if controller != issuer:
        if issuer.startswith("did:"):
            return failed(*ANOTHER), None
        words = "The issuer is named by an address that does not say which keys are its own."
        todo = "Ask the issuer for a badge whose issuer is a DID."
        return not_checked("issuer.not_linked", words, todo), vouched.document.find_key(method)
    key = vouched.document.find_key(method)
    if key is None or not key.asserts or key.controller != controller:
        return failed(
            "issuer.key_unknown",
            "The issuer does not list the key that signed it.",
            "Do not rely on it. Ask the issuer whether it is theirs.",
        ), None
    vouching = {
        "key": "The issuer's identifier is the key itself. It does not say who that is.",
        "issuer": "The issuer lists the key that signed it.",
        "anchor": "The key is one you saved for this issuer, or one that such a key vouches for.",
        "voucher": "Someone you trust saw that this key is the issuer's.",
        "pack": "The pack says that this key is the issuer's. Nobody else confirms it here.",
    }
    return passed(f"issuer.key_by_{vouched.by}", vouching[vouched.by]), key


def judge_time(proof: Proof, key: KeyMethod, at: datetime, skew_s: int) -> Outcome:
    """Step 6: the key was in use when the proof says it was made, and the proof is neither of tomorrow nor over."""
    skew = timedelta(seconds=skew_s)
    made = proof.created_at
    ask = "Ask the issuer for a new copy."
    if proof.expires_at and at - skew >= proof.expires_at:
        return failed("key.signature_over", "The signature was only good until a day that has passed.", ask)
    if made is None:
        if key.in_use_from or key.expires_at or key.revoked_at:
            return not_checked("key.no_time", "The signature does not say when it was made.", ask)
        return passed("key.always", "The key has no end, so the time of the signature does not matter.")
    if made > at + skew:
        return failed("key.future", "The signature says it was made in the future.", ask)
    if key.in_use_from and made < key.in_use_from - skew:
        return failed("key.too_early", "The key was not yet in use when the signature says it was made.", ask)
    if key.revoked_at and made >= key.revoked_at:
        return failed("key.withdrawn", "The issuer had withdrawn the key by then.", ask)
    if key.expires_at and made > key.expires_at + skew:
        return failed("key.retired", "The issuer had stopped using the key by then.", ask)
    return passed("key.in_use", "The key was in use when it was signed.")
