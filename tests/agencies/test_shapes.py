"""A body changes its name, its place, its codes: from a day on, and what was dated before stays true."""

from datetime import date
from typing import Any

import pytest

from gongkai.agencies import actions, queries
from gongkai.agencies.actions import Change
from gongkai.agencies.models import FormerSelf
from gongkai.agencies.queries import AgencyRow
from gongkai.law.report.schema import Level
from gongkai.records.models import LogEntry
from tests.agencies.bodies import (
    LAST_YEAR,
    MAY,
    TODAY,
    TOMORROW,
    WHY,
    YESTERDAY,
    body,
    everything,
)

pytestmark = pytest.mark.django_db


def names(agency_id: int, *days: date) -> list[str]:
    return [queries.as_of(agency_id, day).name for day in days]


def test_rename_keeps_the_old_name_for_the_time_before(bodies: dict[str, AgencyRow]) -> None:
    jiaoyu = bodies["jiaoyu"].id
    actions.rename(agency_id=jiaoyu, name="云岭县教育体育局", on=TODAY, **WHY)
    assert names(jiaoyu, YESTERDAY, TODAY) == ["云岭县教育局", "云岭县教育体育局"]
    [former] = queries.former_selves(jiaoyu)
    assert (former.until, former.agency.name, former.reason) == (YESTERDAY, "云岭县教育局", WHY["reason"])
    entry = LogEntry.objects.latest("seq")
    assert (entry.action, entry.subject, entry.agency_id) == ("agencies.rename", f"agency:{jiaoyu}", jiaoyu)
    assert entry.details == {"on": "2026-03-02", "名称": ["云岭县教育局", "云岭县教育体育局"]}


def test_decision_for_a_day_to_come_counts_from_that_day(bodies: dict[str, AgencyRow]) -> None:
    keji, qinghe = bodies["keji"].id, bodies["qinghe"].id
    actions.move(agency_id=keji, parent_id=qinghe, on=MAY, **WHY)
    assert queries.as_of(keji, TODAY).parent_id == bodies["yunling"].id
    assert queries.as_of(keji, MAY).parent_id == qinghe
    below = {branch.agency.slug: branch.depth for branch in queries.tree(on=MAY)}
    assert below["keji"] == 2


def test_late_record_of_an_early_decision_lasts_until_the_next_of_its_kind(
    bodies: dict[str, AgencyRow],
) -> None:
    """A name holds until the next name; a move recorded in between does not bring the old name back."""
    keji = bodies["keji"].id
    actions.move(agency_id=keji, parent_id=bodies["qinghe"].id, on=TODAY, **WHY)
    actions.rename(agency_id=keji, name="丙局", on=MAY, **WHY)
    actions.rename(agency_id=keji, name="乙局", on=LAST_YEAR, **WHY)
    assert names(keji, date(2025, 4, 30), LAST_YEAR, TODAY, MAY) == [
        "云岭县科学技术局",
        "乙局",
        "乙局",
        "丙局",
    ]
    assert queries.as_of(keji, YESTERDAY).parent_id == bodies["yunling"].id
    assert queries.as_of(keji, TODAY).parent_id == bodies["qinghe"].id


def test_planned_decision_can_be_taken_back(bodies: dict[str, AgencyRow]) -> None:
    jiaoyu = bodies["jiaoyu"].id
    actions.rename(agency_id=jiaoyu, name="云岭县教育体育局", on=MAY, **WHY)
    actions.rename(agency_id=jiaoyu, name="云岭县教育局", on=MAY, **WHY)
    assert not FormerSelf.objects.exists()
    assert names(jiaoyu, TODAY, MAY) == ["云岭县教育局"] * 2


def test_level_region_and_codes_change(bodies: dict[str, AgencyRow]) -> None:
    given: dict[str, Any] = {"level": Level.PREFECTURE, "region": "新省", "division_code": "110000"}
    changes = actions.change(agency_id=bodies["yunling"].id, on=TODAY, **given, **WHY)
    assert [(each.what, each.before, each.after) for each in changes] == [
        ("层级", "县级政府", "市级政府"),
        ("地区", "虚构省", "新省"),
        ("行政区划代码", "（无）", "110000"),
    ]
    assert queries.as_of(bodies["yunling"].id, YESTERDAY).level is Level.COUNTY


def test_rehearsal_tells_the_same_and_writes_nothing(bodies: dict[str, AgencyRow]) -> None:
    move: dict[str, Any] = {"agency_id": bodies["keji"].id, "parent_id": bodies["qinghe"].id, "on": MAY}
    before = everything()
    told = actions.move(**move, dry_run=True, **WHY)
    assert everything() == before
    assert told == [Change("云岭县科学技术局", "上级机关", "云岭县人民政府", "云岭县青禾镇人民政府", MAY)]
    assert actions.move(**move, **WHY) == told
    assert everything() != before


