"""The cast, an achievement with tasks, Alice enrolled, and a client for each of them."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.unit.assessment.stage import publish_with_tasks

from skillmark.domains.assessment.api import EnrolmentView, enrol
from skillmark.domains.people.api import Actor
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


@pytest.fixture
def as_(db: None) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(uid=actor.person_uid))
        return client

    return sign_in
