"""The cast, an achievement with tasks, and Alice enrolled, for page tests."""

import pytest
from tests.unit.assessment.stage import publish_with_tasks

from skillmark.domains.assessment.api import EnrolmentView, enrol
from skillmark.testing.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def achievement_uid(cast: Cast) -> str:
    return publish_with_tasks(cast)


@pytest.fixture
def enrolled(cast: Cast, achievement_uid: str) -> EnrolmentView:
    return enrol(actor=cast.alice, achievement_uid=achievement_uid)
