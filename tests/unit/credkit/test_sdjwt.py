"""SD-JWT VC: what is withheld stays withheld, what is shown was signed, and every rule of rejection rejects."""

import json
import os
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE

from skillmark.credkit.codec.strict_json import Json, JsonObject, read_object
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, jwk_from_multikey
from skillmark.credkit.proof.jose import sign_jws
from skillmark.credkit.proof.jose.base64url import encode_base64url
from skillmark.credkit.proof.sdjwt import (
    ExpectedBinding,
    KeyBinding,
    conceal,
    is_sd_jwt,
    issue_sd_jwt_vc,
    present,
    read_sd_jwt,
    read_sd_jwt_vc,
    reveal,
    verify_sd_jwt_vc,
)
from skillmark.credkit.proof.sdjwt.disclosure import digest_of, read_disclosure

ISSUER = EcdsaSigner.from_scalar(KeyKind.P256, b"i" * 32)
HOLDER = Ed25519Signer.from_seed(b"h" * 32)
MALLORY = Ed25519Signer.from_seed(b"m" * 32)
READER = "https://hiring.example"
CLAIMS: JsonObject = {
    "vct": "https://northbank.example/types/badge",
    "iss": ISSUER.verification_method.split("#")[0],
    "exp": int(DAY_ONE.timestamp()) + 86_400 * 365,
    "name": "Alice",
    "level": 3,
    "address": {"street": "Quay 1", "country": "NL"},
    "skills": ["charts", "sampling", {"name": "R"}],
    "a/b~c": None,
}
DISCLOSABLE = ("/name", "/address", "/address/street", "/skills/0", "/skills/2", "/skills/2/name", "/a~1b~0c")


def issued(**changes: Any) -> str:
    options: dict[str, Any] = {
        "signer": ISSUER,
        "disclosable": DISCLOSABLE,
        "random": os.urandom,
        "issued_at": DAY_ONE,
        "holder_multikey": HOLDER.public_multikey,
    }
    return issue_sd_jwt_vc(CLAIMS, **(options | changes))


TOKEN = issued(decoys=2)
BINDING = KeyBinding(HOLDER, READER, "n-1", DAY_ONE)
EXPECTED = ExpectedBinding(READER, "n-1")
PRESENTED = present(TOKEN, show=["/address/street", "/skills/2"], binding=BINDING)


def verified(text: str, binding: ExpectedBinding | None = EXPECTED, **changes: Any) -> Any:
    return verify_sd_jwt_vc(
        text, **({"public_multikey": ISSUER.public_multikey, "at": DAY_ONE, "binding": binding} | changes)
    )


def raw(payload: JsonObject, *disclosures: Json, typ: str = "dc+sd-jwt", tail: str = "") -> str:
    """Any payload with any disclosures, signed; a text among them stands as it is."""
    texts = [part if isinstance(part, str) else disclosed(part) for part in disclosures]
    token = sign_jws({"typ": typ, "kid": ISSUER.verification_method}, json.dumps(payload).encode(), signer=ISSUER)
    return "~".join([token, *texts, tail])


def disclosed(content: Json) -> str:
    return encode_base64url(json.dumps(content).encode())


def digest(content: Json) -> str:
    return digest_of(disclosed(content), "sha-256")


def test_the_holder_sees_everything_and_a_stranger_nothing_withheld() -> None:
    assert is_sd_jwt(TOKEN.encode())
    vc = verified(TOKEN, None)
    assert {name: vc.claims[name] for name in CLAIMS} == CLAIMS
    assert vc.disclosed == tuple(sorted(DISCLOSABLE, key=vc.disclosed.index))
    assert (vc.type, vc.issuer, vc.holder_multikey) == (CLAIMS["vct"], CLAIMS["iss"], HOLDER.public_multikey)
    bare = verified(present(TOKEN, show=[]), None)
    assert bare.claims == {name: CLAIMS[name] for name in ("vct", "iss", "exp", "level")} | {
        "skills": ["sampling"],
        "iat": int(DAY_ONE.timestamp()),
        "cnf": {"jwk": jwk_from_multikey(HOLDER.public_multikey)},
    }


def test_a_presentation_shows_what_was_chosen_and_what_that_stands_in() -> None:
    vc = verified(PRESENTED)
    assert set(vc.disclosed) == {"/address", "/address/street", "/skills/1"}
    assert vc.claims["address"] == CLAIMS["address"]
    assert vc.claims["skills"] == ["sampling", {}]
    assert "name" not in vc.claims


