"""Topics are composed of what is public, opened by those who publish, and remember who put in and took out what."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.compilations import actions
from gongkai.compilations.actions import Refused, Way
from gongkai.compilations.models import Code, TopicChange
from gongkai.compilations.queries import scans, shown, topics
from gongkai.compilations.queries.kinds import Deed, Origin, TopicKind, TopicState
from gongkai.publication.actions import withdraw
from gongkai.publication.models import Why
from gongkai.records.models import LogEntry
from gongkai.records.queries.wording import LABELS
from tests.compilations.composed import EARLIER, LATER, key_of, put, section_of, topic
from tests.publication.office import HANDLER, LEADER, OFFICER, draft, item_of, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


def outside(at: Office, made: int, **more: Any) -> int:
    given: dict[str, Any] = {
        "title": "国务院关于人才工作的意见（虚构）",
        "address": "https://www.gov.cn/zhengce/1.htm",
        "origin": Origin.NATION,
    }
    return actions.put_in_address(
        topic_id=made, section_id=section_of(made), by=at[HANDLER], at=EARLIER, **given | more
    )


def test_public_sees_nothing_until_it_is_opened() -> None:
    a = office()
    made = topic(a)
    put(a, made, section_of(made), published(a))
    assert shown.listed() == []
    assert shown.shown("rencai") is None
    actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)
    assert [row.title for row in shown.listed()] == ["人才政策专题"]
    found = shown.shown("rencai")
    assert found is not None
    assert len(found.sections[0].places) == 1


def test_only_those_who_publish_open_a_topic_and_change_an_open_one() -> None:
    a = office()
    made = topic(a)
    put(a, made, section_of(made), published(a))
    with pytest.raises(PermissionDenied):
        actions.open_topic(topic_id=made, by=a[HANDLER], at=LATER)
    with pytest.raises(PermissionDenied):
        actions.add_section(topic_id=made, title="住房", by=a[LEADER], at=LATER)
    actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)
    with pytest.raises(PermissionDenied):
        actions.add_section(topic_id=made, title="住房", by=a[HANDLER], at=LATER)
    actions.add_section(topic_id=made, title="住房", by=a[OFFICER], at=LATER)


def test_nobody_changes_the_topic_of_another_agency() -> None:
    made = topic(office("a"))
    b = office("b")
    assert topics.topic(made, b[OFFICER]) is None
    assert topics.changes(made, b[OFFICER]) == []
    assert scans.scanned(made, b[OFFICER], last=EARLIER.date()) is None
    with pytest.raises(PermissionDenied):
        actions.add_section(topic_id=made, title="住房", by=b[OFFICER], at=LATER)
    with pytest.raises(PermissionDenied):
        actions.open_topic(topic_id=made, by=b[OFFICER], at=LATER)


def test_item_of_another_agency_stands_in_it_with_its_level() -> None:
    a, b = office("a"), office("b")
    made = topic(a)
    put(a, made, section_of(made), published(b))
    found = topics.topic(made, a[HANDLER])
    assert found is not None
    (place,) = found.sections[0].places
    assert (place.agency, place.origin) == ("云岭县b局", Origin.DEPARTMENT)


def test_what_is_not_public_cannot_be_put_in() -> None:
    a = office()
    made = topic(a)
    with pytest.raises(Refused, match="已经公开的信息"):
        put(a, made, section_of(made), item_of(draft(a)).pk)


def test_item_once_in_a_section() -> None:
    a = office()
    made, item = topic(a), published(a)
    put(a, made, section_of(made), item)
    with pytest.raises(Refused, match="已经在这个分栏"):
        put(a, made, section_of(made), item)


def test_withdrawn_item_leaves_the_public_page_and_the_desk_says_so() -> None:
    a = office()
    made, item, other = topic(a), published(a), published(a)
    for each in (item, other):
        put(a, made, section_of(made), each)
    actions.open_topic(topic_id=made, by=a[OFFICER], at=EARLIER)
    withdraw(item_id=item, why=Why.ERROR, told="内容有误。", by=a[OFFICER], at=LATER)
    found = shown.shown("rencai")
    assert found is not None
    assert len(found.sections[0].places) == 1
    on_desk = topics.topic(made, a[OFFICER])
    assert on_desk is not None
    assert [place.gone for place in on_desk.gone] == ["已撤回"]
    (row,) = topics.topics(a[OFFICER])
    assert (row.places, row.gone) == (2, 1)
    assert shown.listed()[0].places == 1


def test_topic_of_nothing_public_is_not_opened() -> None:
    a = office()
    made, item = topic(a), published(a)
    put(a, made, section_of(made), item)
    withdraw(item_id=item, why=Why.ERROR, told="内容有误。", by=a[OFFICER], at=LATER)
    with pytest.raises(Refused, match="还没有公众能看到的内容"):
        actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("www.gov.cn/1.htm", "https://"),
        ("javascript:alert(1)", "https://"),
        ("https://192.168.1.5/1.htm", "内网|内部"),
        ("https://www.gov.cn/" + "a" * 500, "500"),
    ],
)
def test_address_where_no_official_page_may_lead_is_refused(address: str, said: str) -> None:
    a = office()
    with pytest.raises(Refused, match=said):
        outside(a, topic(a), address=address)


def test_outside_policy_stands_once_and_is_found_again() -> None:
    a = office()
    made = topic(a)
    outside(a, made)
    with pytest.raises(Refused, match="已经在这个分栏"):
        outside(a, made)
    actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)
    found = shown.shown("rencai")
    assert found is not None
    assert found.sections[0].places[0].address == "https://www.gov.cn/zhengce/1.htm"
    assert shown.origins(found) == [Origin.NATION]


def test_history_says_who_put_in_and_took_out_what_and_when() -> None:
    a = office()
    made, item = topic(a), published(a)
    place = put(a, made, section_of(made), item)
    actions.take_out(topic_id=made, place_id=place, because="已有新政策", by=a[HANDLER], at=LATER)
    rows = topics.changes(made, a[OFFICER])
    assert [row.deed for row in rows] == [Deed.TAKEN_OUT, Deed.PUT_IN, Deed.SECTION_ADDED, Deed.BEGUN]
    assert (rows[0].by, rows[0].at, rows[0].because) == (a[HANDLER].name, LATER, "已有新政策")
    assert rows[0].told == rows[1].told != ""
    assert TopicChange.objects.filter(topic=made).count() == 4
    logged = list(LogEntry.objects.filter(subject=f"topic:{made}").values_list("action", flat=True))
    assert len(logged) == 4
    assert set(logged) <= set(LABELS)


def test_what_was_taken_out_may_come_back() -> None:
    a = office()
    made, item = topic(a), published(a)
    actions.take_out(topic_id=made, place_id=put(a, made, section_of(made), item), by=a[HANDLER], at=LATER)
    put(a, made, section_of(made), item)
    found = topics.topic(made, a[OFFICER])
    assert found is not None
    assert len(found.sections[0].places) == 1


def test_order_changes_step_by_step_and_stops_at_the_ends() -> None:
    a = office()
    made = topic(a)
    first, second, third = (put(a, made, section_of(made), published(a)) for _ in range(3))

    def order() -> list[int]:
        found = topics.topic(made, a[HANDLER])
        return [place.id for place in found.sections[0].places] if found else []

    for place, way, wanted in (
        (third, Way.UP, [first, third, second]),
        (third, Way.UP, [third, first, second]),
        (third, Way.UP, [third, first, second]),
        (first, Way.DOWN, [third, second, first]),
        (first, Way.DOWN, [third, second, first]),
    ):
        actions.move_place(topic_id=made, place_id=place, way=way, by=a[HANDLER], at=LATER)
        assert order() == wanted


def test_sections_move_are_renamed_and_go_when_they_are_empty() -> None:
    a = office()
    made = topic(a, kind=TopicKind.ONE_THING)
    first = section_of(made)
    second = actions.add_section(topic_id=made, title="落户", by=a[HANDLER], at=EARLIER)
    actions.move_section(topic_id=made, section_id=second, way=Way.UP, by=a[HANDLER], at=LATER)
    actions.alter_section(topic_id=made, section_id=second, title="办理落户", by=a[HANDLER], at=LATER)
    place = put(a, made, first, published(a))
    with pytest.raises(Refused, match="还有内容"):
        actions.remove_section(topic_id=made, section_id=first, by=a[HANDLER], at=LATER)
    actions.take_out(topic_id=made, place_id=place, by=a[HANDLER], at=LATER)
    actions.remove_section(topic_id=made, section_id=first, by=a[HANDLER], at=LATER)
    found = topics.topic(made, a[HANDLER])
    assert found is not None
    assert [section.title for section in found.sections] == ["办理落户"]


def test_closed_topic_stays_readable_and_is_not_changed_until_it_is_open_again() -> None:
    a = office()
    made = topic(a, opened=True)
    with pytest.raises(Refused, match="结束的原因"):
        actions.close_topic(topic_id=made, because=" ", by=a[OFFICER], at=LATER)
    actions.close_topic(topic_id=made, because="政策到期", by=a[OFFICER], at=LATER)
    found = shown.shown("rencai")
    assert found is not None
    assert (found.state, found.closed_at) == (TopicState.CLOSED, LATER)
    with pytest.raises(Refused, match="已经结束"):
        actions.add_section(topic_id=made, title="住房", by=a[OFFICER], at=LATER)
    actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)
    assert topics.changes(made, a[OFFICER])[0].deed is Deed.REOPENED


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("slug", "人才", "小写字母"),
        ("slug", "a--b", "小写字母"),
        ("title", " ", "请填写专题名称"),
        ("title", "长" * 81, "80"),
        ("introduction", "长" * 3_001, "3000"),
        ("introduction", "身份证 11010519491231002X", "个人信息"),
        ("position", -1, "顺序号"),
        ("cover", "a\0b", "不能保存"),
    ],
)
def test_bad_fields_are_refused_in_words(field: str, value: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        topic(office(), **{field: value})


def test_address_of_a_topic_is_taken_once() -> None:
    topic(office("a"))
    with pytest.raises(Refused, match="换一个"):
        topic(office("b"))


def test_each_thing_has_a_short_address_of_its_own_for_ever() -> None:
    a = office()
    made = topic(a, opened=True)
    before = set(Code.objects.filter(topic=made).values_list("key", flat=True))
    assert len(before) == 3
    found = topics.topic(made, a[OFFICER])
    assert found is not None
    place = found.sections[0].places[0]
    assert {found.key, found.sections[0].key, place.key} == before
    item = shown.target(place.key)
    assert item is not None
    assert item.index_no == place.index_no
    actions.take_out(topic_id=made, place_id=place.id, by=a[OFFICER], at=LATER)
    gone = shown.target(place.key)
    assert gone is not None
    assert (gone.slug, gone.index_no, gone.place_id) == ("rencai", "", 0)
    assert key_of(made) == found.key


@pytest.mark.parametrize("many", [1, 12])
def test_reads_cost_the_same_however_much_there_is(many: int, django_assert_num_queries: Any) -> None:
    a = office()
    made = topic(a)
    for _ in range(many):
        put(a, made, section_of(made), published(a))
    actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)
    with django_assert_num_queries(1):
        topics.topics(a[OFFICER])
    with django_assert_num_queries(4):
        topics.topic(made, a[OFFICER])
    with django_assert_num_queries(1):
        shown.listed()
    with django_assert_num_queries(4):
        shown.shown("rencai")