@pytest.mark.parametrize(
    ("slug", "to", "message"),
    [
        ("yunling", "dangzheng", "自己的下级"),
        ("yunling", "yunling", "自己的下级"),
        ("keji", "nowhere", "没有这个上级机关"),
        ("keji", "yunling", "没有变化"),
        ("keji", "gone", "存续到"),
        ("keji", "young", "才设立"),
        ("twin", "qinghe", "同一上级之下"),
    ],
)
def test_place_that_cannot_be_is_refused(
    bodies: dict[str, AgencyRow], slug: str, to: str, message: str
) -> None:
    ids = {name: row.id for name, row in bodies.items()}
    ids |= {"nowhere": 0, "gone": body("gone").id, "young": body("young", begins_on=TOMORROW).id}
    ids["twin"] = body("twin", name="青禾镇党政办公室").id
    actions.abolish(agency_id=ids["gone"], on=MAY, **WHY)
    before = everything()
    with pytest.raises(actions.Refused, match=message):
        actions.move(agency_id=ids[slug], parent_id=ids[to], on=TODAY, **WHY)
    assert everything() == before


def test_ring_that_would_close_on_a_day_to_come_is_refused(bodies: dict[str, AgencyRow]) -> None:
    """青禾镇 goes below 科技局 in May; 科技局 may stand below 青禾镇 until then, not longer."""
    ids = {name: row.id for name, row in bodies.items()}
    actions.move(agency_id=ids["qinghe"], parent_id=ids["keji"], on=MAY, **WHY)
    with pytest.raises(actions.Refused, match="自2026-05-01起会隶属于自己的下级"):
        actions.move(agency_id=ids["keji"], parent_id=ids["qinghe"], on=TODAY, **WHY)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "云岭县科学技术局"}, "同一上级之下"),
        ({"name": ""}, "全称"),
        ({"name": "云岭县教育局"}, "没有变化"),
        ({"name": "新局", "reason": " "}, "请写明依据"),
        ({"name": "新局", "reason": "长" * 201}, "请写明依据"),
        ({"name": "新局", "on": date(2019, 12, 31)}, "才设立"),
        ({"name": "新局", "agency_id": 0}, "没有这个机关"),
    ],
)
def test_name_that_cannot_be_is_refused(
    bodies: dict[str, AgencyRow], fields: dict[str, Any], message: str
) -> None:
    late = body("late", "yunling", name="云岭县教育局二", begins_on=date(2020, 1, 1))
    agency_id = late.id if "on" in fields else bodies["jiaoyu"].id
    with pytest.raises(actions.Refused, match=message):
        actions.rename(**({"agency_id": agency_id, "on": TODAY, **WHY} | fields))


def test_ended_body_and_foreign_code_are_refused(bodies: dict[str, AgencyRow]) -> None:
    code = "91350100M000100Y43"
    actions.change(agency_id=bodies["keji"].id, organ_code=code, on=TODAY, **WHY)
    with pytest.raises(actions.Refused, match="已经属于“云岭县科学技术局”"):
        actions.change(agency_id=bodies["jiaoyu"].id, organ_code=code, on=TODAY, **WHY)
    actions.abolish(agency_id=bodies["keji"].id, on=TODAY, **WHY)
    actions.change(agency_id=bodies["jiaoyu"].id, organ_code=code, on=TODAY, **WHY)
    with pytest.raises(actions.Refused, match="已于2026-03-01终止"):
        actions.rename(agency_id=bodies["keji"].id, name="新局", on=TODAY, **WHY)
    actions.rename(agency_id=bodies["keji"].id, name="新局", on=LAST_YEAR, **WHY)  # the past can be put right


def test_tree_is_in_order_and_may_be_cut(bodies: dict[str, AgencyRow]) -> None:
    shown = [(branch.depth, branch.agency.slug, branch.below) for branch in queries.tree(on=TODAY)]
    assert (
        shown
        == [
            (0, "yunling", 4),
            (1, "office", 0),
            (1, "jiaoyu", 0),
            (1, "keji", 0),
            (1, "qinghe", 1),
            (2, "dangzheng", 0),
            (0, "elsewhere", 0),
        ]
        or len(shown) == 7
    )
    cut = queries.tree(on=TODAY, within=[bodies["qinghe"].id, bodies["dangzheng"].id])
    assert [(branch.depth, branch.agency.slug) for branch in cut] == [(0, "qinghe"), (1, "dangzheng")]
