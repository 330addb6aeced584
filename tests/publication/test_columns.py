"""Columns: what is common, what governments add for those below, what an agency changes for itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.publication.actions.columns import (
    add_column,
    alter_column,
    end_column,
    install_columns,
    set_column,
)
from gongkai.publication.models import Column, ColumnChange, ColumnKind
from gongkai.publication.queries.columns import column_of, columns
from gongkai.records.access import OPERATOR
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.publication.bodies import TODAY, YESTERDAY, county, officer
from tests.publication.office import NOON

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=30)


@pytest.fixture
def made() -> dict[str, Agency]:
    return county()


def common(key: str, **more: Any) -> Column:
    known: dict[str, Any] = {"title": f"栏目{key}", "kind": ColumnKind.STATIC, "begins_on": date(2019, 5, 15)}
    return Column.objects.create(key=key, **known | more)


def keys(agency: Agency, on: date = TODAY, *, hidden: bool = False) -> list[str]:
    return [row.key for row in columns(agency.pk, on, hidden=hidden)]


def add(owner: Agency, key: str = "zx", **more: Any) -> int:
    given: dict[str, Any] = {
        "title": "专项工作",
        "kind": ColumnKind.NOTICE,
        "by": officer(owner, name=key),
        "at": NOON,
    }
    return add_column(owner_id=owner.pk, key=key, **given | more)


def change(agency: Agency, column_id: int, **more: Any) -> None:
    given: dict[str, Any] = {"by": officer(agency), "at": NOON} | more
    set_column(column_id=column_id, agency_id=agency.pk, **given)


def end(column_id: int, on: date, agency: Agency | None = None) -> None:
    by = officer(agency) if agency else OPERATOR
    end_column(column_id=column_id, on=on, by=by, at=NOON)


def test_common_columns_are_had_by_the_bodies_of_their_levels_and_duties(made: dict[str, Agency]) -> None:
    common("all", position=1)
    common("xz", levels=["township"], position=2)
    common("zjd", duty="a21_homestead_review", position=3)
    common("szjs", duty="a21_municipal_works", position=4)
    assert keys(made["xian"]) == ["all", "szjs"]
    assert keys(made["ju"]) == ["all", "szjs"]
    assert keys(made["zhen"]) == ["all", "xz", "zjd"]


def test_column_of_a_government_is_one_for_all_below_and_that_of_a_department_its_own(
    made: dict[str, Agency],
) -> None:
    add(made["xian"], "xian-zx")
    add(made["ju"], "ju-zx")
    add(made["zhen"], "zhen-zx")
    assert keys(made["xian"]) == ["xian-zx"]
    assert keys(made["ju"]) == ["xian-zx", "ju-zx"]
    assert keys(made["suo"]) == ["xian-zx"]
    assert keys(made["zhen"]) == ["xian-zx", "zhen-zx"]
    assert keys(made["ban"]) == ["xian-zx", "zhen-zx"]
    assert keys(made["lin"]) == []


def test_rows_stand_below_their_parents_in_their_places(made: dict[str, Agency]) -> None:
    above = common("b", position=2)
    common("a", position=3)
    common("b2", parent=above, position=2)
    common("b1", parent=above, position=1)
    add(made["ju"], "own", parent_id=above.pk, position=0)
    rows = columns(made["ju"].pk, TODAY)
    assert [(row.key, row.depth) for row in rows] == [("b", 0), ("own", 1), ("b1", 1), ("b2", 1), ("a", 0)]


def test_agency_has_a_column_otherwise_for_itself_alone(made: dict[str, Agency]) -> None:
    first, second = common("a", position=1, every_days=30), common("b", position=2)
    change(made["ju"], first.pk, title=" 本局要闻 ", office="办公室", every_days=7, position=9)
    rows = columns(made["ju"].pk, TODAY)
    assert [row.key for row in rows] == ["b", "a"]
    assert (rows[1].title, rows[1].office, rows[1].every_days) == ("本局要闻", "办公室", 7)
    other = columns(made["xian"].pk, TODAY)[0]
    assert (other.key, other.title, other.office, other.every_days) == ("a", "栏目a", "", 30)
    assert columns(made["suo"].pk, TODAY)[0].title == "栏目a"
    change(made["ju"], first.pk)
    assert columns(made["ju"].pk, TODAY) == columns(made["xian"].pk, TODAY)
    assert second.pk


def test_column_is_altered_for_all_who_have_it(made: dict[str, Agency]) -> None:
    column_id = add(made["xian"])
    change(made["ju"], column_id, title="本局叫法")
    given: dict[str, Any] = {"column_id": column_id, "title": "新名", "kind": ColumnKind.NEWS, "at": NOON}
    alter_column(**given, every_days=5, position=3, by=officer(made["xian"]))
    rows = [columns(made[slug].pk, TODAY)[0] for slug in ("xian", "zhen", "ju")]
    assert [(row.title, row.kind, row.every_days) for row in rows] == [
        ("新名", ColumnKind.NEWS, 5),
        ("新名", ColumnKind.NEWS, 5),
        ("本局叫法", ColumnKind.NEWS, 5),
    ]
    with pytest.raises(PermissionDenied):
        alter_column(**given, by=officer(made["ju"]))
    with pytest.raises(Refused, match="没有这个栏目"):
        alter_column(**given | {"column_id": column_id + 1}, by=OPERATOR)
    end(column_id, TODAY)
    with pytest.raises(Refused, match="已经停用"):
        alter_column(**given | {"at": NOON + timedelta(days=1)}, by=OPERATOR)


def test_hidden_column_is_left_out_with_what_stands_below(made: dict[str, Agency]) -> None:
    above = common("a", position=1)
    common("a1", parent=above)
    common("b", position=2)
    change(made["ju"], above.pk, hidden_because="本局没有此项职能")
    assert keys(made["ju"]) == ["b"]
    assert keys(made["ju"], hidden=True) == ["a", "a1", "b"]
    found = column_of(made["ju"].pk, above.pk, TODAY)
    assert found is not None
    assert found.hidden_because == "本局没有此项职能"


def test_column_ends_with_its_last_day(made: dict[str, Agency]) -> None:
    column_id = add(made["xian"])
    end(column_id, LATER, made["xian"])
    assert keys(made["ju"], LATER) == ["zx"]
    assert keys(made["ju"], LATER + timedelta(days=1)) == []
    assert keys(made["ju"], YESTERDAY) == []


def test_column_is_ended_after_those_below_it(made: dict[str, Agency]) -> None:
    above = add(made["xian"], "a")
    below = add(made["xian"], "b", parent_id=above)
    with pytest.raises(Refused, match="请先停用下级栏目"):
        end(above, LATER)
    end(below, LATER)
    with pytest.raises(Refused, match="请先停用下级栏目"):
        end(above, TODAY)
    end(above, LATER)


def test_column_ends_neither_before_today_nor_twice(made: dict[str, Agency]) -> None:
    column_id = add(made["xian"])
    with pytest.raises(Refused, match="不能早于今天"):
        end(column_id, YESTERDAY)
    end(column_id, TODAY)
    with pytest.raises(Refused, match="已经停用"):
        end_column(column_id=column_id, on=LATER, by=OPERATOR, at=NOON + timedelta(days=1))
    with pytest.raises(Refused, match="没有这个栏目"):
        end(column_id + 1, TODAY)


@pytest.mark.parametrize("key", ["Zx", "专项", "a--b", "-a", "a_b", "", "a" * 61])
def test_key_has_to_fit_an_address(made: dict[str, Agency], key: str) -> None:
    with pytest.raises(Refused, match="栏目代号由小写字母"):
        add_column(
            owner_id=made["ju"].pk,
            key=key,
            title="专项",
            kind=ColumnKind.NEWS,
            by=officer(made["ju"]),
            at=NOON,
        )


def test_key_is_given_once_along_the_line_and_never_again(made: dict[str, Agency]) -> None:
    common("tzgg")
    end(add(made["ju"], "zx"), TODAY)
    with pytest.raises(Refused, match="已由本机关或者上下级机关的栏目使用"):
        add(made["ju"], "tzgg")
    for taken in ("xian", "suo"):
        with pytest.raises(Refused, match="请换一个代号"):
            add(made[taken], "zx")
    assert add(made["zhen"], "zx")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "请填写栏目名称"),
        ({"title": "长" * 61}, "不能超过60个字"),
        ({"every_days": 0}, "更新周期"),
        ({"every_days": 3661}, "更新周期"),
        ({"position": -1}, "顺序号"),
        ({"position": 2**40}, "顺序号"),
        ({"parent_id": 999}, "没有所选的上级栏目"),
    ],
)
def test_column_that_is_none_is_refused(made: dict[str, Agency], given: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        add(made["ju"], **given)
    assert not Column.objects.exists()


def test_change_of_what_an_agency_does_not_have_is_refused(made: dict[str, Agency]) -> None:
    column_id = add(made["zhen"])
    with pytest.raises(Refused, match="没有这个栏目"):
        change(made["ju"], column_id, title="别人的")
    for given in (
        {"hidden_because": "长" * 201},
        {"office": "科" * 61},
        {"every_days": -1},
        {"position": -1},
    ):
        with pytest.raises(Refused):
            change(made["zhen"], column_id, **given)
    assert not ColumnChange.objects.exists()


def test_columns_are_kept_by_those_who_keep_them(made: dict[str, Agency]) -> None:
    shared = common("a")
    with pytest.raises(PermissionDenied):
        add(made["ju"], by=officer(made["ju"], Role.HANDLER))
    with pytest.raises(PermissionDenied):
        add(made["ju"], by=officer(made["xian"]))
    with pytest.raises(PermissionDenied):
        change(made["ju"], shared.pk, by=officer(made["zhen"]))
    with pytest.raises(PermissionDenied, match="运行人员"):
        end_column(column_id=shared.pk, on=TODAY, by=officer(made["ju"]), at=NOON)
    with pytest.raises(PermissionDenied):
        install_columns(by=officer(made["ju"], name="other"), at=NOON)


def test_what_was_done_is_in_the_log(made: dict[str, Agency]) -> None:
    column_id = add(made["ju"])
    change(made["ju"], column_id, title="新名")
    end(column_id, LATER)
    told = LogEntry.objects.order_by("seq").values_list("action", "subject", "agency_id")
    assert list(told)[-3:] == [
        (f"publication.{what}_column", f"column:{column_id}", made["ju"].pk) for what in ("add", "set", "end")
    ]


def test_common_columns_are_installed_once(made: dict[str, Agency]) -> None:
    added = install_columns(by=OPERATOR, at=NOON)
    assert added == Column.objects.count() > 20
    assert install_columns(by=OPERATOR, at=NOON) == 0
    assert LogEntry.objects.filter(action="publication.install_columns").count() == 1
    assert {"zcwj", "tzgg", "czys"} <= set(keys(made["xian"])) - {"zjdsy"}
    assert "zjdsy" in keys(made["zhen"])


@pytest.mark.parametrize("count", [1, 60])
def test_columns_take_as_many_queries_with_any_number(
    made: dict[str, Agency], count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        common(f"c{number}")
    with django_assert_num_queries(3):
        assert len(columns(made["ju"].pk, TODAY)) == count
