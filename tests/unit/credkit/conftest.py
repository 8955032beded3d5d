"""Fixtures over `college`."""

import json
from collections.abc import Callable

import pytest
from tests.unit.credkit.college import COLLEGE, LIST_URIS, Network, college_keys, signed_award, signed_list

from skillmark.credkit.did import did_web_url


@pytest.fixture
def network() -> Network:
    """The college answers: its keys, and two clear status lists."""
    lists = {uri: signed_list(purpose) for purpose, uri in LIST_URIS.items()}
    return Network({did_web_url(COLLEGE): json.dumps(college_keys()).encode()} | lists)


@pytest.fixture
def award() -> bytes:
    return signed_award()


@pytest.fixture
def change() -> Callable[[bytes, str, str], bytes]:
    """Replace a text that must be there."""

    def replace(data: bytes, old: str, new: str) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return replace
