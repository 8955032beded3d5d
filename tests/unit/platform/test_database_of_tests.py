"""The tests run on a real PostgreSQL."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_tests_have_a_postgresql_of_their_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_setting('server_version_num')::int")
        name, version = cursor.fetchone()
    assert name.startswith("test_")
    assert version >= 150000
