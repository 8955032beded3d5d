"""One picture for one achievement: on its page, on the certificate read from the signed document, and in the file."""

import pytest
from tests.issuing_world import make_world

from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.model import AssessmentType, read_summary
from skillmark.domains.achievements.api import Assessment
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM
from skillmark.doors.web.public.certificate import certificate
from skillmark.doors.web.shell.art import SHAPE, file_bytes
from skillmark.doors.web.shell.badges import SHAPES, art_of


@pytest.mark.django_db
@pytest.mark.parametrize("assessment", Assessment.values)
def test_the_page_and_the_signed_document_draw_the_same(assessment: str) -> None:
    world = make_world(assessment=assessment)
    data = awarding.credential_of(SYSTEM, world.issue().uid)
    read = certificate(read_summary(read_object(data)), field=world.achievement.field).art
    assert file_bytes(read) == file_bytes(art_of(world.achievement))


def test_every_word_has_a_shape_that_exists() -> None:
    assert set(SHAPES.values()) <= set(SHAPE)
    courses = {Assessment.COMPLETION.value, AssessmentType.OTHER.value}
    assert {*Assessment.values, *(kind.value for kind in AssessmentType)} - courses == set(SHAPES)
