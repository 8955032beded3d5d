"""Both ways with the Digital Credentials Consortium's verifier-core and vc in Node (`node/dcc`, apart: 150 packages).

Skips where Node or the npm registry cannot be had; they reach no network here.
"""

import json
from typing import Any

import pytest
from tests.conformance.peers import NODE, ask, node_with
from tests.unit.credkit.college import DAY_ONE, LATER, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.issue import issue, prepare, present
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.proof.data_integrity import HashSource, add_proof
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify

SIGNER, HOLDER = Ed25519Signer.from_seed(b"i" * 32), Ed25519Signer.from_seed(b"h" * 32)


@pytest.fixture(scope="module")
def node() -> str:
    return node_with("@digitalcredentials/verifier-core", NODE / "dcc")


def award(holder: str = "") -> JsonObject:
    document: Any = unsigned_award()
    document["issuer"] |= {"id": SIGNER.verification_method.split("#")[0]}
    document["credentialSubject"] |= {"id": holder} if holder else {}
    del document["credentialStatus"]
    return read_object(write_json(document))


def signed(holder: str = "") -> JsonObject:
    return read_object(issue(prepare(award(holder)), signer=SIGNER, created_at=DAY_ONE))


def steps(result: dict[str, Any]) -> dict[str, bool]:
    """What verifier-core says of each step; whether the issuer stands in a registry is not asked."""
    return {step["id"]: step["valid"] for step in result["log"] if step["id"] != "registered_issuer"}


def presented() -> tuple[JsonObject, JsonObject]:
    """A presentation of ours, and the same with the purpose of proof that verifier-core asks for."""
    held = write_json(signed(HOLDER.verification_method.split("#")[0]))
    ours = read_object(present([held], signer=HOLDER, challenge="c", domain="", created_at=LATER))
    bare = {name: value for name, value in ours.items() if name != "proof"}
    source = HashSource(issuing())
    theirs = add_proof(bare, signer=HOLDER, created_at=LATER, source=source, purpose="assertionMethod", challenge="c")
    return ours, theirs


@pytest.fixture(scope="module")
def told(node: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What they say, asked once: Node takes seconds to load them."""
    changed = json.loads(write_json(signed()).replace(b"Reading charts", b"Riding charts"))
    signing = {"sign": award(), "seed": "11" * 32, "date": DAY_ONE.isoformat()}
    shown = [{"verifyPresentation": one, "challenge": "c"} for one in presented()]
    return ask(
        node,
        "dcc/jobs.mjs",
        tmp_path_factory.mktemp("dcc"),
        [{"verify": signed()}, {"verify": changed}, signing, *shown],
    )


def test_they_accept_what_we_issue_and_refuse_it_changed(told: list[dict[str, Any]]) -> None:
    assert steps(told[0]) == {"valid_signature": True, "expiration": True}
    assert told[1]["errors"] == ["invalid_signature: The signature is not valid."]


def test_we_accept_what_they_issue(told: list[dict[str, Any]]) -> None:
    made = write_json(told[2]["signed"])
    report = verify(made, policy=OFFLINE, fetcher=NoFetcher(), at=LATER)
    assert report.answer is Answer.HOLDS, report.summary
    changed = made.replace(b"PT60H", b"PT61H")
    assert verify(changed, policy=OFFLINE, fetcher=NoFetcher(), at=LATER).answer is Answer.FAILS


def test_presentations(told: list[dict[str, Any]]) -> None:
    """The credentials inside hold. Of the presentation's proof, verifier-core 1.0.0-beta.11 wants the purpose
    `assertionMethod`; ours says `authentication`, as VCDM 2.0 section 4.13 does. With theirs the signature is good."""
    assert (told[3]["signature"], told[4]["signature"]) == ("invalid", "valid")
    assert steps(told[3]["credentials"][0]) == {"valid_signature": True, "expiration": True}
