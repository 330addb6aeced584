"""Importing: versions that never change, findings that keep up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies import actions as organisation
from gongkai.agencies import queries as agencies
from gongkai.annual_reports import queries
from gongkai.annual_reports.actions import import_report
from gongkai.annual_reports.models import AnnualReport, Examination, OriginalFile
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.report.schema import Level
from gongkai.records.access import OPERATOR, Actor
from tests.annual_reports.stored import NOON, TODAY, register, take_in
from tests.law.report.reports import (
    balanced_2019,
    balanced_2021,
    before_2019,
    township_2021,
    with_cells,
    without_sections,
)

pytestmark = pytest.mark.django_db


def test_stores_what_was_read_and_what_is_wrong() -> None:
    register()
    report = without_sections(balanced_2019(), "s6_other")
    take_in(report, origin="县政府网站")
    stored = queries.stored("yunling", 2020, on=TODAY)
    assert stored is not None
    assert stored.report == report
    assert (stored.version, stored.origin, stored.imported_at) == (1, "县政府网站", NOON)
    assert "s6_other" in {finding.where for finding in stored.findings}


def test_same_file_twice_changes_nothing() -> None:
    register()
    take_in(balanced_2019())
    assert take_in(balanced_2019()).repeated
    assert AnnualReport.objects.count() == 1


def test_changed_file_is_a_new_version_and_the_old_one_stays() -> None:
    register()
    take_in(balanced_2019())
    again = take_in(with_cells(balanced_2019(), {"t3.granted.total": 7}))
    assert (again.version, again.repeated) == (2, False)
    assert AnnualReport.objects.count() == OriginalFile.objects.count() == 2
    stored = queries.stored("yunling", 2020, on=TODAY)
    assert stored is not None
    assert stored.version == 2
    assert [row.version for row in queries.rows(["yunling"], on=TODAY)] == [2]


def test_going_back_to_an_older_file_is_a_version_too() -> None:
    register()
    take_in(balanced_2019())
    take_in(with_cells(balanced_2019(), {"t3.granted.total": 7}))
    assert take_in(balanced_2019()).version == 3
    assert OriginalFile.objects.count() == 2


def test_original_bytes_are_kept() -> None:
    register()
    import_report(agency="yunling", data=_text(), name="年报.txt", by=OPERATOR, at=NOON)
    assert queries.original("yunling", 2020) == ("年报.txt", _text())


def test_last_years_report_is_compared() -> None:
    register()
    take_in(before_2019())
    take_in(with_cells(balanced_2019(), {"t3.carried_in.natural_person": 5}))
    assert "R304" in _rules(2020)


def test_late_report_of_last_year_examines_this_year_again() -> None:
    register()
    take_in(with_cells(balanced_2019(), {"t3.carried_in.natural_person": 5}))
    assert "R304" not in _rules(2020)
    take_in(before_2019())
    assert "R304" in _rules(2020)
    assert Examination.objects.count() == 3


COUNTY = replace(township_2021("云岭县", received=1), agency_name="云岭县人民政府")
WHY: dict[str, Any] = {"by": OPERATOR, "at": NOON, "reason": "云编发〔2026〕3号（虚构示例）"}


@pytest.fixture
def towns() -> dict[str, int]:
    """A county that reports one application, and two townships below it; their numbers."""
    register()
    for slug in ("qinghe", "baishi"):
        register(slug, f"云岭县{slug}镇人民政府", level="township", parent="yunling")
    take_in(township_2021("云岭县qinghe镇", received=2), "qinghe")
    take_in(COUNTY)
    return {slug: row.id for slug, row in agencies.by_slugs(["yunling", "qinghe", "baishi"]).items()}


def _examined_again() -> set[str]:
    """What is found once the county's report has come in anew."""
    take_in(replace(COUNTY, title="云岭县2025年政府信息公开工作年度报告（重报）"))
    return _rules(2025)


