"""The whole tree in and out: all of it or nothing, every mistake with its row, differences told before they are made."""

from datetime import date
from hashlib import sha256
from time import perf_counter
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.accounts.models import User
from gongkai.agencies import actions, queries
from gongkai.agencies.actions import Imported, ImportRefused
from gongkai.agencies.models import Agency, FormerSelf, Membership
from gongkai.documents.agency_sheets import AGENCIES, PEOPLE, to_csv, to_xlsx
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.agencies.bodies import (
    MAY,
    NOON,
    TODAY,
    WHY,
    YESTERDAY,
    actor,
    appointed,
    county,
    everything,
    person,
)

pytestmark = pytest.mark.django_db

SEAT = {"slug": "yunling", "name": "云岭县人民政府", "level": "县级政府", "region": "虚构省"}
BUREAU = {"slug": "jyj", "name": "云岭县教育局", "level": "部门", "parent": "yunling"}
CODE = "91350100M000100Y43"


def take(*lines: dict[str, str], people: tuple[dict[str, str], ...] = (), **fields: Any) -> Imported:
    data = to_xlsx({AGENCIES: lines, PEOPLE: people})
    return actions.import_tree(**({"data": data, "name": "机关.xlsx", "on": TODAY, **WHY} | fields))


def mistakes(*lines: dict[str, str], **fields: Any) -> list[tuple[str, int, str]]:
    """Sheet, row and column of what an import is refused for; nothing is written."""
    before = everything()
    with pytest.raises(ImportRefused) as refused:
        take(*lines, **fields)
    assert everything() == before
    return [(fault.sheet, fault.row, fault.column) for fault in refused.value.faults]


def test_tree_is_entered_in_any_order() -> None:
    office = {"slug": "bgs", "name": "县教育局办公室", "kind": "政府办公厅", "level": "部门", "parent": "jyj"}
    done = take(SEAT, BUREAU, office | {"region": "虚构省"})
    assert (done.entered, done.changed) == (3, 0)
    assert [(branch.agency.slug, branch.depth) for branch in queries.tree(on=TODAY)] == [
        ("yunling", 0),
        ("jyj", 1),
        ("bgs", 2),
    ]
    assert queries.find("jyj").region == "虚构省"  # type: ignore[union-attr] # as the one above
    again = {"slug": "x", "name": "乙", "level": "部门", "parent": "y", "region": "虚构省"}
    take(again, {"slug": "y", "name": "甲", "level": "县级政府", "region": "虚构省"})
    assert queries.find("x") is not None


def test_one_entry_names_the_file_and_what_came_of_it() -> None:
    data = to_csv(AGENCIES, [SEAT, BUREAU])
    take(data=data, name="机关.csv")
    entry = LogEntry.objects.get()
    assert (entry.action, entry.version, entry.reason) == (
        "agencies.import",
        sha256(data).hexdigest(),
        WHY["reason"],
    )
    assert entry.details["entered"] == sorted(Agency.objects.values_list("pk", flat=True))
    assert take(data=data, name="机关.csv").nothing
    assert LogEntry.objects.count() == 1


def test_differences_become_changes_from_a_day_on() -> None:
    take(SEAT, BUREAU | {"organ_code": CODE, "remark": "虚构示例"})
    renamed = {
        "slug": "",
        "name": "云岭县教育体育局",
        "level": "部门",
        "organ_code": CODE,
        "parent": "yunling",
    }
    rehearsed = take(renamed | {"remark": "虚构示例"}, on=MAY, dry_run=True)
    assert [(each.subject, each.what, each.before, each.after, each.on) for each in rehearsed.changes] == [
        ("云岭县教育局", "名称", "云岭县教育局", "云岭县教育体育局", MAY)
    ]
    assert not FormerSelf.objects.exists()
    assert take(renamed | {"remark": "虚构示例"}, on=MAY) == rehearsed
    jyj = queries.find("jyj")
    assert jyj is not None
    assert queries.as_of(jyj.id, TODAY).name == "云岭县教育局"
    assert queries.as_of(jyj.id, MAY).name == "云岭县教育体育局"


def test_column_that_is_missing_says_nothing() -> None:
    take(SEAT, BUREAU | {"short_name": "教育局", "remark": "虚构示例"})
    data = "代号,名称,层级\njyj,云岭县教育体育局,部门\n".encode()
    assert [each.what for each in take(data=data).changes] == ["名称"]
    jyj = queries.find("jyj")
    assert jyj is not None
    assert (jyj.short_name, jyj.remark, jyj.region) == ("教育局", "虚构示例", "虚构省")
    assert jyj.parent_id is not None


