"""Reads over years and bodies: what the database takes out of reports, groups as bodies stood then, peers, first days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.actions import move
from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import AnnualReport, Scope, Step, StepKind
from gongkai.annual_reports.queries.observed import first_days, held_years, observed
from gongkai.annual_reports.queries.peers import Group, Groups, delivered, group_of, offered
from gongkai.annual_reports.queries.series import (
    History,
    beside_peers,
    history,
    indicator,
    over_bodies,
    value,
)
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.law.report.series.peers import Spread
from gongkai.records.access import OPERATOR
from tests.annual_reports.stored import NOON, register, take_in
from tests.annual_reports.year import AT, YEAR, tree
from tests.law.report.reports import balanced_2019, balanced_2021, with_cells
from tests.portal.observed import COUNTY, RECEIVED, county_years, departments, small

pytestmark = pytest.mark.django_db

NEW = "t3.new_received.total"
FEE = "t2.art20_8.admin_fee.fee_amount_wan"
PENALTY = "t2.art20_6.admin_penalty.decisions_this_year"


def pk_of(slug: str) -> int:
    return Agency.objects.get(slug=slug).pk


def ju(groups: Groups, year: int = 2025) -> Group:
    """The group of the departments."""
    found = group_of(groups, "ju-0", year)
    assert found is not None
    return found


def test_database_takes_cells_out_of_reports(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    register()
    take_in(balanced_2019())
    take_in(with_cells(balanced_2021(), {FEE: Decimal("47593.6663"), "t3.granted.total": None}))
    here = {pk_of("yunling")}
    with django_assert_num_queries(1):
        found = {each.year: each.figures for each in observed(here, [NEW, FEE, "t3.granted.total"])}
    assert (found[2020].form, found[2020].cells[NEW]) == ("format_2019", 47)
    assert FEE not in found[2020].cells
    assert (found[2025].form, found[2025].cells) == ("format_2021", {NEW: 14069, FEE: Decimal("47593.6663")})
    assert [each.year for each in observed(here, [NEW], {2020})] == [2020]
    assert observed(set(), [NEW]) == []


def test_only_the_newest_version_is_taken() -> None:
    register()
    take_in(balanced_2021())
    take_in(with_cells(balanced_2021(), {NEW: 3}))
    (only,) = observed({pk_of("yunling")}, [NEW])
    assert only.figures.cells == {NEW: 3}


def test_day_of_a_report_is_that_of_its_first_version() -> None:
    register()
    take_in(replace(balanced_2021(), published_on=date(2026, 2, 3)))
    take_in(with_cells(balanced_2021(), {NEW: 3}))
    take_in(replace(balanced_2019(), published_on=None))
    take_in(
        replace(balanced_2019(), report_year=2024, published_on=date(2027, 1, 1))
    )  # a day that is still to come
    here = pk_of("yunling")
    came = date(2026, 3, 1)
    assert first_days({here}) == {(here, 2025): date(2026, 2, 3), (here, 2020): came, (here, 2024): came}
    assert first_days({here}, 2025) == {(here, 2025): date(2026, 2, 3)}
    assert held_years({here}) == {(here, 2025), (here, 2020), (here, 2024)}


def test_bodies_stand_with_those_of_their_kind_under_the_same_body() -> None:
    departments()
    register("zhen", "云岭县青禾镇人民政府", level="township", parent=COUNTY)
    register("other", "云外县人民政府")
    groups = Groups()
    of = groups.of(2025)
    assert of[pk_of("ju-0")] == of[pk_of("ju-6")]
    assert (
        of[pk_of(COUNTY)]
        == of[pk_of("other")]
        == Group(None, "虚构省", Level.COUNTY, BodyKind.GOVERNMENT, "", "")
    )
    assert of[pk_of("zhen")] not in (of[pk_of("ju-0")], of[pk_of(COUNTY)])
    assert of[pk_of("zhen")].label == "云岭县人民政府所属 · 乡镇、街道 · 人民政府"
    assert of[pk_of(COUNTY)].label == "虚构省 · 县级政府 · 人民政府"
    assert (groups.region_of(of[pk_of("zhen")]), groups.region_of(of[pk_of(COUNTY)])) == ("虚构省", "虚构省")
    assert group_of(groups, "nobody", 2025) is None


def test_body_that_moved_counts_where_it_stood_then() -> None:
    departments()
    register("other", "云外县人民政府")
    move(
        agency_id=pk_of("ju-5"),
        parent_id=pk_of("other"),
        on=date(2025, 6, 1),
        by=OPERATOR,
        at=NOON,
        reason="虚构示例",
    )
    groups = Groups()
    here = ju(groups)
    assert pk_of("ju-5") in groups.members(here, 2024)
    assert pk_of("ju-5") not in groups.members(here, 2025)
    assert pk_of("ju-5") in groups.all_members(here, [2024, 2025])
    new = indicator(NEW)
    assert new is not None
    found = over_bodies(groups, here, [new], [2024, 2025])
    assert sorted((each.year, each.agency_id) for each in found if each.agency_id == pk_of("ju-5")) == [
        (2024, pk_of("ju-5"))
    ]


def test_groups_with_reports_are_offered(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    departments()
    take_in(balanced_2021(), COUNTY)
    with django_assert_num_queries(3):
        found = offered(Groups())
    assert [(each.group.level, each.reports, each.bodies) for each in found] == [
        (Level.COUNTY, 1, 1),
        (Level.DEPARTMENT, 12, 6),
    ]


def test_who_reported_in_time() -> None:
    departments()
    groups = Groups()
    newest, before = delivered(groups, ju(groups), [2024, 2025], date(2026, 3, 1))
    assert (newest.due, newest.held, newest.in_time, newest.late, newest.missing, newest.waits) == (
        7,
        6,
        6,
        0,
        1,
        0,
    )
    assert (before.in_time, before.late, before.missing) == (5, 1, 1)
    (early,) = delivered(groups, ju(groups), [2025], date(2026, 1, 10))
    assert (early.missing, early.waits) == (0, 1)
    assert delivered(groups, ju(groups), [1990], date(2026, 3, 1)) == []


def test_body_beside_its_peers(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    departments()
    groups = Groups()
    many = [one for one in map(indicator, (NEW, "share_granted", PENALTY)) if one]
    here, one = ju(groups), pk_of("ju-4")
    with django_assert_num_queries(1):
        received, granted, _ = beside_peers(groups, here, one, 2025, many)
    assert received.spread == Spread(6, 0, 3, 5, 8, 20, 40)
    assert sorted(RECEIVED) == [3, 5, 8, 8, 20, 40]
    assert (received.value, received.lies) == (20, "在第 25 至第 75 百分位之间")
    assert granted.spread.many == 6
    (missing, *_) = beside_peers(groups, here, pk_of("ju-6"), 2025, many)
    assert (missing.value, missing.lies) == (None, "")


def test_figure_that_is_not_to_be_compared_has_no_value() -> None:
    county_years()
    old = history(COUNTY).reports[2020]
    misc = indicator("t3.other_misc.total")
    assert misc is not None
    assert value(misc, old) is None
    assert indicator("nonsense") is None


def test_history_of_a_body(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    county_years()
    with django_assert_num_queries(2):
        found = history(COUNTY)
    assert found.years == tuple(range(2019, 2026))
    assert found.breaks == (2021,)
    assert not found.mixed
    assert history("nobody") == History({}, frozenset(), frozenset())


def test_history_tells_that_reports_cover_different_bodies() -> None:
    """Two reports that were made here: one on the body alone, one on all below it as well."""
    at = tree()
    for year, scope in ((YEAR - 1, Scope.OWN), (YEAR, Scope.ROLLED_UP)):
        take_in(small(at.county.name, year, 4), at.county.slug)
        working = at.county.working_reports.create(
            year=year, scope=scope, form="format_2021", begun_at=AT, begun_by="officer"
        )
        version = AnnualReport.objects.get(agency=at.county, year=year)
        Step.objects.create(
            working=working, number=1, kind=StepKind.PUBLISHED, version=version, at=AT, by="officer"
        )
    found = history(at.county.slug)
    assert (set(found.own_only), set(found.rolled_up)) == ({YEAR - 1}, {YEAR})
    assert found.mixed
