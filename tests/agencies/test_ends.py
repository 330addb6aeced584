"""Bodies end: merged, split, abolished. What they leave is handed over by word, or the decision is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.agencies import actions, queries
from gongkai.agencies.models import Agency, Membership, Succession
from gongkai.agencies.queries import AgencyRow
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from tests.agencies.bodies import (
    LAST_YEAR,
    MAY,
    TODAY,
    TOMORROW,
    WHY,
    YESTERDAY,
    actor,
    appointed,
    body,
    everything,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bodies")]
APRIL = MAY - timedelta(days=1)


def slugs(rows: list[AgencyRow]) -> list[str]:
    return [row.slug for row in rows]


def test_merger_ends_both_and_names_the_heir(bodies: dict[str, AgencyRow]) -> None:
    heir = body("jiaoke", "yunling", name="云岭县教育科技局", begins_on=MAY)
    both = [bodies["jiaoyu"].id, bodies["keji"].id]
    actions.merge(agency_ids=both, into_id=heir.id, on=MAY, **WHY)
    assert {row.ends_on for row in Agency.objects.filter(pk__in=both)} == {APRIL}
    assert slugs(queries.successors(both[0], APRIL)) == ["jiaoyu"]
    assert slugs(queries.successors(both[0], MAY)) == ["jiaoke"]
    assert [row.predecessor.slug for row in queries.successions(heir.id)] == ["jiaoyu", "keji"]
    standing = {branch.agency.slug for branch in queries.tree(on=MAY)}
    assert {"jiaoyu", "keji"}.isdisjoint(standing)
    assert "jiaoke" in standing
    assert LogEntry.objects.filter(action="agencies.merge").count() == 2


def test_heirs_are_followed_over_several_steps(bodies: dict[str, AgencyRow]) -> None:
    ids = {slug: row.id for slug, row in bodies.items()}
    one, other = body("one", "yunling"), body("other", "yunling")
    actions.split(agency_id=ids["keji"], into_ids=[one.id, ids["jiaoyu"]], on=LAST_YEAR, **WHY)
    actions.merge(agency_ids=[one.id], into_id=other.id, on=TODAY, **WHY)
    assert slugs(queries.successors(ids["keji"], YESTERDAY)) == ["one", "jiaoyu"]
    assert set(slugs(queries.successors(ids["keji"], TODAY))) == {"other", "jiaoyu"}
    actions.abolish(agency_id=other.id, on=MAY, **WHY)
    assert slugs(queries.successors(ids["keji"], MAY)) == ["jiaoyu"]
    assert queries.successors(other.id, MAY) == []


def test_children_move_as_decided_or_nothing_happens(bodies: dict[str, AgencyRow]) -> None:
    extra = body("extra", "qinghe")
    before = everything()
    with pytest.raises(actions.Refused, match="下级机关尚未安排去向：青禾镇党政办公室、云岭县extra局"):
        actions.abolish(agency_id=bodies["qinghe"].id, on=MAY, **WHY)
    target = {bodies["dangzheng"].id: bodies["office"].id}
    with pytest.raises(actions.Refused, match="尚未安排去向：云岭县extra局"):
        actions.abolish(agency_id=bodies["qinghe"].id, on=MAY, children_to=target, **WHY)
    with pytest.raises(actions.Refused, match="没有这个上级机关"):
        actions.abolish(agency_id=bodies["qinghe"].id, on=MAY, children_to=0, **WHY)
    assert everything() == before
    targets = {bodies["dangzheng"].id: bodies["office"].id, extra.id: bodies["yunling"].id}
    actions.abolish(agency_id=bodies["qinghe"].id, on=MAY, children_to=targets, **WHY)
    assert queries.as_of(extra.id, APRIL).parent_id == bodies["qinghe"].id
    assert queries.as_of(extra.id, MAY).parent_id == bodies["yunling"].id
    assert queries.as_of(bodies["dangzheng"].id, MAY).parent_id == bodies["office"].id


def test_child_that_would_come_later_is_not_forgotten(bodies: dict[str, AgencyRow]) -> None:
    actions.move(agency_id=bodies["keji"].id, parent_id=bodies["qinghe"].id, on=date(2026, 6, 1), **WHY)
    with pytest.raises(actions.Refused, match="云岭县科学技术局"):
        actions.abolish(
            agency_id=bodies["qinghe"].id,
            on=MAY,
            children_to={bodies["dangzheng"].id: bodies["office"].id},
            **WHY,
        )


def test_members_go_on_at_the_heir(bodies: dict[str, AgencyRow]) -> None:
    held = appointed("jia", "jiaoyu", Role.HANDLER)
    appointed("yi", "jiaoyu", Role.OFFICE_HEAD)
    appointed("yi", "keji", Role.OFFICE_HEAD)
    merge: dict[str, Any] = {"agency_ids": [bodies["jiaoyu"].id], "into_id": bodies["keji"].id, "on": MAY}
    with pytest.raises(actions.Refused, match="jia（虚构示例）（业务承办人）、yi（虚构示例）（办公室主任）"):
        actions.merge(**merge, **WHY)
    with pytest.raises(actions.Refused, match="尚未安排去向：yi"):
        actions.merge(**merge, members_to={held: bodies["keji"].id}, **WHY)
    changes = actions.merge(**merge, members_to=bodies["keji"].id, **WHY)
    assert ("jia（虚构示例）（jia）", "云岭县科学技术局") in {(each.subject, each.after) for each in changes}
    assert [(duty.agency_id, duty.role) for duty in actor("jia", APRIL).duties] == [
        (bodies["jiaoyu"].id, Role.HANDLER)
    ]
    assert [(duty.agency_id, duty.role) for duty in actor("jia", MAY).duties] == [
        (bodies["keji"].id, Role.HANDLER)
    ]
    assert [duty.agency_id for duty in actor("yi", MAY).duties] == [bodies["keji"].id]
    assert Membership.objects.filter(user__username="yi", ends_on=None).count() == 1


def test_members_end_by_word_and_those_who_run_the_system_in_any_case(bodies: dict[str, AgencyRow]) -> None:
    appointed("jia", "jiaoyu", Role.HANDLER)
    appointed("guan", "jiaoyu", Role.SYSTEM_ADMINISTRATOR)
    later = appointed("bing", "jiaoyu", Role.HANDLER, date(2026, 6, 1))
    actions.merge(
        agency_ids=[bodies["jiaoyu"].id],
        into_id=bodies["keji"].id,
        on=MAY,
        members_to={later: bodies["keji"].id},
        end_members=True,
        **WHY,
    )
    assert actor("jia", APRIL).duties
    assert not actor("jia", MAY).duties
    assert not actor("guan", MAY).duties
    begun = Membership.objects.get(user__username="bing")
    assert (begun.agency_id, begun.begins_on) == (bodies["keji"].id, date(2026, 6, 1))


def test_end_recorded_late_takes_no_day_of_work_away(bodies: dict[str, AgencyRow]) -> None:
    """The body ended a year ago; who worked there until yesterday did so. From today nobody has a duty there."""
    appointed("jia", "jiaoyu", Role.HANDLER)
    appointed("yi", "jiaoyu", Role.HANDLER, TODAY)
    actions.abolish(agency_id=bodies["jiaoyu"].id, on=LAST_YEAR, end_members=True, **WHY)
    assert actor("jia", YESTERDAY).duties
    assert not actor("jia", TODAY).duties
    assert actor("yi", TODAY).duties
    assert not actor("yi", TOMORROW).duties


def test_rehearsal_of_an_end_writes_nothing(bodies: dict[str, AgencyRow]) -> None:
    appointed("jia", "qinghe", Role.HANDLER)
    before = everything()
    given: dict[str, Any] = {
        "agency_ids": [bodies["qinghe"].id],
        "into_id": bodies["office"].id,
        "on": MAY,
        "children_to": bodies["yunling"].id,
        "end_members": True,
    }
    told = actions.merge(**given, dry_run=True, **WHY)
    assert everything() == before
    assert [(each.subject, each.what, each.after) for each in told] == [
        ("云岭县青禾镇人民政府", "终止日期", "2026-04-30"),
        ("云岭县青禾镇人民政府", "承接机关", "云岭县人民政府办公室"),
        ("青禾镇党政办公室", "上级机关", "云岭县人民政府"),
        ("jia（虚构示例）（jia）", "任职：业务承办人", "（无）"),
    ]
    assert actions.merge(**given, **WHY) == told


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"agency_ids": ["jiaoyu"], "into_id": "jiaoyu"}, "有重复"),
        ({"agency_ids": ["jiaoyu", "jiaoyu"], "into_id": "keji"}, "有重复"),
        ({"agency_ids": ["gone"], "into_id": "keji"}, "终止"),
        ({"agency_ids": ["ending"], "into_id": "keji"}, "已定于2026-12-31终止"),
        ({"agency_ids": ["keji"], "into_id": "gone"}, "终止"),
        ({"agency_ids": ["keji"], "into_id": "young"}, "才设立"),
        ({"agency_ids": ["young"], "into_id": "keji", "on": TOMORROW}, "才设立"),
        ({"agency_ids": ["keji"], "into_id": "nowhere"}, "没有这个机关"),
        ({"agency_ids": ["keji"], "into_id": "jiaoyu", "reason": ""}, "请写明依据"),
        ({"agency_ids": ["qinghe"], "into_id": "dangzheng", "children_to": "dangzheng"}, "自己的下级"),
    ],
)
def test_end_that_cannot_be_is_refused(
    bodies: dict[str, AgencyRow], fields: dict[str, Any], message: str
) -> None:
    ids = {name: row.id for name, row in bodies.items()} | {"nowhere": 0}
    for slug, on in (("gone", date(2026, 1, 1)), ("ending", date(2027, 1, 1))):
        ids[slug] = body(slug, "yunling").id
        actions.abolish(agency_id=ids[slug], on=on, **WHY)
    ids["young"] = body("young", "yunling", begins_on=TOMORROW).id
    named = {
        name: ids.get(value, value) if isinstance(value, str) else value for name, value in fields.items()
    }
    named["agency_ids"] = [ids[slug] for slug in fields["agency_ids"]]
    before = everything()
    with pytest.raises(actions.Refused, match=message):
        actions.merge(**({"on": TODAY, **WHY} | named))
    assert everything() == before


def test_split_into_one_is_a_merger(bodies: dict[str, AgencyRow]) -> None:
    with pytest.raises(actions.Refused, match="请办理合并"):
        actions.split(agency_id=bodies["keji"].id, into_ids=[bodies["jiaoyu"].id], on=MAY, **WHY)
    assert not Succession.objects.exists()