def test_export_is_imported_without_a_change() -> None:
    bodies = county()
    actions.rename(agency_id=bodies["keji"].id, name="云岭县科技局", on=MAY, **WHY)
    actions.change(agency_id=bodies["keji"].id, organ_code=CODE, on=YESTERDAY, **WHY)
    actions.merge(agency_ids=[bodies["jiaoyu"].id], into_id=bodies["keji"].id, on=date(2026, 2, 1), **WHY)
    appointed("jia", "keji", Role.HANDLER)
    appointed("guan", "yunling", Role.SYSTEM_ADMINISTRATOR, TODAY, MAY)
    for on in (TODAY, MAY):
        lines = list(queries.agency_lines(on))
        people = tuple(queries.people_lines(on, viewer=OPERATOR))
        assert len(lines) == 7
        assert len(people) == 2
        assert take(*lines, people=people, on=on).nothing


def test_every_mistake_is_told_at_once_with_its_row() -> None:
    county()
    lines: list[dict[str, str]] = [
        {"slug": "Bad Slug", "name": "", "kind": "王国", "level": "星级", "region": "虚构省"},
        {
            "slug": "keji",
            "name": "云岭县科学技术局",
            "level": "部门",
            "parent": "nowhere",
            "begins_on": "昨天",
        },
        {"slug": "keji", "name": "又来", "level": "部门", "parent": "yunling"},
        {"slug": "", "name": "无名", "level": "部门", "parent": "yunling"},
        {"slug": "ring-a", "name": "甲", "level": "部门", "parent": "ring-b", "region": "虚构省"},
        {"slug": "ring-b", "name": "乙", "level": "部门", "parent": "ring-a", "region": "虚构省"},
        {"slug": "twin", "name": "云岭县教育局", "level": "部门", "parent": "yunling"},
        {"slug": "code-a", "name": "丙", "level": "部门", "parent": "yunling", "organ_code": CODE},
        {"slug": "code-b", "name": "丁", "level": "部门", "parent": "yunling", "organ_code": CODE},
        {"slug": "slip", "name": "戊", "level": "部门", "parent": "yunling", "organ_code": CODE[:-1] + "4"},
        {"slug": "levels", "name": "己", "kind": "人民政府", "level": "部门", "parent": "yunling"},
        {"slug": "dates", "name": "庚", "level": "部门", "parent": "yunling", "begins_on": "2026/3/2"},
        {
            "slug": "dates-2",
            "name": "辛",
            "level": "部门",
            "begins_on": "2026年3月2日",
            "ends_on": "2026-3-1",
        },
        {"slug": "risky", "name": "壬", "level": "部门", "parent": "yunling", "remark": "=1+1"},
    ]
    assert sorted(mistakes(*lines)) == sorted(
        [
            (AGENCIES, 2, "代号"),
            (AGENCIES, 2, "名称"),
            (AGENCIES, 2, "性质"),
            (AGENCIES, 2, "层级"),
            (AGENCIES, 3, "上级代号"),
            (AGENCIES, 3, "设立日期"),
            (AGENCIES, 4, "代号"),
            (AGENCIES, 5, "代号"),
            (AGENCIES, 6, "上级代号"),
            (AGENCIES, 7, "上级代号"),
            (AGENCIES, 8, "上级代号"),
            (AGENCIES, 10, "统一社会信用代码"),
            (AGENCIES, 11, "统一社会信用代码"),
            (AGENCIES, 12, "层级"),
            (AGENCIES, 14, "地区"),
            (AGENCIES, 14, "终止日期"),
            (AGENCIES, 15, "备注"),
        ]
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ({"slug": "yunling", "parent": "dangzheng", "level": "县级政府"}, "上级代号"),
        ({"slug": "yunling", "parent": "yunling", "level": "县级政府"}, "上级代号"),
        ({"slug": "new", "name": "新", "parent": "gone", "level": "部门"}, "上级代号"),
        ({"slug": "gone", "name": "改名", "parent": "yunling", "level": "部门"}, ""),
        ({"slug": "keji", "parent": "yunling", "level": "部门", "ends_on": "2026-12-31"}, "终止日期"),
        (
            {"slug": "new", "name": "新", "parent": "yunling", "level": "部门", "organ_code": CODE},
            "统一社会信用代码",
        ),
    ],
)
def test_mistake_that_the_tree_shows(line: dict[str, str], column: str) -> None:
    bodies = county()
    actions.change(agency_id=bodies["keji"].id, organ_code=CODE, on=YESTERDAY, **WHY)
    take({"slug": "gone", "name": "旧局", "level": "部门", "parent": "yunling", "ends_on": "2026-01-31"})
    known = {row["slug"]: row for row in queries.agency_lines(TODAY)}
    full = known.get(line["slug"], {"region": "虚构省"}) | line
    assert (AGENCIES, 2, column) in mistakes(full)


