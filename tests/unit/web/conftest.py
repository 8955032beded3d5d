"""What every page test may use."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from skillmark.domains.people.api import Actor


@pytest.fixture
def as_(db: None) -> Callable[[Actor], Client]:
    """A client that is signed in as one of the cast."""

    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(uid=actor.person_uid))
        return client

    return sign_in
