"""Open Badges 2: what each document must say, older ways of saying it, and whose a badge is."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.credkit.test_ob2 import (
    CONTEXT,
    HOME,
    ISSUER_URI,
    KEY_URI,
    LIST_URI,
    SIGNERS,
    badge,
    codes,
    hosted,
    issuer,
    signed,
)

from skillmark.credkit.model.ob2 import Form, is_awarded_to, is_badge2, read_badge2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": "abc"}, "ob2.id"),
        ({"type": "Badge"}, "ob2.type"),
        ({"recipient": {}}, "ob2.recipient"),
        ({"recipient": {"type": "email", "identity": "a@b.c", "hashed": "true"}}, "ob2.recipient"),
        ({"recipient": {"type": "email", "identity": "a@b.c", "hashed": True}}, "ob2.recipient"),
        ({"badge": 7}, "ob2.badge"),
        ({"verification": {}}, "ob2.verification"),
        ({"issuedOn": "yesterday"}, "ob2.time"),
        ({"issuedOn": True}, "ob2.time"),
        ({"issuedOn": -1}, "ob2.time"),
        ({"expires": "2001-01-01T00:00:00Z"}, "ob2.period"),
        ({"badge": badge(type="Thing")}, "ob2.badge_type"),
        ({"badge": badge(name="")}, "ob2.badge_name"),
        ({"badge": badge(image="badge.png")}, "ob2.badge_image"),
        ({"badge": badge(criteria={})}, "ob2.badge_criteria"),
        ({"badge": badge(issuer=issuer(email=""))}, "ob2.issuer_email"),
        ({"badge": badge(issuer=issuer(type="Person"))}, "ob2.issuer_type"),
        ({"badge": badge(alignment=[{"targetUrl": "https://a.example/"}])}, "ob2.alignment"),
    ],
)
def test_what_is_missing_or_wrong(changes: dict[str, Any], code: str) -> None:
    assert code in codes(read_badge2(hosted(**changes), is_signed=False))


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (1_400_000_000, datetime(2014, 5, 13, 16, 53, 20, tzinfo=UTC)),
        ("2014-05-13", datetime(2014, 5, 13, tzinfo=UTC)),
        ("2014-05-13T16:53", datetime(2014, 5, 13, 16, 53, tzinfo=UTC)),
    ],
)
def test_times_of_older_versions_are_read_and_noted(written: Any, at: datetime) -> None:
    read = read_badge2(hosted(issuedOn=written), is_signed=False)
    assert (read.faults, read.summary.starts_at) == ((), at)
    assert [note.code for note in read.notes] == ["ob2.time_inexact"]


def test_words_of_version_one() -> None:
    old = hosted(verify={"type": "hosted", "url": f"{HOME}/a/1"})
    del old["verification"]
    read = read_badge2(old, is_signed=False)
    assert (read.form, read.faults) == (Form.HOSTED, ()) and read.notes[0].code == "ob2.first_version"


@pytest.mark.parametrize(
    ("recipient", "given", "fits"),
    [
        ({"type": "email", "identity": "Alice@example.org", "hashed": False}, "alice@example.org ", True),
        ({"type": "email", "identity": "alice@example.org"}, "bob@example.org", False),
        ({"type": "url", "identity": "https://alice.example/"}, "https://alice.example/", True),
        ({"type": "telephone", "identity": "+3531"}, "+3532", False),
        (
            {"type": "email", "hashed": True, "identity": "md5$" + hashlib.md5(b"a@b.cx").hexdigest(), "salt": "x"},
            "a@b.c",
            True,
        ),
        ({"type": "email", "hashed": True, "identity": "SHA$00", "salt": "x"}, "a@b.c", False),
        ({}, "", False),
    ],
)
def test_whose_it_is(recipient: dict[str, Any], given: str, fits: bool) -> None:
    assert is_awarded_to(read_badge2(hosted(recipient=recipient), is_signed=False), given) is fits


def test_what_is_one() -> None:
    assert is_badge2(hosted()) and is_badge2(signed())
    assert is_badge2({"@context": CONTEXT, "id": "x", "revoked": True})
    assert not is_badge2({"@context": CONTEXT, "type": "BadgeClass"}) and not is_badge2({})
    assert not is_badge2(hosted(credentialSubject={}))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([ISSUER_URI, KEY_URI, LIST_URI]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "issuer", "publicKey", "verification"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*hosted(), "verify", "revoked"]), JUNK), JUNK, st.booleans())
def test_nothing_makes_it_raise(changes: dict[str, Any], junk: Any, is_signed: bool) -> None:
    documents = SIGNERS | {uri: junk for uri in (ISSUER_URI, f"{HOME}/b") if isinstance(junk, dict)}
    for base in (hosted(), signed()):
        is_awarded_to(read_badge2(base | changes, documents, is_signed=is_signed), "a\ud800")
