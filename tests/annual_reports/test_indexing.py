"""Reports are found: by their names and what they say, the newest version alone."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.law.report.content import Paragraph, Report, Section
from gongkai.search.models import Entry, EntryKind
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from tests.annual_reports.stored import NOON, register, take_in
from tests.law.report.reports import balanced_2019

pytestmark = pytest.mark.django_db


def saying(text: str, **more: object) -> Report:
    section = Section("s1_overview", "一", "总体情况", "", (Paragraph(text, ""),))
    return replace(balanced_2019(), sections=(section,), **more)  # type: ignore[arg-type]


def hits(text: str) -> list[str]:
    return [hit.key for hit in find(Asked(text)).hits]


def test_found_by_its_name_and_by_what_it_says() -> None:
    register()
    take_in(saying("全年更新政务公开专区十二处。", published_on=date(2021, 1, 29)))
    assert hits("云岭县人民政府2020年政府信息公开") == ["yunling/2020"]
    assert hits("公开专区") == ["yunling/2020"]
    (hit,) = find(
        Asked("公开专区", narrowed={"year": frozenset({"2021"}), "genre": frozenset({"report"})})
    ).hits
    assert (hit.kind, hit.agency_id) == (EntryKind.REPORT, Agency.objects.get().pk)


@pytest.mark.parametrize("stated", [None, date(2020, 12, 1), date(2031, 1, 1)])
def test_a_day_that_cannot_be_is_not_believed(stated: date | None) -> None:
    register()
    take_in(saying("全年更新。", published_on=stated))
    assert Entry.objects.get().published_at == NOON


def test_the_newest_version_takes_the_place_of_the_one_before() -> None:
    register()
    take_in(saying("全年更新政务公开专区十二处。"))
    take_in(saying("全年举办政府开放日三次。"))
    assert hits("公开专区") == []
    assert hits("政府开放日") == ["yunling/2020"]


def test_rolled_back_with_its_transaction() -> None:
    register()
    with transaction.atomic():
        take_in(saying("全年更新政务公开专区十二处。"))
        assert hits("公开专区")
        transaction.set_rollback(True)
    assert hits("公开专区") == []