def test_the_signed_part_holds_no_withheld_value_and_no_order() -> None:
    payload = read_sd_jwt(TOKEN).jws.payload.decode()
    assert all(text not in payload for text in ("Alice", "Quay", "charts", "name"))
    digests = read_object(payload.encode())["_sd"]
    assert digests == sorted(digests)  # type: ignore[type-var,arg-type]
    assert len(digests) == 3 + 2  # type: ignore[arg-type]
    assert len(read_object(payload.encode())["skills"]) == 3 + 2  # type: ignore[arg-type]


def test_a_credential_that_withholds_nothing_has_no_trace_of_it() -> None:
    token = issued(disclosable=(), decoys=3)
    assert token.count("~") == 1
    assert "_sd" not in read_sd_jwt(token).jws.payload.decode()
    assert verified(token, None).disclosed == ()


@pytest.mark.parametrize("hash_name", ["sha-256", "sha-384", "sha-512"])
def test_each_hash_serves_disclosures_and_binding(hash_name: str) -> None:
    token = issued(hash_name=hash_name)
    assert verified(present(token, show=["/name"], binding=BINDING)).claims["name"] == "Alice"


def test_the_digest_of_the_standard() -> None:
    """RFC 9901 section 4.2.3, over the disclosure of 4.2.1 with its spaces."""
    text = encode_base64url('["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]'.encode())
    assert read_disclosure(text).value == "Möbius"
    assert digest_of(text, "sha-256") == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


A: Json = ["salt-a", "a", 1]
INNER: Json = ["salt-i", "i", 1]
OUTER: Json = ["salt-o", "o", {"_sd": [digest(INNER)]}]
ITEM: Json = ["salt-e", "element"]
VCT: JsonObject = {"vct": "urn:type", "iss": CLAIMS["iss"]}


def test_what_the_cases_below_are_made_of_is_sound() -> None:
    vc = read_sd_jwt_vc(
        raw(VCT | {"_sd": [digest(A), digest(OUTER), "decoy"], "l": [{"...": digest(ITEM)}]}, A, OUTER, INNER, ITEM)
    )
    assert vc.claims == VCT | {"a": 1, "o": {"i": 1}, "l": ["element"]}


@pytest.mark.parametrize(
    "text",
    [
        raw(VCT | {"_sd": [digest(A), digest(A)]}, A),  # a digest twice in one place
        raw(VCT | {"_sd": [digest(A)], "x": {"_sd": [digest(A)]}}, A),  # and in two
        raw(VCT | {"_sd": ["decoy", "decoy"]}),  # even where nothing is disclosed
        raw(VCT | {"_sd": [digest(A)], "l": [{"...": digest(A)}]}, A),
        raw(VCT | {"_sd": [digest(OUTER), digest(INNER)]}, OUTER, INNER),  # in the payload and in a disclosure
        raw(VCT | {"_sd": [digest(A)]}, A, A),  # a disclosure twice
        raw(VCT, A),  # a disclosure that nothing refers to
        raw(VCT | {"_sd": [digest(OUTER)]}, INNER),  # nor through one that is withheld
        raw(VCT | {"_sd": [digest(ITEM)]}, ITEM),  # an element among names
        raw(VCT | {"l": [{"...": digest(A)}]}, A),  # a name among elements
        raw(VCT | {"a": 2, "_sd": [digest(A)]}, A),  # a claim that is there already
        raw(VCT | {"_sd": [digest(A), digest(["s", "a", 2])]}, A, ["s", "a", 2]),  # or disclosed twice
        raw(VCT | {"_sd": [digest(["s", "_sd", []])]}, ["s", "_sd", []]),  # names of SD-JWT's own
        raw(VCT | {"_sd": [digest(["s", "...", 1])]}, ["s", "...", 1]),
        raw(VCT | {"_sd": [digest(["s", "_sd_alg", "sha-1"])]}, ["s", "_sd_alg", "sha-1"]),
        raw(VCT | {"x": {"_sd_alg": "sha-256"}}),
        raw(VCT | {"...": "x"}),
        raw(VCT | {"x": {"...": "x"}}),
        raw(VCT | {"l": [{"...": "x", "y": 1}]}),
        raw(VCT | {"l": [{"...": 1}]}),
        raw(VCT | {"_sd": "x"}),
        raw(VCT | {"_sd": [1]}),
        raw(VCT | {"_sd_alg": 1}),
        raw(VCT | {"_sd": [digest(["s", "o", {"_sd": 1}])]}, ["s", "o", {"_sd": 1}]),
        raw(VCT | {"_sd": [digest([1, "a", 1])]}, [1, "a", 1]),  # a salt that is no text
        raw(VCT | {"_sd": [digest(["s", 1, 1])]}, ["s", 1, 1]),
        raw(VCT | {"_sd": [digest(["s"])]}, ["s"]),
        raw(VCT | {"_sd": [digest(["s", "a", 1, 2])]}, ["s", "a", 1, 2]),
        raw(VCT | {"_sd": [digest({"a": 1})]}, {"a": 1}),
        raw(VCT, "e30="),
        raw(VCT, ""),
        raw(VCT, "e31"),
        raw({"iss": CLAIMS["iss"]}),  # no type
        raw(VCT | {"vct": 7}),
        raw(VCT | {"aka_vcts": []}),
        raw(VCT | {"aka_vcts": ["urn:type"]}),
        raw(VCT | {"aka_vcts": [1]}),
        raw(VCT | {"cnf": "key"}),
        raw(VCT, typ="JWT"),
        raw(VCT, typ="vc+jwt"),
        raw(VCT | {"@context": ["https://www.w3.org/ns/credentials/v2"]}, typ="vc+sd-jwt"),
        raw(VCT | {"exp": "soon"}),
        raw(VCT).removesuffix("~"),
    ]
    + [
        raw({"vct": "urn:type", "_sd": [digest(["s", name, "x"])]}, ["s", name, "x"])
        for name in ("iss", "nbf", "exp", "cnf", "status", "vct#integrity", "aka_vcts")
    ]
    + [
        raw({"_sd": [digest(["s", "vct", "urn:type"])]}, ["s", "vct", "urn:type"]),
        raw(VCT | {"status": {"_sd": [digest(A)]}}, A),  # nor a part of one
        raw(VCT | {"cnf": {"_sd": [digest(["s", "jwk", {}])]}}, ["s", "jwk", {}]),
    ],
)
def test_every_rule_of_rejection_rejects(text: str) -> None:
    with pytest.raises(Malformed):
        read_sd_jwt_vc(text)


