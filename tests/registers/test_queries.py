"""Lists, sums, the cells of table two, the board and exports, beside what plain loops over the same rows find."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.law.registers import Rhythm
from gongkai.law.report.periods import Period
from gongkai.law.roles import Role
from gongkai.registers import actions
from gongkai.registers.actions import Refused
from gongkai.registers.backends import postgres
from gongkai.registers.models import Record
from gongkai.registers.queries import board, counts, export
from gongkai.registers.queries.deliveries import deliveries, sources
from gongkai.registers.queries.deliveries import source as source_of
from gongkai.registers.queries.records import Asked, page, public_page
from tests.registers.world import (
    LICENCE,
    NOON,
    PENALTY,
    County,
    as_csv,
    county,
    delivered,
    licence,
    penalty,
    source,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world(tmp_path: Path) -> County:
    """Thirty licences of two departments and two years, three of them not to be seen."""
    made = county()
    for agency, numbers in ((made.ju, range(20)), (made.other, range(20, 30))):
        rows = [
            licence(
                number,
                decided_on=f"{2025 + number % 2}-0{1 + number % 2}-{1 + number % 9:02}",
                valid_from="2026-03-01",
                open="否" if number % 10 == 9 else "是",
            )
            for number in numbers
        ]
        done = delivered(tmp_path, source(agency), as_csv(rows))
        assert done.message == ""
    return made


def through(asked: Asked) -> list[int]:
    """All rows of a list, page by page."""
    found, mark = list[int](), ""
    while True:
        one = public_page(replace(asked, before=mark))
        found += [row.id for row in one.rows]
        if not one.next:
            return found
        mark = one.next


def plain(**wanted: object) -> list[int]:
    rows = Record.objects.filter(state="public").order_by("-dated_on", "-pk")
    return [
        row.pk
        for row in rows
        if wanted.get("agency") in (None, row.agency_id)
        and wanted.get("year") in (None, row.dated_on.year)
        and str(wanted.get("words", "")) in row.words
    ]


@pytest.mark.parametrize("year", [None, 2025, 2026, 1900])
@pytest.mark.parametrize("words", ["", "虚构商贸", "第7号", "没有这些字"])
def test_lists_are_whole_in_their_order(world: County, year: int | None, words: str) -> None:
    for agency in (None, world.ju.pk):
        within = None if agency is None else frozenset({agency})
        asked = Asked(LICENCE, within, year=year, words=words, size=4)
        assert through(asked) == plain(agency=agency, year=year, words=words)


def test_many_hits_are_walked_and_few_are_looked_up(world: County, monkeypatch: pytest.MonkeyPatch) -> None:
    for enough in (0, 3, 100):
        monkeypatch.setattr(postgres, "ENOUGH", enough)
        assert through(Asked(LICENCE, words="虚构 商贸", size=7)) == plain(words="虚构商贸")
    assert world.ju.pk


def test_marks_and_words_that_are_none(world: County) -> None:
    first = public_page(Asked(LICENCE, size=5))
    for mark in ("x", "2026-13-01_1", "2026-01-01_" + "9" * 40, "_"):
        assert public_page(Asked(LICENCE, size=5, before=mark)).rows == first.rows
    assert public_page(Asked(LICENCE, words="号")).dropped == ("号",)
    assert public_page(Asked("no_such")).rows == ()
    assert public_page(Asked(LICENCE, party_kind="自然人")).rows == ()
    assert world.ju.pk


def test_a_list_takes_the_same_queries_however_long(world: County) -> None:
    taken = []
    for asked in (Asked(LICENCE, size=1), Asked(LICENCE, size=25)):
        with CaptureQueriesContext(connection) as captured:
            public_page(asked)
        taken.append(len(captured))
    assert taken == [1, 1]
    with CaptureQueriesContext(connection) as captured:
        assert len(public_page(Asked(LICENCE, words="虚构商贸", size=25)).rows) == 25
    assert len(captured) <= 3
    assert world.ju.pk


def test_officers_see_what_is_held_back_of_their_agencies(world: County) -> None:
    assert len(page(world.person(), Asked(LICENCE, size=50)).rows) == 20
    above = world.person(Role.SUPERVISOR, world.xian)
    assert len(page(above, Asked(LICENCE, size=50)).rows) == 30
    assert len(page(above, Asked(LICENCE, size=50, states=("held_back",))).rows) == 3
    stranger = world.person(at=world.lin)
    assert page(stranger, Asked(LICENCE, size=50)).rows == ()
    assert page(stranger, Asked(LICENCE, frozenset({world.ju.pk}), words="虚构")).rows == ()
    assert len(sources(above)) == 2
    assert sources(stranger) == []
    assert deliveries(stranger) == []


def test_sums_by_agency_and_year(world: County) -> None:
    lines = counts.by_agency_and_year(LICENCE)
    assert {(line.agency_id, line.year): (line.all, line.public) for line in lines} == {
        (world.ju.pk, 2025): (10, 10),
        (world.ju.pk, 2026): (10, 8),
        (world.other.pk, 2025): (5, 5),
        (world.other.pk, 2026): (5, 4),
    }
    total = counts.totals()
    assert [(each.register, each.public, each.first, each.last) for each in total] == [
        (LICENCE, 27, 2025, 2026)
    ]
    with CaptureQueriesContext(connection) as captured:
        counts.by_agency_and_year(LICENCE)
    assert len(captured) == 1


def test_cells_of_table_two_with_what_is_behind_them(world: County, tmp_path: Path) -> None:
    delivered(tmp_path, source(world.ju, PENALTY), as_csv([penalty(n) for n in range(3)], PENALTY))
    both = frozenset({world.ju.pk, world.other.pk})
    cells = counts.cells(Period(2026), both)
    licences, penalties = (
        "t2.art20_5.admin_license.decisions_this_year",
        "t2.art20_6.admin_penalty.decisions_this_year",
    )
    assert (cells[licences], cells[penalties]) == (15, 3)  # what is not shown counts
    above = world.person(Role.SUPERVISOR, world.xian)
    behind = page(above, Asked(LICENCE, both, year=2026, cell=licences, size=50)).rows
    assert len(behind) == 15
    assert page(above, Asked(LICENCE, both, year=2026, cell="t2.no.such")).rows == ()
    assert "t2.art20_8.admin_fee.fee_amount_wan" not in cells  # nobody delivers it: blank, not zero


def test_money_is_summed_exactly(world: County, tmp_path: Path) -> None:
    rows = [
        {"year": "2026", "code": f"F{n}", "name": f"虚构费{n}", "unit": "云岭县虚构局", "amount": amount}
        for n, amount in enumerate(("0.01", "475936663.00", "99.99"))
    ]
    done = delivered(tmp_path, source(world.ju, "fee_amount"), as_csv(rows, "fee_amount"))
    assert done.message == ""
    cells = counts.cells(Period(2026), frozenset({world.ju.pk}))
    assert cells["t2.art20_8.admin_fee.fee_amount_wan"] == Decimal("47593.6763")


def test_the_board_names_who_is_behind(world: County, tmp_path: Path) -> None:
    officer = world.person()
    monthly = source(world.ju, PENALTY, rhythm=Rhythm.MONTHLY)
    on = date(2026, 3, 2)
    standings = board.board(officer, on)
    assert [(each.source.register, each.missing) for each in standings] == [(PENALTY, True), (LICENCE, False)]
    assert (standings[1].applied, standings[1].rows, standings[1].late) == (1, 20, 20)
    delivered(tmp_path, monthly, as_csv([penalty(1, fine="-1")], PENALTY))
    delivered(tmp_path, monthly, as_csv([penalty(1, decided_on="2026-03-01")], PENALTY))
    one = board.board(officer, on, register=PENALTY)[0]
    assert (one.missing, one.expected_by, one.applied, one.refused, one.late) == (
        False,
        date(2026, 4, 30),
        1,
        1,
        0,
    )
    number = Record.objects.get(register=PENALTY).pk
    actions.pull(record_id=number, on=date(2026, 3, 2), reason="撤销", by=officer, at=NOON + 10 * DAY)
    assert [(each.agency_id, each.many) for each in board.left_late(officer)] == [(world.ju.pk, 1)]
    assert board.left_late(world.person(at=world.lin)) == []


@pytest.mark.parametrize(
    ("rhythm", "last", "expected"),
    [
        (Rhythm.MONTHLY, date(2025, 12, 31), date(2026, 1, 31)),
        (Rhythm.QUARTERLY, date(2026, 2, 1), date(2026, 6, 30)),
        (Rhythm.YEARLY, date(2025, 6, 1), date(2026, 12, 31)),
        (Rhythm.EACH, date(2025, 6, 1), None),
    ],
)
def test_by_when_something_is_expected(rhythm: Rhythm, last: date, expected: date | None) -> None:
    assert board.expected_by(rhythm, last) == expected


def test_exports_say_what_the_public_reads(world: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BLOCK", 4)
    rows = list(csv.reader(io.StringIO("".join(export.as_csv(Asked(LICENCE, year=2026))))))
    assert len(rows) == 1 + 12
    assert rows[0][0] == "\ufeff机关"
    told = [json.loads(line) for line in export.as_jsonl(Asked(LICENCE, frozenset({world.other.pk})))]
    assert [each["id"] for each in told] == plain(agency=world.other.pk)
    assert "open" not in told[0]


def test_sources_are_kept_by_their_own(world: County) -> None:
    officer = world.person()
    number = source(world.ju, name="处罚系统")
    with pytest.raises(Refused, match="同名"):
        source(world.ju, name="处罚系统")
    with pytest.raises(Refused, match="没有这种登记簿"):
        source(world.ju, "no_such")
    with pytest.raises(Refused, match="没有"):
        actions.map_source(
            source_id=number, mapping={"甲": "no_such"}, rhythm=Rhythm.EACH, by=officer, at=NOON
        )
    actions.map_source(source_id=number, mapping={"甲": "content"}, rhythm=Rhythm.YEARLY, by=officer, at=NOON)
    held = source_of(officer, number)
    assert held is not None
    assert (held.mapping, held.rhythm, held.pushes) == ({"甲": "content"}, Rhythm.YEARLY, False)
    actions.close_source(source_id=number, reason="停用", by=officer, at=NOON)
    assert source_of(world.person(at=world.lin), number) is None
    with pytest.raises(Refused, match="停用"):
        actions.renew_key(source_id=number, by=officer, at=NOON)
