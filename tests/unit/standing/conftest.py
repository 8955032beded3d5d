"""A college that may issue, and one achievement."""

import pytest
from tests.issuing_world import IssuingWorld, make_world


@pytest.fixture
def world(db: None) -> IssuingWorld:
    return make_world()
