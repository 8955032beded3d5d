"""SD-JWTs that break one rule each: every rule of rejection rejects, and nothing that was changed ever verifies."""

import json
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.credkit.college import DAY_ONE
from tests.unit.credkit.sdjwt_tokens import (
    CLAIMS,
    HOLDER,
    INNER,
    ISSUER,
    ITEM,
    MALLORY,
    OUTER,
    PRESENTED,
    READER,
    TOKEN,
    VCT,
    A,
    digest,
    raw,
    verified,
)

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import CredkitError, Malformed, Refused, Untrusted
from skillmark.credkit.keys import jwk_from_multikey
from skillmark.credkit.proof.jose import sign_jws
from skillmark.credkit.proof.sdjwt import conceal, present, read_sd_jwt, read_sd_jwt_vc, reveal
from skillmark.credkit.proof.sdjwt.disclosure import digest_of


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


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ({"kid": HOLDER.verification_method}, Untrusted),  # a key of someone other than `iss`
        ({"kid": "https://mallory.example/key"}, Untrusted),
        ({"kid": "../key"}, Malformed),
        ({"jwk": jwk_from_multikey(HOLDER.public_multikey)}, Untrusted),  # of another kind than `alg`
        ({"jwk": jwk_from_multikey(ISSUER.public_multikey) | {"d": "AA"}}, Untrusted),
        ({"crit": ["exp"]}, Refused),
    ],
)
def test_a_header_that_plays_tricks_is_not_acted_upon(header: JsonObject, error: type[CredkitError]) -> None:
    token = sign_jws({"typ": "dc+sd-jwt"} | header, json.dumps(VCT).encode(), signer=ISSUER)
    with pytest.raises(error):
        read_sd_jwt_vc(token + "~")


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
    deep: JsonObject = {}
    for _ in range(60):
        deep = {"a": deep}
    with pytest.raises(Refused):
        conceal(deep, ["/a"], random=os.urandom)


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