@pytest.mark.usefixtures("towns")
def test_reports_of_lower_bodies_count_only_when_all_are_there() -> None:
    before = _rules(2025)
    take_in(township_2021("云岭县baishi镇", received=3), "baishi")
    assert _examined_again() - before


@pytest.mark.parametrize(
    ("ended_from", "counts"), [(date(2025, 1, 1), False), (date(2025, 1, 2), True), (date(2026, 1, 1), True)]
)
def test_lower_body_counts_in_the_years_in_which_it_existed(
    towns: dict[str, int], ended_from: date, *, counts: bool
) -> None:
    """The other one did not report: as long as it counts, the county is not held against its townships."""
    before = _rules(2025)
    organisation.abolish(agency_id=towns["baishi"], on=ended_from, **WHY)
    assert (_examined_again() == before) is counts


@pytest.mark.parametrize(
    ("moved_on", "counts"), [(date(2025, 6, 1), False), (date(2025, 12, 31), False), (date(2026, 1, 1), True)]
)
def test_lower_body_counts_where_it_stood_at_the_end_of_the_year(
    towns: dict[str, int], moved_on: date, *, counts: bool
) -> None:
    before = _rules(2025)
    organisation.move(agency_id=towns["baishi"], parent_id=None, on=moved_on, **WHY)
    assert (_examined_again() == before) is counts


@pytest.mark.parametrize(("city_from", "found"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_level_is_that_of_the_year(city_from: date, *, found: bool) -> None:
    """A city with districts may make rules, as this report says; the county that it was could not."""
    register()
    (county,) = agencies.by_slugs(["yunling"]).values()
    organisation.change(agency_id=county.id, level=Level.PREFECTURE, on=city_from, **WHY)
    take_in(balanced_2021())
    assert ("R202" in _rules(2025)) is found


def test_report_is_listed_under_the_name_of_its_time(towns: dict[str, int]) -> None:
    take_in(balanced_2019())
    organisation.rename(agency_id=towns["yunling"], name="云岭市人民政府", on=date(2025, 7, 1), **WHY)
    told = {row.year: (row.agency.name, row.now_called) for row in queries.rows(["yunling"], on=TODAY)}
    assert told == {2025: ("云岭市人民政府", ""), 2020: ("云岭县人民政府", "云岭市人民政府")}
    before = queries.rows(["yunling"], on=date(2025, 6, 30))
    assert {row.year: row.now_called for row in before} == {2025: "云岭县人民政府", 2020: ""}
    stored = queries.stored("yunling", 2020, on=TODAY)
    assert stored is not None
    assert (stored.agency.name, stored.now_called) == ("云岭县人民政府", "云岭市人民政府")


def test_only_the_operator_imports() -> None:
    register()
    with pytest.raises(PermissionDenied):
        import_report(agency="yunling", data=_text(), name="年报.txt", by=Actor("somebody", "某人"), at=NOON)
    assert not AnnualReport.objects.exists()


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\x01\x02"])
def test_no_report_is_refused_and_nothing_is_stored(data: bytes) -> None:
    register()
    with pytest.raises(Unreadable):
        import_report(agency="yunling", data=data, name="x.txt", by=OPERATOR, at=NOON)
    assert not OriginalFile.objects.exists()


def test_report_without_a_year_is_refused() -> None:
    register()
    with pytest.raises(Unreadable, match="报告年度"):
        take_in(replace(balanced_2019(), report_year=None))


def _rules(year: int) -> set[str]:
    stored = queries.stored("yunling", year, on=TODAY)
    assert stored is not None
    return {finding.rule for finding in stored.findings}


def _text() -> bytes:
    return (
        "云岭县2020年政府信息公开工作年度报告\n一、总体情况\n全年公开信息。\n五、存在的主要问题及改进情况\n"
        "没有。\n六、其他需要报告的事项\n无。\n"
    ).encode()
