"""The targets: what each parser is fed, and what must be true of what it makes of it."""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from random import Random

from tests.unit.credkit.college import DAY_ONE, LATER, college_keys, signed_list, signer_of, unsigned_award

from skillmark.credkit.codec import multibase, png, strict_json
from skillmark.credkit.codec.images import bake, unbake
from skillmark.credkit.codec.jcs import canonicalize
from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.rdfc import Quad, canonicalize_quads
from skillmark.credkit.contexts import issuing, verifying
from skillmark.credkit.did import NoFetcher, is_did, resolve, split_did_url
from skillmark.credkit.did.document import read_did_document
from skillmark.credkit.did.key_url import resolve_key_url
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.issue import issue, issue_jwt, prepare
from skillmark.credkit.keys import (
    EcdsaSigner,
    Ed25519Signer,
    KeyKind,
    decode_multikey,
    jwk_from_multikey,
    jwk_thumbprint,
    multikey_from_jwk,
    multikey_from_pem,
)
from skillmark.credkit.keys.der import Encrypted, read_encrypted, write_encrypted
from skillmark.credkit.model import read_summary
from skillmark.credkit.model.ob2 import is_badge2, read_badge2
from skillmark.credkit.model.structure import find_faults
from skillmark.credkit.pack import (
    make_anchors,
    make_key_statement,
    make_pack,
    read_anchors,
    read_key_statement,
    read_pack,
)
from skillmark.credkit.proof.data_integrity import HashSource, read_proofs
from skillmark.credkit.proof.data_integrity.sd import sign_base
from skillmark.credkit.proof.data_integrity.sd.cbor import read_cbor, write_cbor
from skillmark.credkit.proof.data_integrity.sd.value import read_base_value, read_derived_value
from skillmark.credkit.proof.jose import is_compact, read_credential_jwt, read_envelope, read_jws
from skillmark.credkit.proof.sdjwt import issue_sd_jwt_vc, read_sd_jwt_vc
from skillmark.credkit.report import Answer
from skillmark.credkit.status import read_entries, read_status_list
from skillmark.credkit.status.bits import decode_bits, empty_bits, encode_bits
from skillmark.credkit.verify import OFFLINE, open_credential, verify

ED25519 = Ed25519Signer.from_seed(b"f" * 32)
P256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\1" * 32)
P384 = EcdsaSigner.from_scalar(KeyKind.P384, b"\1" * 48)
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
PEM = b"""-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
"""  # RFC 8410 has this form; the key is that of RFC 8032, test 1
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'


@dataclass(frozen=True)
class Target:
    """`read` may raise `CredkitError` alone; `seeds` are well-formed inputs."""

    read: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]

    def run(self, data: bytes) -> None:
        """Feed it once. Any other error leaves, and is a find."""
        try:
            self.read(data)
        except CredkitError as expected:
            assert expected.code
            assert expected.hint


@dataclass
class Answering:
    """A network in which every address gives the same bytes."""

    data: bytes

    def fetch(self, _url: str) -> bytes:
        return self.data


def text(data: bytes) -> str:
    """As a reader of JSON would hand it on: any letters but halves of them."""
    return data.decode("utf-8", "replace")


@cache
def award(signer: Ed25519Signer | EcdsaSigner = ED25519) -> dict[str, object]:
    """An award by the key itself, with no status, so that it holds offline."""
    plain = unsigned_award()
    plain["issuer"] = {**plain["issuer"], "id": signer.verification_method.split("#")[0]}  # type: ignore[dict-item]
    del plain["credentialStatus"]
    return plain


@cache
def signed(signer: Ed25519Signer | EcdsaSigner = ED25519, suite: str | None = None) -> bytes:
    return issue(prepare(award(signer)), signer=signer, created_at=DAY_ONE, suite=suite)


@cache
def jwt(signer: Ed25519Signer | EcdsaSigner = P256, form: str = "ob3") -> bytes:
    return issue_jwt(prepare(award(signer)), signer=signer, created_at=DAY_ONE, form=form).encode()  # type: ignore[arg-type]


