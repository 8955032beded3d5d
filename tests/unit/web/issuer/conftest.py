"""A college with one published achievement and one draft."""

import pytest
from tests.desk_world import DeskWorld, make_desk_world


@pytest.fixture
def world(db: None) -> DeskWorld:
    return make_desk_world()
