"""The catalogue is adjusted by tickets: one person proposes, another decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.publication.actions import entries, tickets
from gongkai.publication.actions.tickets import decide_ticket, open_ticket
from gongkai.publication.models import Cause, Change, Entry, Ticket
from gongkai.publication.queries.catalogue import catalogue
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.publication.bodies import LONG_AGO, ROW, TODAY, YESTERDAY, county, entry, officer
from tests.publication.office import NOON
from tests.signoff.office import actor, duty, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> dict[str, Agency]:
    return county()


def propose(agency: Agency, change: Change, key: str = "", *, by: Actor | None = None, **row: Any) -> int:
    return open_ticket(
        agency_id=agency.pk,
        change=change,
        key=key,
        proposal=ROW | row,
        cause=Cause.FUNCTIONS,
        why="机构改革后职能划入",
        by=by or officer(agency, Role.HANDLER),
        at=NOON,
    )


def adopt(ticket_id: int, agency: Agency, **more: Any) -> None:
    given: dict[str, Any] = {"adopt": True, "by": officer(agency), "at": NOON} | more
    decide_ticket(ticket_id=ticket_id, **given)


def titles(agency: Agency, **more: Any) -> dict[str, str]:
    return {row.key: row.item_l2 for row in catalogue(agency.pk, more.pop("on", TODAY), **more)}


def test_new_row_is_added_with_a_key_of_its_own(made: dict[str, Agency]) -> None:
    first, second = (propose(made["ju"], Change.ADD, item_l2=name) for name in "甲乙")
    adopt(second, made["ju"])
    adopt(first, made["ju"])
    start = f"budget-a{made['ju'].pk}"
    assert titles(made["ju"]) == {f"{start}-01": "甲", f"{start}-02": "乙"}
    assert Entry.objects.get(key=f"{start}-02").ticket_id == second
    assert titles(made["ju"], on=YESTERDAY) == {}


def test_alteration_of_a_common_row_is_one_for_the_agency_alone(made: dict[str, Agency]) -> None:
    entry("budget-01", position=7)
    adopt(propose(made["xian"], Change.ALTER, "budget-01", item_l2="本县", position=7), made["xian"])
    assert titles(made["xian"]) == {"budget-01": "本县"}
    assert titles(made["lin"]) == titles(made["xian"], on=YESTERDAY) == {"budget-01": "收支总表"}
    assert catalogue(made["xian"].pk, TODAY)[0].position == 7


def test_alteration_of_an_own_row_ends_the_one_before(made: dict[str, Agency]) -> None:
    entry("budget-a1-01", made["ju"])
    adopt(propose(made["ju"], Change.ALTER, "budget-a1-01", item_l2="新"), made["ju"])
    held = Entry.objects.order_by("begins_on").values_list("item_l2", "begins_on", "ends_on")
    assert list(held) == [("收支总表", LONG_AGO, YESTERDAY), ("新", TODAY, None)]
    adopt(propose(made["ju"], Change.ALTER, "budget-a1-01", item_l2="同日再改"), made["ju"])
    assert titles(made["ju"]) == {"budget-a1-01": "同日再改"}
    assert Entry.objects.count() == 2


def test_end_of_a_common_row_notes_that_the_agency_has_no_such_matter(made: dict[str, Agency]) -> None:
    entry("budget-01")
    adopt(propose(made["xian"], Change.END, "budget-01"), made["xian"])
    (row,) = catalogue(made["xian"].pk, TODAY, absent=True)
    assert row.absent_because == "机构改革后职能划入"
    assert titles(made["xian"]) == {}
    assert titles(made["lin"]) == {"budget-01": "收支总表"}


def test_end_of_an_own_row_does_not_bring_the_common_one_back(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-01", made["xian"], item_l2="本县")
    entry("budget-a1-01", made["xian"])
    for key in ("budget-01", "budget-a1-01"):
        adopt(propose(made["xian"], Change.END, key), made["xian"])
    assert titles(made["xian"]) == {}
    assert [row.key for row in catalogue(made["xian"].pk, TODAY, absent=True)] == ["budget-01"]


def test_matter_that_was_absent_or_ended_comes_back_under_its_key(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-01", made["xian"], absent_because="没有")
    entry("budget-a1-01", made["xian"], ends_on=YESTERDAY)
    for key in ("budget-01", "budget-a1-01"):
        adopt(propose(made["xian"], Change.ADD, key, item_l2=key), made["xian"])
    assert titles(made["xian"]) == {"budget-01": "budget-01", "budget-a1-01": "budget-a1-01"}


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (Change.ADD, "budget-01", "已有编号"),
        (Change.ADD, "budget-99", "目录中已有“政府预算"),
        (Change.ALTER, "budget-02", "没有编号"),
        (Change.ALTER, "", "没有编号"),
        (Change.END, "budget-02", "没有编号"),
    ],
)
def test_proposal_has_to_fit_what_is_there(
    made: dict[str, Agency], change: Change, key: str, words: str
) -> None:
    entry("budget-01")
    entry("budget-02", ends_on=YESTERDAY)
    with pytest.raises(Refused, match=words):
        propose(made["xian"], change, key)
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"item_l1": ""}, "一级事项：没有填写"),
        ({"item_l1": "长" * 101}, "一级事项：不能超过100个字"),
        ({"item_l2": "a\0b"}, "不能保存的字符"),
        ({"elements": []}, "公开内容（要素）：没有填写"),
        ({"elements": ["长" * 501]}, "最多60行"),
        ({"basis": " \n "}, "公开依据：没有填写"),
        ({"time_limit": None}, "公开时限：没有填写"),
        ({"carriers": ["pigeon"]}, "“pigeon”不在可选范围内"),
        ({"carriers": []}, "公开渠道和载体：没有填写"),
        ({"field": "chess"}, "领域：“chess”不在可选范围内"),
        ({"audience": ""}, "公开对象：没有选择"),
        ({"mode": "not_open"}, "公开方式：“not_open”不在可选范围内"),
        ({"levels": ["moon"]}, "公开层级"),
        ({"five_open": "x"}, "“五公开”阶段"),
        ({"duty": "x"}, "法定主动公开内容"),
        ({"working_days": "x"}, "应当是1至3660"),
        ({"position": -1}, "序号：应当是0至100000"),
    ],
)
def test_proposal_that_is_no_row_is_refused(made: dict[str, Agency], row: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        propose(made["ju"], Change.ADD, **row)


def test_key_of_a_new_row_is_not_made_up(made: dict[str, Agency]) -> None:
    with pytest.raises(Refused, match="没有编号为“budget-99”的事项"):
        propose(made["xian"], Change.ADD, "budget-99")


def test_two_rows_are_not_called_the_same(made: dict[str, Agency]) -> None:
    entry("budget-a1-01", made["ju"])
    entry("budget-a1-02", made["ju"], item_l2="另一项")
    for change, key in ((Change.ADD, ""), (Change.ALTER, "budget-a1-02")):
        with pytest.raises(Refused, match="目录中已有“政府预算 / 收支总表”（budget-a1-01）"):
            propose(made["ju"], change, key)
    ticket = propose(made["ju"], Change.ADD, item_l2="新项")
    entry("budget-a1-03", made["ju"], item_l2="新项")
    with pytest.raises(Refused, match="budget-a1-03"):
        adopt(ticket, made["ju"])


def test_every_mistake_is_told_at_once(made: dict[str, Agency]) -> None:
    with pytest.raises(Refused) as refused:
        propose(made["ju"], Change.ADD, item_l1="", field="", carriers=[])
    assert list(refused.value.messages) == [
        "一级事项：没有填写。",
        "公开渠道和载体：没有填写。",
        "领域：没有选择。",
    ]


def test_row_is_kept_as_it_is_meant(made: dict[str, Agency]) -> None:
    given: dict[str, Any] = {
        "elements": " 甲 \n\n乙",
        "time_limit": "信息形成之日起20个工作日内",
        "audience_group": "多余",
        "absent_because": "x",
    }
    adopt(propose(made["ju"], Change.ADD, **given), made["ju"])
    (row,) = catalogue(made["ju"].pk, TODAY)
    assert (row.elements, row.working_days, row.audience_group) == (("甲", "乙"), 20, "")
    assert row.absent_because == ""


def test_proposer_does_not_decide_nor_whoever_stands_in(made: dict[str, Agency]) -> None:
    ju = made["ju"]
    proposer = actor(user("li"), duty(Role.DISCLOSURE_OFFICER, ju.pk))
    substitute = actor(user("wang"), duty(Role.OFFICE_HEAD, ju.pk, acting_for="li"))
    ticket = propose(ju, Change.ADD, by=proposer)
    for somebody in (proposer, substitute):
        with pytest.raises(Refused, match="不能自己审定"):
            adopt(ticket, ju, by=somebody)
    on_behalf = propose(ju, Change.ADD, by=actor(user("zhao"), duty(Role.HANDLER, ju.pk, acting_for="li")))
    with pytest.raises(Refused, match="不能自己审定"):
        adopt(on_behalf, ju, by=proposer)
    assert not Entry.objects.exists()


def test_tickets_are_for_those_who_write_and_those_who_keep(made: dict[str, Agency]) -> None:
    ju = made["ju"]
    with pytest.raises(PermissionDenied):
        propose(ju, Change.ADD, by=officer(made["xian"], Role.HANDLER))
    with pytest.raises(PermissionDenied):
        propose(ju, Change.ADD, by=officer(ju, Role.SECRECY_REVIEWER))
    ticket = propose(ju, Change.ADD)
    for somebody in (officer(ju, Role.LEADER), officer(made["xian"]), OPERATOR):
        with pytest.raises(PermissionDenied):
            adopt(ticket, ju, by=somebody)
    with pytest.raises(Refused, match="没有这张调整单"):
        adopt(ticket + 1, ju)


def test_ticket_is_declined_with_a_reason(made: dict[str, Agency]) -> None:
    ticket = propose(made["ju"], Change.ADD)
    with pytest.raises(Refused, match="不采纳的理由"):
        adopt(ticket, made["ju"], adopt=False)
    adopt(ticket, made["ju"], adopt=False, note="不属于本机关职能")
    assert titles(made["ju"]) == {}
    held = Ticket.objects.get(pk=ticket)
    assert (held.outcome, held.note) == ("declined", "不属于本机关职能")
    told = LogEntry.objects.latest("seq")
    assert (told.action, told.reason, told.details) == (
        "publication.decide_ticket",
        "不属于本机关职能",
        {"outcome": "declined"},
    )


def test_ticket_is_decided_once(made: dict[str, Agency]) -> None:
    ticket = propose(made["ju"], Change.ADD)
    adopt(ticket, made["ju"])
    with pytest.raises(Refused, match="已经审定"):
        adopt(ticket, made["ju"], adopt=False, note="晚了", by=officer(made["ju"], Role.OFFICE_HEAD))
    assert len(titles(made["ju"])) == 1


def test_second_of_two_tickets_about_a_row_finds_it_gone(made: dict[str, Agency]) -> None:
    entry("budget-a1-01", made["ju"])
    first, second = (propose(made["ju"], Change.END, "budget-a1-01") for _ in range(2))
    adopt(first, made["ju"])
    with pytest.raises(Refused, match="可能已经取消"):
        adopt(second, made["ju"])
    assert Ticket.objects.get(pk=second).decided_at is None


def test_two_tickets_adopted_at_the_same_moment_make_one_row(
    made: dict[str, Agency], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is adopted between the look at the row and its beginning."""
    entry("budget-01")
    first, second = (propose(made["xian"], Change.ALTER, "budget-01", item_l2=name) for name in "甲乙")
    end = entries.end

    def meanwhile(*_: Any) -> None:
        monkeypatch.setattr(tickets, "end", end)
        adopt(second, made["xian"], by=officer(made["xian"], Role.OFFICE_HEAD))

    monkeypatch.setattr(tickets, "end", meanwhile)
    with pytest.raises(Refused, match="另一张调整单"):
        adopt(first, made["xian"])


def test_adjustment_counts_from_the_day_of_the_decision(made: dict[str, Agency]) -> None:
    ticket = propose(made["ju"], Change.ADD)
    adopt(ticket, made["ju"], at=NOON + timedelta(days=10))
    assert titles(made["ju"], on=TODAY + timedelta(days=9)) == {}
    assert len(titles(made["ju"], on=TODAY + timedelta(days=10))) == 1