@cache
def pack() -> bytes:
    keys = make_key_statement(college_keys(), signer=signer_of(1), stated_at=DAY_ONE, voucher=signer_of(2, None))
    lists = {"https://northbank.example/status/revocation": signed_list("revocation", 3)}
    return make_pack(signed(), key_statements=[keys], status_lists=lists, made_at=DAY_ONE)


@cache
def base_proof() -> str:
    plain = award(P256)
    document = sign_base(
        plain,  # type: ignore[arg-type]
        ["/issuer"],
        signer=P256,
        hmac_key=b"h" * 32,
        proof_key=EcdsaSigner.from_scalar(KeyKind.P256, b"\2" * 32),
        created_at=DAY_ONE,
        source=HashSource(issuing()),
    )
    return read_proofs(document)[0].value


def read_strict_json(data: bytes) -> None:
    value = strict_json.read_json(data)
    assert strict_json.read_json(strict_json.write_json(value)) == value


def read_jcs(data: bytes) -> None:
    value = strict_json.read_json(data)
    once = canonicalize(value)
    assert canonicalize(strict_json.read_json(once)) == once


def read_multibase(data: bytes) -> None:
    for decode, encode in (
        (multibase.decode_base58btc, multibase.encode_base58btc),
        (multibase.decode_base64url, multibase.encode_base64url),
    ):
        try:
            decoded = decode(text(data))
        except CredkitError:
            continue
        assert encode(decoded) == text(data), "one value, one spelling"
    assert multibase.decode_base58btc(multibase.encode_base58btc(data[:200])) == data[:200]


def read_graph(data: bytes) -> None:
    """Four bytes a statement; the names of blank nodes may not matter."""

    def term(byte: int) -> str:
        return f"_:n{byte % 12}" if byte % 4 else f"<urn:{byte % 5}>"

    rows = [data[at : at + 4] for at in range(0, min(len(data), 400) - 3, 4)]
    quads = [Quad(term(s), f"<urn:p{p % 3}>", term(o), ("", "<urn:g>", term(g))[g % 3]) for s, p, o, g in rows]
    found = canonicalize_quads(quads, max_steps=5_000)
    labels = [f"_:n{number}" for number in range(12)]
    shuffled = list(labels)
    Random(len(data)).shuffle(shuffled)
    names = dict(zip(labels, shuffled, strict=True))
    other = [Quad(names.get(q[0], q[0]), q[1], names.get(q[2], q[2]), names.get(q[3], q[3])) for q in reversed(quads)]
    assert canonicalize_quads(other, max_steps=50_000) == found


def read_jsonld(data: bytes) -> None:
    document = strict_json.read_object(data)
    for contexts in verifying():
        canonical_nquads(document, contexts)


def with_sums(data: bytes) -> bytes:
    """A PNG with the checksum of each chunk put right, so that changes get past it."""
    at, parts = len(png.SIGNATURE), [png.SIGNATURE]
    while len(data) - at >= 12:
        end = at + 8 + min(int.from_bytes(data[at : at + 4]), len(data) - at - 12)
        parts += [(end - at - 8).to_bytes(4), data[at + 4 : end], zlib.crc32(data[at + 4 : end]).to_bytes(4)]
        at = end + 4
    return b"".join(parts)


def read_image(data: bytes) -> None:
    data = with_sums(data) if png.is_png(data) else data
    badge = unbake(data)
    if badge.strip():
        assert unbake(bake(data, badge)) == badge.strip() or unbake(bake(data, badge)) == badge


def bake_image(data: bytes) -> None:
    for image in (PNG, SVG):
        try:
            baked = bake(image, data)
        except CredkitError:
            continue
        assert unbake(baked).strip() == data.strip()


def read_lists(data: bytes) -> None:
    try:
        bits = decode_bits(text(data))
    except CredkitError:
        read_status_list(strict_json.read_object(data))
    else:
        assert decode_bits(encode_bits(bits)) == bits


def read_did(data: bytes) -> None:
    name, _, answer = data.partition(b"\n")
    if is_did(text(name)):
        split_did_url(text(name))
    assert resolve(text(name), Answering(answer)).did == text(name)