def test_people_are_appointed_and_ended() -> None:
    bodies = county()
    person("jia")
    row = {"username": "JIA", "agency": "new", "role": "公开专员", "begins_on": "2026-03-02"}
    new = {"slug": "new", "name": "新局", "level": "部门", "parent": "yunling"}
    done = take(new, people=(row,))
    assert (done.entered, done.appointed) == (1, 1)
    assert ("jia（虚构示例）（jia）", "任职：公开专员", "新局") in {
        (each.subject, each.what, each.after) for each in done.changes
    }
    done = take(people=(row | {"ends_on": "2026-05-01"},))
    assert (done.appointed, done.ended) == (0, 1)
    assert Membership.objects.get().ends_on == MAY
    assert actor("jia").roles == {Role.DISCLOSURE_OFFICER}
    assert bodies["yunling"].id not in actor("jia").reach(Role)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"username": "nobody"}, "用户名"),
        ({"username": "closed"}, "用户名"),
        ({"name": "另一人"}, "姓名"),
        ({"agency": "nowhere"}, "机关代号"),
        ({"role": "皇帝"}, "角色"),
        ({"role": "安全审计员"}, "角色"),
        ({"begins_on": ""}, "任职开始"),
        ({"begins_on": "三月"}, "任职开始"),
        ({"begins_on": "2026-03-03"}, "任职开始"),
        ({"ends_on": "2026-01-01"}, "任职终止"),
        ({"begins_on": "2025-05-01", "ends_on": "2026-01-01"}, "任职终止"),
        ({"agency": "young", "begins_on": "2026-01-01"}, "任职开始"),
    ],
)
def test_mistake_in_a_row_of_people(row: dict[str, str], column: str) -> None:
    county()
    appointed("jia", "keji", Role.HANDLER)
    User.objects.filter(pk=person("closed").pk).update(closed_at=NOON)
    young = {"slug": "young", "name": "新局", "level": "部门", "parent": "yunling", "begins_on": "2026-03-01"}
    given = {"username": "jia", "agency": "keji", "role": "业务承办人", "begins_on": "2026-03-02"} | row
    assert (PEOPLE, 2, column) in mistakes(young, people=(given,))


def test_two_rows_for_one_person_may_contradict_each_other() -> None:
    county()
    person("jia")
    one = {"username": "jia", "agency": "keji", "role": "系统管理员", "begins_on": "2026-03-02"}
    two = one | {"agency": "jiaoyu", "role": "业务承办人"}
    assert mistakes(people=(one, two)) == [(PEOPLE, 3, "角色")]
    assert mistakes(people=(one, one | {"begins_on": "2026-03-03"})) == [(PEOPLE, 3, "任职开始")]


def test_administrator_imports_what_stands_below() -> None:
    county()
    appointed("guan", "qinghe", Role.SYSTEM_ADMINISTRATOR)
    given: dict[str, Any] = {"by": actor("guan"), "at": NOON, "reason": "补录"}
    new = {"slug": "new", "name": "新办", "level": "部门", "parent": "qinghe"}
    take(
        new, {"slug": "newer", "name": "新组", "level": "部门", "parent": "new", "region": "虚构省"}, **given
    )
    lines = list(queries.agency_lines(TODAY))
    assert take(*lines, **given).nothing  # others may stand in the file as they are
    foreign = next(line for line in lines if line["slug"] == "keji")
    assert mistakes(foreign | {"name": "改名"}, **given) == [(AGENCIES, 2, "")]
    assert mistakes({"slug": "root", "name": "根", "level": "部门", "region": "虚构省"}, **given) == [
        (AGENCIES, 2, "")
    ]
    assert mistakes(new | {"parent": "keji"}, **given) == [(AGENCIES, 2, "")]
    handler = {"username": "guan", "agency": "new", "role": "业务承办人", "begins_on": "2026-03-02"}
    assert mistakes(people=(handler,), **given) == [(PEOPLE, 2, "角色")]
    appointed("jia", "qinghe", Role.HANDLER)
    with pytest.raises(PermissionDenied):
        take(new, **(given | {"by": actor("jia")}))


def test_import_needs_a_reason() -> None:
    with pytest.raises(actions.Refused, match="请写明依据"):
        take(SEAT, reason="")


def test_five_thousand_rows_cost_few_queries_and_seconds() -> None:
    seats = [SEAT | {"slug": f"x{number}", "name": f"第{number}县人民政府"} for number in range(20)]
    lines = seats + [
        {"slug": f"b{number}", "name": f"第{number}局", "level": "部门", "parent": f"x{number % 20}"}
        for number in range(4980)
    ]
    started = perf_counter()
    with CaptureQueriesContext(connection) as entering:
        assert take(*lines).entered == 5000
    renamed = [line | {"name": line["name"].replace("局", "中心")} for line in lines[:1000]]
    with CaptureQueriesContext(connection) as changing:
        assert take(*renamed).changed == 980
    assert perf_counter() - started < 60  # generous: a busy machine is no failure; it takes some seconds
    assert max(len(entering), len(changing)) < 100  # the databases take some hundred rows in one statement
