"""Links: a secret kept as a hash, a last day that is not the credential's end, a pack that checks without us."""

from datetime import UTC, date, datetime

import pytest
from tests.issuing_world import IssuingWorld, uid_of

from skillmark.credkit.did import NoFetcher
from skillmark.credkit.pack import read_pack
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import ANYONE
from skillmark.domains.record import api as record
from skillmark.domains.record.models import Share, ShareOpening
from skillmark.kernel.clock import now, turned_to
from skillmark.kernel.outbox import deliver_pending

pytestmark = pytest.mark.django_db


def shared(world: IssuingWorld, **more: object) -> record.ShareView:
    world.issue()
    return record.share(actor=world.cast.alice, entry_uid=world.entry().uid, **more)  # type: ignore[arg-type]


def test_a_link_shows_the_credential_and_the_name_if_wanted(world: IssuingWorld) -> None:
    share = shared(world)
    view = record.open_share(share.token)
    assert view.credential and view.holder_name == "Alice"
    hidden = record.share(actor=world.cast.alice, entry_uid=world.entry().uid, shows_name=False)
    assert record.open_share(hidden.token).holder_name is None


def test_only_the_hash_of_a_token_is_kept(world: IssuingWorld) -> None:
    share = shared(world)
    row = Share.objects.get()
    assert share.token not in row.token_sha256 and len(share.token) == 22
    assert record.shares_of(world.cast.alice, uid_of(world.cast.alice))[0].token == ""


def test_a_link_closes_after_its_last_day_where_its_holder_lives(world: IssuingWorld) -> None:
    with turned_to(datetime(2027, 11, 1, tzinfo=UTC)):
        share = shared(world, closes_on=date(2027, 11, 30))
    with turned_to(datetime(2027, 11, 30, 23, 59, tzinfo=UTC)):
        assert record.open_share(share.token).entry.status == "holds"
    with turned_to(datetime(2027, 12, 1, 0, 1, tzinfo=UTC)), pytest.raises(record.ShareClosed):
        record.open_share(share.token)


def test_a_last_day_in_the_past_is_refused(world: IssuingWorld) -> None:
    with pytest.raises(record.BadShare):
        shared(world, closes_on=date(2020, 1, 1))


def test_closing_takes_effect_at_once_and_only_for_its_maker(world: IssuingWorld) -> None:
    share = shared(world)
    for actor in (world.cast.mallory, world.cast.bea, ANYONE):
        with pytest.raises(record.NoSuchShare):
            record.close_share(actor=actor, share_uid=share.uid)
    record.open_share(share.token)
    record.close_share(actor=world.cast.alice, share_uid=share.uid)
    with pytest.raises(record.ShareClosed):
        record.open_share(share.token)


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "A" * 5000, "\x00", "../../etc"])
def test_a_wrong_token_opens_nothing(world: IssuingWorld, token: str) -> None:
    shared(world)
    with pytest.raises(record.NoSuchShare):
        record.open_share(token)


def test_openings_are_counted_without_who(world: IssuingWorld) -> None:
    share = shared(world)
    record.open_share(share.token, counted=True)
    record.open_share(share.token)
    assert record.shares_of(world.cast.alice, uid_of(world.cast.alice))[0].opened_count == 1
    assert {field.name for field in ShareOpening._meta.get_fields()} == {"id", "share", "opened_at"}


def test_a_pack_checks_with_nothing_else(world: IssuingWorld) -> None:
    share = shared(world)
    data = record.pack_of_share(share.token)
    pack = read_pack(data)
    report = verify(pack.credential, policy=OFFLINE, fetcher=NoFetcher(), at=now(), pack=pack)
    assert report.answer is Answer.HOLDS and report.as_of is not None
    assert record.pack_of(world.cast.alice, world.entry().uid)


def test_a_pack_made_after_a_withdrawal_says_so(world: IssuingWorld) -> None:
    share = shared(world)
    before = read_pack(record.pack_of_share(share.token))
    awarding.revoke(actor=world.cast.bea, award_uid=world.entry().award_uid, reason="Mistake")
    deliver_pending()
    after = read_pack(record.pack_of_share(share.token))
    answers = [
        verify(pack.credential, policy=OFFLINE, fetcher=NoFetcher(), at=now(), pack=pack).answer
        for pack in (before, after)
    ]
    assert answers == [Answer.HOLDS, Answer.FAILS]


def test_a_shared_statement_carries_no_file(world: IssuingWorld) -> None:
    alice = world.cast.alice
    entry = record.add_entry(actor=alice, person_uid=uid_of(alice), kind="licence", title="Forklift, class B")
    token = record.share(actor=alice, entry_uid=entry.uid).token
    assert record.open_share(token).credential is None
    with pytest.raises(record.NothingSigned):
        record.pack_of_share(token)