def read_keys_document(data: bytes) -> None:
    document = strict_json.read_object(data)
    did = document.get("id")
    read_did_document(document, did if isinstance(did, str) else "did:web:x.example")


def read_key_url(data: bytes) -> None:
    resolve_key_url("https://keys.example/1#k", Answering(data))


def read_key(data: bytes) -> None:
    multikey = multikey_from_jwk(strict_json.read_object(data)) if data.startswith(b"{") else text(data)
    decode_multikey(multikey)
    assert multikey_from_jwk(jwk_from_multikey(multikey)) == multikey
    jwk_thumbprint(jwk_from_multikey(multikey))


def read_token(data: bytes) -> None:
    if is_compact(data):
        read_jws(text(data))
        found = read_credential_jwt(text(data))
        find_faults(found.document)
        read_summary(found.document)


def read_claims(data: bytes) -> None:
    """The payload or the header alone, with no base64 in the way."""
    head, _, payload = data.partition(b"\n")
    parts = (multibase.encode_base64url(part)[1:] for part in (head, payload, b"s" * 64))
    read_token(".".join(parts).encode())


def read_disclosures(data: bytes) -> None:
    read_sd_jwt_vc(text(data))


def read_document(data: bytes) -> None:
    """The readers that take any JSON and never raise, and those that may."""
    document = strict_json.read_object(data)
    find_faults(document)
    read_summary(document)
    for part in (read_envelope, read_proofs, read_entries):
        try:
            part(document)
        except CredkitError:
            continue
    if is_badge2(document):
        read_badge2(document, is_signed=bool(len(data) % 2))


def read_archive(data: bytes) -> None:
    for statement in read_pack(data).key_statements:
        read_key_statement(statement)


def read_sd_value(data: bytes) -> None:
    for read in (read_base_value, read_derived_value):
        try:
            read(text(data))
        except CredkitError:
            continue
    assert read_cbor(write_cbor(read_cbor(data))) == read_cbor(data)


def check(data: bytes) -> None:
    """Everything at once. What holds must be one of the seeds: nobody can forge by changing bytes."""
    report = verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=LATER, recipient="alice@example.org", challenge="c")
    assert report.as_json()
    assert report.answer is not Answer.HOLDS or meaning(data) in HELD()


def meaning(data: bytes) -> object:
    """What was signed in a file, however it is spelled and packed: its canonical JSON, or the token itself."""
    inner = open_credential(data).signed
    return inner if is_compact(inner) else canonicalize(strict_json.read_json(inner))


@cache
def HELD() -> frozenset[object]:
    return frozenset(map(meaning, whole()))


@cache
def whole() -> list[bytes]:
    return [signed(), signed(P256), signed(P384), signed(ED25519, "eddsa-jcs-2022"), jwt(), jwt(ED25519, "vc-jose"),
            bake(SVG, signed()), bake(PNG, jwt()), pack()]  # fmt: skip