def test_unknown_hashes_and_deep_chains_are_refused() -> None:
    for name in ("sha-1", "md5", "sha-256-32", "SHA-256"):
        with pytest.raises(Refused):
            read_sd_jwt_vc(raw(VCT | {"_sd_alg": name}))
    chain: list[Json] = []
    below: JsonObject = {}
    for number in range(60):
        chain.append([f"s{number}", "a", below])
        below = {"_sd": [digest(chain[-1])]}
    with pytest.raises(Refused):
        read_sd_jwt_vc(raw(VCT | below, *chain))
    with pytest.raises(Refused):
        read_sd_jwt(TOKEN + "AA~" * 1_001)


@pytest.mark.parametrize(
    "pointer",
    ["/vct", "/iss", "/exp", "/cnf", "/iat", "", "/", "name", "/nothing", "/skills/3", "/skills/-1", "/skills/00"],
)
def test_what_must_be_shown_or_is_not_there_cannot_be_hidden(pointer: str) -> None:
    with pytest.raises(CredkitError):
        issued(disclosable=[pointer])


@pytest.mark.parametrize(
    "claims",
    [
        CLAIMS | {"cnf": {}},
        CLAIMS | {"iat": 1},
        {},
        CLAIMS | {"x": {"_sd": []}},
        CLAIMS | {"...": 1},
        CLAIMS | {"vct": ""},
    ],
)
def test_claims_that_could_not_be_read_are_not_issued(claims: JsonObject) -> None:
    with pytest.raises(CredkitError):
        issue_sd_jwt_vc(claims, signer=ISSUER, disclosable=(), random=os.urandom, issued_at=DAY_ONE)


def bound(header: JsonObject | None = None, signer: Any = HOLDER, **changes: Any) -> str:
    """PRESENTED with another key binding token; a claim set to None is left out."""
    shown = PRESENTED[: PRESENTED.rindex("~") + 1]
    payload = {
        "iat": int(DAY_ONE.timestamp()),
        "aud": READER,
        "nonce": "n-1",
        "sd_hash": digest_of(shown, "sha-256"),
    } | changes
    kept = {name: value for name, value in payload.items() if value is not None}
    return shown + sign_jws(header or {"typ": "kb+jwt"}, json.dumps(kept).encode(), signer=signer)


def test_a_binding_made_by_hand_is_sound() -> None:
    assert verified(bound()).claims == verified(PRESENTED).claims


@pytest.mark.parametrize(
    "text",
    [
        bound(aud="https://other.example"),
        bound(aud=[READER]),
        bound(nonce="n-2"),
        bound(sd_hash=digest_of("x", "sha-256")),
        bound(iat=int(DAY_ONE.timestamp()) + 3_600),
        bound(iat=int(DAY_ONE.timestamp()) - 3_600),
        bound(exp=int(DAY_ONE.timestamp()) - 3_600),
        bound(nbf=int(DAY_ONE.timestamp()) + 3_600),
        bound(iat=None),
        bound(aud=None),
        bound(nonce=None),
        bound(sd_hash=None),
        bound(signer=MALLORY),
        bound({"typ": "JWT"}),
        bound({"cty": "kb+jwt"}),
        PRESENTED[: PRESENTED.rindex("~") + 1],
        present(TOKEN, show=["/name"]) + PRESENTED[PRESENTED.rindex("~") + 1 :],
    ],
)
def test_another_binding_than_was_asked_for_fails(text: str) -> None:
    with pytest.raises((Malformed, Untrusted)):
        verified(text)


