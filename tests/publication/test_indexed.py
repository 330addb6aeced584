"""The index is compared with what it is made from, and mended where it differs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.annual_reports.models import AnnualReport
from gongkai.jobs.indexed import Stray, Wrong, mend, puts, strays
from gongkai.publication.models import Edition, Item, Stand
from gongkai.search.actions.putting import drop, put
from gongkai.search.models import Entry, EntryKind, EntryText
from tests.annual_reports.stored import register, take_in
from tests.law.report.reports import balanced_2019
from tests.publication.office import later, office, published
from tests.search.shelf import a_put
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
AT = later(48)


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path
    made = office()
    for _ in range(3):
        published(made)
    register()
    take_in(balanced_2019())
    return made


def found() -> set[tuple[EntryKind, str, Wrong]]:
    return {(each.kind, each.key, each.wrong) for each in strays(AT)}


def first() -> Item:
    return Item.objects.order_by("pk")[0]


def test_everything_public_is_in_it(at: Office) -> None:
    assert found() == set()
    known = sorted((each.kind, each.key) for each in puts(AT))
    assert known == sorted((EntryKind(kind), key) for kind, key in Entry.objects.values_list("kind", "key"))
    assert len(known) == 4
    assert at.agency.pk


CASES: dict[str, tuple[Callable[[], object], Wrong]] = {
    "gone": (lambda: drop(EntryKind.ITEM, first().index_no), Wrong.MISSING),
    "no longer public": (
        lambda: Item.objects.filter(pk=first().pk).update(stand=Stand.WITHDRAWN),
        Wrong.LEFT,
    ),
    "otherwise called": (
        lambda: Edition.objects.filter(pk=first().public_id or 0).update(title="另一个名称"),
        Wrong.OTHER,
    ),
    "text otherwise": (
        lambda: EntryText.objects.filter(entry__key=first().index_no).update(written="别的"),
        Wrong.OTHER,
    ),
    "more text": (
        lambda: EntryText.objects.filter(entry__key=first().index_no).update(
            written=EntryText.objects.get(entry__key=first().index_no).written + "\f多出来的附件"
        ),
        Wrong.OTHER,
    ),
    "another validity": (
        lambda: Entry.objects.filter(key=first().index_no).update(validity="expired"),
        Wrong.OTHER,
    ),
}


@pytest.mark.usefixtures("at")
@pytest.mark.parametrize("case", CASES)
def test_what_differs_is_found_and_mended(case: str) -> None:
    spoil, wrong = CASES[case]
    spoil()
    assert found() == {(EntryKind.ITEM, first().index_no, wrong)}
    assert mend(list(strays(AT)), at=AT) == 1
    assert found() == set()


@pytest.mark.usefixtures("at")
def test_entries_of_nothing_are_found_and_mended() -> None:
    put(a_put("没有这个号"), at=AT)
    put(a_put("nowhere/2020", kind=EntryKind.REPORT), at=AT)
    assert found() == {
        (EntryKind.ITEM, "没有这个号", Wrong.LEFT),
        (EntryKind.REPORT, "nowhere/2020", Wrong.LEFT),
    }
    assert mend(list(strays(AT)), at=AT) == 2
    assert found() == set()


@pytest.mark.usefixtures("at")
def test_reports_too() -> None:
    drop(EntryKind.REPORT, "yunling/2020")
    assert found() == {(EntryKind.REPORT, "yunling/2020", Wrong.MISSING)}
    mend(list(strays(AT)), at=AT)
    assert found() == set()
    assert AnnualReport.objects.count() == 1


@pytest.mark.usefixtures("at")
def test_an_empty_index_is_filled_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.jobs.indexed._PAGE", 2)
    monkeypatch.setattr("gongkai.publication.queries.entries._PAGE", 2)
    before = set(Entry.objects.values_list("kind", "key"))
    for kind, key in before:
        drop(EntryKind(kind), key)
    assert mend(strays(AT), at=AT) == 4
    assert set(Entry.objects.values_list("kind", "key")) == before
    assert isinstance(Stray(EntryKind.ITEM, "", Wrong.LEFT).wrong.label, str)