def documents() -> Iterator[bytes]:
    yield from (signed(), signed_list("revocation", 5), json.dumps(unsigned_award()).encode())
    subject = {"id": "did:example:a", "x": [{"@value": "a", "@language": "en"}, 2.5, True]}
    inline = {
        "x": "urn:x",
        "y": {"@id": "urn:y", "@type": "@id", "@container": "@list"},
        "@vocab": "https://a.example/#",
    }
    yield json.dumps({
        "@context": ["https://www.w3.org/ns/credentials/v2", inline], "type": ["VerifiableCredential"],
        "issuer": "did:example:b", "credentialSubject": subject, "y": ["urn:1", "urn:2"],
    }).encode()  # fmt: skip
    hosted = {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://a.example/1"}
    hosted |= {"recipient": {"type": "email", "hashed": False, "identity": "a@b.example"}, "badge": {"id": "urn:b"}}
    yield json.dumps(hosted | {"issuedOn": "2026-01-01T00:00:00Z", "verification": {"type": "hosted"}}).encode()


def jwk_seeds() -> list[bytes]:
    multikeys = [signer.public_multikey for signer in (ED25519, P256, P384)]
    return [m.encode() for m in multikeys] + [json.dumps(jwk_from_multikey(m)).encode() for m in multikeys]


def did_seeds() -> list[bytes]:
    keys = json.dumps(college_keys()).encode()
    jwk = multibase.encode_base64url(json.dumps(jwk_from_multikey(P256.public_multikey)).encode())[1:].encode()
    return [b"did:web:northbank.example:o:college\n" + keys, b"did:jwk:" + jwk, b"did:key:" + jwk_seeds()[0]]


def key_url_seeds() -> list[bytes]:
    jwks = [json.loads(seed) for seed in jwk_seeds()[3:]]
    keys = {"keys": [jwk | {"kid": kid} for jwk, kid in zip(jwks, "jkl", strict=True)]}
    return [json.dumps(keys).encode(), *jwk_seeds()[3:], json.dumps(college_keys()).encode()]


def token_seeds() -> list[bytes]:
    return [jwt(), jwt(ED25519), jwt(P256, "vc-jose")]


def claims_seeds() -> list[bytes]:
    return [b"\n".join(multibase.decode_base64url("u" + part.decode()) for part in token.split(b".")[:2])
            for token in token_seeds()]  # fmt: skip


def sd_jwt_seeds() -> list[bytes]:
    claims = {
        "vct": "https://a.example/badge",
        "iss": P256.verification_method.split("#")[0],
        "name": "a",
        "tags": ["x"],
    }
    withheld = {"disclosable": ["/name", "/tags/0"], "random": Random(1).randbytes, "decoys": 1}
    return [issue_sd_jwt_vc(claims, signer=P256, issued_at=DAY_ONE, **withheld).encode()]  # type: ignore[arg-type]


GOOD_JSON = [b'{"a":[1,-0.5,1e21,null,true,"\\u00e9\\ud83d\\ude00"]}', b"[[[]]]", b'"x"']
TARGETS = {
    "strict_json": Target(read_strict_json, lambda: GOOD_JSON),
    "jcs": Target(read_jcs, lambda: GOOD_JSON),
    "multibase": Target(read_multibase, lambda: [b"z6Mk", b"u-_8", *jwk_seeds()[:3]]),
    "rdfc": Target(read_graph, lambda: [bytes(range(40)), b"\1\0\2\0\2\0\1\0" * 3, b"\1\0\2\0\2\0\3\0\3\0\1\0"]),
    "jsonld": Target(read_jsonld, lambda: list(documents())),
    "image": Target(read_image, lambda: [bake(PNG, b'{"a":1}'), bake(SVG, b'{"a":1}'), bake(SVG, b"a.b.c")]),
    "baking": Target(bake_image, lambda: [b'{"a":"]]>"}', b"a.b.c"]),
    "status_list": Target(read_lists, lambda: [encode_bits(empty_bits()).encode(), signed_list("revocation", 7)]),
    "did": Target(read_did, did_seeds),
    "did_document": Target(read_keys_document, lambda: [json.dumps(college_keys()).encode()]),
    "key_url": Target(read_key_url, lambda: key_url_seeds()),
    "key": Target(read_key, jwk_seeds),
    "pem": Target(lambda data: multikey_from_pem(text(data)), lambda: [PEM]),
    "der": Target(read_encrypted, lambda: [write_encrypted(Encrypted(b"s" * 16, 1024, 8, 1, b"i" * 16, b"c" * 32))]),
    "token": Target(read_token, token_seeds),
    "claims": Target(read_claims, claims_seeds),
    "sd_jwt": Target(read_disclosures, sd_jwt_seeds),
    "document": Target(read_document, lambda: list(documents())),
    "pack": Target(read_archive, lambda: [pack()]),
    "anchors": Target(read_anchors, lambda: [make_anchors([college_keys()], saved_at=LATER - timedelta(1))]),
    "sd_value": Target(read_sd_value, lambda: [base_proof().encode(), write_cbor([b"a", "b", 1, {1: b"x"}])]),
    "verify": Target(check, whole),
}  # fmt: skip