def test_a_wrong_binding_fails_even_when_none_was_asked_for() -> None:
    assert verified(bound(nonce="n-2"), None).claims["level"] == 3
    for text in (bound(signer=MALLORY), bound(sd_hash="x"), bound({"typ": "JWT"})):
        with pytest.raises(CredkitError):
            verified(text, None)


def test_times_and_audience_decide() -> None:
    for at in (DAY_ONE + timedelta(days=366), DAY_ONE + timedelta(days=365, seconds=60)):
        with pytest.raises(Untrusted):
            verified(TOKEN, None, at=at)
    assert verified(TOKEN, None, at=DAY_ONE + timedelta(days=365, seconds=59))
    with pytest.raises(Untrusted):
        verified(raw(VCT | {"nbf": int(DAY_ONE.timestamp()) + 61}), None)
    for audience in (READER, [READER, "x"]):
        with pytest.raises(Untrusted):
            verified(raw(VCT | {"aud": audience}), None)


def test_a_holder_presents_what_was_issued_to_them_only() -> None:
    for token, binding in (
        (PRESENTED, None),
        (TOKEN, KeyBinding(MALLORY, READER, "n-1", DAY_ONE)),
        (issued(holder_multikey=""), BINDING),
    ):
        with pytest.raises(Refused):
            present(token, show=[], binding=binding)
    for show in (["/nothing"], ["/skills/9"]):
        with pytest.raises(Malformed):
            present(TOKEN, show=show)
    with pytest.raises(Malformed):
        present(TOKEN, show=[], binding=KeyBinding(HOLDER, READER, "", DAY_ONE))
    with pytest.raises(Refused):
        verified(issued(holder_multikey="") + PRESENTED.rpartition("~")[2], None)


def test_another_issuer_key_fails() -> None:
    other = EcdsaSigner.from_scalar(KeyKind.P256, b"o" * 32)
    for key in (other.public_multikey, HOLDER.public_multikey):
        with pytest.raises(Untrusted):
            verified(PRESENTED, public_multikey=key)


quick = settings(max_examples=100, deadline=None)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~="


@quick
@given(st.integers(0, len(PRESENTED) - 1), st.sampled_from(LETTERS))
def test_a_changed_letter_never_verifies(at: int, letter: str) -> None:
    changed = PRESENTED[:at] + letter + PRESENTED[at + 1 :]
    if changed != PRESENTED:
        with pytest.raises(CredkitError):
            verified(changed)


@quick
@given(st.integers(0, len(PRESENTED) * 8 - 1))
def test_a_flipped_bit_never_verifies(bit: int) -> None:
    data = bytearray(PRESENTED.encode())
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CredkitError):
        verified(data.decode("latin-1"))


NAMES = st.sampled_from(["_sd", "...", "_sd_alg", "a", "b", "cnf", "jwk", "vct"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([digest(A), digest(ITEM)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@quick
@given(st.dictionaries(NAMES, JSON, max_size=4), st.lists(JSON | st.sampled_from([A, ITEM]), max_size=3))
def test_any_payload_and_disclosures_get_an_answer_or_our_error(payload: JsonObject, contents: list[Json]) -> None:
    try:
        read_sd_jwt_vc(raw(VCT | payload, *contents))
    except CredkitError:
        return


@quick
@given(st.text(max_size=80))
def test_any_text_gets_our_error(text: str) -> None:
    for reader in (read_sd_jwt, read_sd_jwt_vc):
        with pytest.raises(CredkitError):
            reader(text)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc/~"), inner, max_size=3),
    max_leaves=10,
)


def every_pointer(value: Json, above: str = "") -> list[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = []
    for name, inner in items:
        pointer = f"{above}/{str(name).replace('~', '~0').replace('/', '~1')}"
        found += [pointer, *every_pointer(inner, pointer)]
    return found


@quick
@given(st.dictionaries(st.sampled_from("abc/~"), PLAIN, max_size=3), st.data(), st.integers(0, 3))
def test_hidden_and_revealed_again_is_the_same(claims: JsonObject, data: st.DataObject, decoys: int) -> None:
    pointers = every_pointer(claims)
    chosen = data.draw(st.lists(st.sampled_from(pointers), unique=True)) if pointers else []
    hidden = conceal(claims, chosen, random=os.urandom, decoys=decoys)
    found = reveal(hidden.payload, hidden.disclosures)
    assert found.claims == claims
    assert len(found.places) == len(chosen)
