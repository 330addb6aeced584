"""Posts: entered once, within the life of their carrier, with proofs; taken back with a reason; by those who may alone."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.channels import actions
from gongkai.channels.actions import Counts, Put
from gongkai.channels.models import LatestTally, Photo, Piece, Post, PostVoid, Tally
from gongkai.channels.queries import CarrierKind
from gongkai.channels.queries.posts import of_item, one_post, proof_file
from gongkai.demo.channels import picture
from gongkai.law.roles import Role
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor
from gongkai.records.actions.files import FileRefused, Received, receive
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.channels.world import HANDLER, NOON, SUPERVISOR, TODAY, County, carrier, county, item, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> County:
    return county()


@pytest.fixture
def officer(made: County) -> Actor:
    return made.person()


def photo(shade: int = 90) -> Received:
    return receive(picture(shade), "现场.png")


def test_item_keeps_its_title_and_says_where_it_stands(made: County, officer: Actor) -> None:
    held = item(made.xian)
    put(carrier(made.xian), officer, held.pk, clock=time(9, 5), address="https://example.invalid/1")
    here, there = of_item(held.pk)
    assert (here.post_id, here.first, there.first) == (None, True, False)
    assert (there.title, there.address, there.timed) == (held.title, "https://example.invalid/1", True)
    assert there.out_at.astimezone().strftime("%M") == "05"


@pytest.mark.parametrize("stand", [Stand.UNPUBLISHED, Stand.WITHHELD, Stand.WITHDRAWN, Stand.REMOVED])
def test_what_is_not_public_was_not_passed_on(made: County, officer: Actor, stand: Stand) -> None:
    held = item(made.xian, stand=stand)
    with pytest.raises(Refused, match="没有公开"):
        put(carrier(made.xian), officer, held.pk)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY + timedelta(days=1), "今天之后"),
        (date(2019, 12, 31), "才开通"),
    ],
)
def test_days_outside_the_life_of_a_carrier_are_refused(
    made: County, officer: Actor, on: date, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        put(carrier(made.xian), officer, on=on)
    assert not Post.objects.exists()


def test_closed_carrier_takes_nothing_after_its_last_day(made: County, officer: Actor) -> None:
    held = carrier(made.xian)
    actions.close_carrier(carrier_id=held, on=date(2026, 2, 1), reason="整合", by=officer, at=NOON)
    put(held, officer, on=date(2026, 2, 1))
    with pytest.raises(Refused, match="停用"):
        put(held, officer, on=date(2026, 2, 2))


def test_the_same_is_entered_once(made: County, officer: Actor) -> None:
    held, wechat = item(made.xian), carrier(made.xian)
    put(wechat, officer, held.pk, address="https://example.invalid/1")
    with pytest.raises(Refused, match="网址已经登记"):
        put(wechat, officer, title="另一个标题", address="https://example.invalid/1")
    with pytest.raises(Refused, match="同一天"):
        put(wechat, officer, title=f"{held.title}。")
    with pytest.raises(Refused, match="同一天"):
        put(wechat, officer, held.pk, title="换了标题")
    post = Post.objects.get()
    actions.take_back(post_id=post.pk, reason="误录", by=officer, at=NOON)
    put(wechat, officer, held.pk, address="https://example.invalid/1")


def test_titles_that_come_again_much_later_are_another_text(made: County, officer: Actor) -> None:
    wechat, weibo = carrier(made.xian), carrier(made.xian, CarrierKind.WEIBO)
    put(wechat, officer, title="招聘公告", on=date(2025, 3, 1))
    put(weibo, officer, title="招聘公告", on=date(2025, 3, 20))
    put(wechat, officer, title="招聘公告", on=date(2026, 3, 1))
    assert Piece.objects.count() == 2


@pytest.mark.parametrize(
    "address", ["weixin.example", "ftp://example.invalid/1", "https://a b", "javascript:1"]
)
def test_odd_addresses_are_refused(made: County, officer: Actor, address: str) -> None:
    with pytest.raises(Refused, match="网址"):
        put(carrier(made.xian), officer, address=address)


def test_proof_is_kept_with_its_digest_and_seen_by_the_agency_alone(made: County, officer: Actor) -> None:
    board = carrier(made.xian, CarrierKind.NOTICE_BOARD)
    taken = photo()
    post = actions.put_out(
        carrier_id=board,
        put=Put(None, "公示", TODAY, until=date(2026, 4, 1)),
        photos=[taken],
        by=officer,
        at=NOON,
    )
    card = one_post(officer, post)
    assert card is not None
    assert [one.digest for one in card.proofs] == [taken.digest]
    assert card.post.until == date(2026, 4, 1)
    one = Photo.objects.get()
    assert proof_file(officer, one.pk) == one.file_id
    assert proof_file(made.person(at=made.lin), one.pk) is None
    assert one_post(made.person(at=made.lin), post) is None


def test_more_proofs_follow_within_measure(made: County, officer: Actor) -> None:
    board = carrier(made.xian, CarrierKind.NOTICE_BOARD)
    post = put(board, officer)
    actions.add_photos(
        post_id=post, photos=[photo(n) for n in range(12)], taken_on=TODAY, by=officer, at=NOON
    )
    with pytest.raises(Refused, match="最多"):
        actions.add_photos(post_id=post, photos=[photo(99)], taken_on=TODAY, by=officer, at=NOON)
    with pytest.raises(Refused, match="拍摄日期"):
        actions.add_photos(
            post_id=post, photos=[photo()], taken_on=TODAY - timedelta(days=1), by=officer, at=NOON
        )


def test_accounts_have_addresses_and_no_photographs(made: County, officer: Actor) -> None:
    with pytest.raises(Refused, match="网址"):
        actions.put_out(
            carrier_id=carrier(made.xian), put=Put(None, "提醒", TODAY), photos=[photo()], by=officer, at=NOON
        )
    assert not Post.objects.exists()


def test_infected_photograph_takes_the_post_with_it(made: County, officer: Actor) -> None:
    held = photo()
    bad = Received(held.digest, held.name, held.kind, held.size, "Eicar-Test")
    board = carrier(made.xian, CarrierKind.NOTICE_BOARD)
    with pytest.raises(FileRefused, match="查毒"):
        actions.put_out(carrier_id=board, put=Put(None, "公示", TODAY), photos=[bad], by=officer, at=NOON)
    assert not Post.objects.exists()


def test_figures_of_the_latest_day_count_until_they_are_taken_back(made: County, officer: Actor) -> None:
    post = put(carrier(made.xian), officer, on=date(2026, 2, 1))

    def told(as_of: date, reads: int) -> int:
        return actions.count(post_id=post, as_of=as_of, counts=Counts(reads=reads), by=officer, at=NOON)

    told(date(2026, 2, 20), 200)
    newest = told(date(2026, 3, 1), 300)
    told(date(2026, 2, 10), 100)
    assert LatestTally.objects.get().tally.reads == 300
    actions.take_back_count(tally_id=newest, reason="抄错", by=officer, at=NOON)
    assert LatestTally.objects.get().tally.reads == 200
    with pytest.raises(Refused, match="撤销"):
        actions.take_back_count(tally_id=newest, reason="再撤", by=officer, at=NOON)
    with pytest.raises(Refused, match="至少"):
        actions.count(post_id=post, as_of=TODAY, counts=Counts(), by=officer, at=NOON)
    with pytest.raises(Refused, match="统计日期"):
        told(date(2026, 1, 31), 1)
    assert Tally.objects.count() == 3


def test_taken_back_once_with_a_reason(made: County, officer: Actor) -> None:
    post = put(carrier(made.xian), officer)
    with pytest.raises(Refused, match="撤销原因"):
        actions.take_back(post_id=post, reason=" ", by=officer, at=NOON)
    actions.take_back(post_id=post, reason="已在该渠道删除", by=officer, at=NOON)
    assert PostVoid.objects.get().reason == "已在该渠道删除"
    assert one_post(officer, post) is None
    for act in (
        lambda: actions.take_back(post_id=post, reason="再撤", by=officer, at=NOON),
        lambda: actions.count(post_id=post, as_of=TODAY, counts=Counts(reads=1), by=officer, at=NOON),
        lambda: actions.add_photos(post_id=post, photos=[], taken_on=TODAY, by=officer, at=NOON),
    ):
        with pytest.raises(Refused, match="没有这条"):
            act()


def test_others_enter_and_take_back_nothing(made: County, officer: Actor) -> None:
    wechat = carrier(made.xian)
    post = put(wechat, officer)
    strangers = (
        made.person(at=made.lin),
        made.person(at=made.ju),
        made.person(Role.LEADER),
        made.person(Role.SYSTEM_ADMINISTRATOR),
    )
    for person in strangers:
        with pytest.raises(PermissionDenied):
            put(wechat, person)
        with pytest.raises(PermissionDenied):
            actions.take_back(post_id=post, reason="误录", by=person, at=NOON)
    put(wechat, made.person(HANDLER), title="承办人登记的")
    put(carrier(made.ju), made.person(SUPERVISOR), title="主管部门登记的")


def test_item_that_is_taken_back_counts_on_its_carriers_alone(made: County, officer: Actor) -> None:
    held = item(made.xian)
    put(carrier(made.xian), officer, held.pk)
    Item.objects.filter(pk=held.pk).update(stand=Stand.WITHDRAWN)
    (there,) = of_item(held.pk)
    assert there.first
    assert there.post_id is not None


def test_what_was_done_stands_in_the_log(made: County, officer: Actor) -> None:
    post = put(carrier(made.xian), officer)
    actions.take_back(post_id=post, reason="误录", by=officer, at=NOON)
    found = LogEntry.objects.filter(subject=f"post:{post}").order_by("seq")
    assert [(entry.action, entry.reason) for entry in found] == [
        ("channels.put_out", ""),
        ("channels.take_back", "误录"),
    ]
