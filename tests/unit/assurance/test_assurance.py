"""Quinn vouches for Northbank and its achievement, and takes it back; nobody else can."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.unit.assessment.stage import publish_with_tasks

from skillmark.domains.achievements.api import find_achievement
from skillmark.domains.assurance import api
from skillmark.domains.assurance.models import ReviewLine
from skillmark.domains.people.api import ANYONE, SYSTEM, NotAllowed, Role, add_member
from skillmark.kernel.clock import turned_to
from skillmark.kernel.outbox import OutboxEntry
from skillmark.testing.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
FROM = date(2026, 1, 1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def version_uid(cast: Cast) -> str:
    return find_achievement(publish_with_tasks(cast)).version_uid


def accredit(cast: Cast, until: date | None = date(2099, 1, 1)) -> api.AccreditationView:
    return api.accredit(
        actor=cast.quinn,
        body_uid=cast.assay.uid,
        organisation_uid=cast.northbank.uid,
        scope="Assessment of data skills",
        valid_from=FROM,
        valid_until=until,
    )


def review(cast: Cast, version_uid: str, **found: str) -> api.ReviewView:
    from skillmark.domains.achievements.api import find_version

    lines = api.checklist_of(find_version(version_uid))
    judged = [
        api.Judged(line.element, found.get(line.element, "holds"), "Because.")  # type: ignore[arg-type]
        for line in lines
    ]
    return api.review_achievement(
        actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version_uid, judged=judged
    )


def test_an_accreditation_is_public_until_withdrawn_and_afterwards_says_why(cast: Cast) -> None:
    made = accredit(cast)
    assert [one.is_current for one in api.accreditations_of(cast.northbank.uid)] == [True]
    api.withdraw(actor=cast.quinn, accreditation_uid=made.uid, reason="They stopped testing.")
    [entry] = api.accreditations_of(cast.northbank.uid)
    assert (entry.is_current, entry.withdraw_reason) == (False, "They stopped testing.")
    with pytest.raises(api.AlreadyWithdrawn):
        api.withdraw(actor=cast.quinn, accreditation_uid=made.uid, reason="Again.")
    names = set(OutboxEntry.objects.values_list("name", flat=True))
    assert {"assurance.accreditation_given", "assurance.accreditation_withdrawn"} <= names


def test_it_ends_with_its_last_day(cast: Cast) -> None:
    accredit(cast, until=date(2027, 3, 1))
    from datetime import UTC, datetime

    with turned_to(datetime(2027, 3, 1, 23, tzinfo=UTC)):
        assert api.accreditations_of(cast.northbank.uid)[0].is_current
    with turned_to(datetime(2027, 3, 2, tzinfo=UTC)):
        assert not api.accreditations_of(cast.northbank.uid)[0].is_current


def test_nobody_else_vouches(cast: Cast, version_uid: str) -> None:
    made = accredit(cast)
    for stranger in (cast.mallory, cast.bea, cast.alice, ANYONE):
        with pytest.raises(NotAllowed):
            api.accredit(
                actor=stranger,
                body_uid=cast.assay.uid,
                organisation_uid=cast.northbank.uid,
                scope="All",
                valid_from=FROM,
            )
        with pytest.raises(NotAllowed):
            api.withdraw(actor=stranger, accreditation_uid=made.uid, reason="Spite.")
        with pytest.raises(NotAllowed):
            api.endorse(actor=stranger, body_uid=cast.assay.uid, achievement_version_uid=version_uid)


def test_a_college_is_no_body_and_a_body_does_not_vouch_for_itself(cast: Cast) -> None:
    add_member(
        actor=SYSTEM, organisation_uid=cast.northbank.uid, person_uid=cast.bea.person_uid or "", role=Role.ASSURER
    )
    with pytest.raises(api.NotABody):
        api.accredit(
            actor=cast.bea,
            body_uid=cast.northbank.uid,
            organisation_uid=cast.brightwater.uid,
            scope="All",
            valid_from=FROM,
        )
    with pytest.raises(api.OwnHouse):
        api.accredit(
            actor=cast.quinn, body_uid=cast.assay.uid, organisation_uid=cast.assay.uid, scope="All", valid_from=FROM
        )


@pytest.mark.parametrize(("scope", "until"), [(" ", None), ("x" * 301, None), ("Data", date(2026, 1, 1))])
def test_a_broken_accreditation_is_refused(cast: Cast, scope: str, until: date | None) -> None:
    with pytest.raises(api.BadAccreditation):
        api.accredit(
            actor=cast.quinn,
            body_uid=cast.assay.uid,
            organisation_uid=cast.northbank.uid,
            scope=scope,
            valid_from=FROM,
            valid_until=until,
        )


def test_endorsing_needs_a_review_that_holds_throughout(cast: Cast, version_uid: str) -> None:
    with pytest.raises(api.NotSupported):
        api.endorse(actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version_uid)
    review(cast, version_uid, workload="fails")
    with pytest.raises(api.NotSupported):
        api.endorse(actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version_uid)
    assert review(cast, version_uid).holds
    made = api.endorse(actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version_uid)
    with pytest.raises(api.AlreadyEndorsed):
        api.endorse(actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version_uid)
    with pytest.raises(api.ReasonMissing):
        api.withdraw_endorsement(actor=cast.quinn, endorsement_uid=made.uid, reason=" ")
    api.withdraw_endorsement(actor=cast.quinn, endorsement_uid=made.uid, reason="It changed.")
    assert [one.withdraw_reason for one in api.endorsements_of(version_uid)] == ["It changed."]


def test_a_review_judges_every_element_and_is_kept_as_it_was(cast: Cast, version_uid: str) -> None:
    with pytest.raises(api.BadReview):
        api.review_achievement(
            actor=cast.quinn,
            body_uid=cast.assay.uid,
            achievement_version_uid=version_uid,
            judged=[api.Judged("title", "holds")],
        )
    made = review(cast, version_uid, level="unsure")
    assert {line.machine for line in made.lines} == {"holds"} and not made.holds
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewLine.objects.update(found="holds")


def test_the_machine_finds_what_is_missing(cast: Cast, version_uid: str) -> None:
    from dataclasses import replace

    from skillmark.domains.achievements.api import find_version

    bare = replace(find_version(version_uid), workload_hours=None, quality_assurance="")
    assert {line.element for line in api.checklist_of(bare) if line.machine == "fails"} == {"workload", "quality"}
