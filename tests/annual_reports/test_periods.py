"""Statistics of a period: months make quarters, halves and the year; what is open is carried on; every figure is its list."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.agencies import actions as organisation
from gongkai.agencies.models import Agency
from gongkai.annual_reports.actions.compiling import compile_report
from gongkai.annual_reports.actions.rolling import set_roll_up_rule
from gongkai.annual_reports.models import Compiled, Scope, WorkingReport
from gongkai.annual_reports.queries.gathering import gathered
from gongkai.annual_reports.queries.lines import MOST
from gongkai.annual_reports.queries.periods import Statistics, behind, months, statistics
from gongkai.law.report.arithmetic import Number, equations
from gongkai.law.report.periods import Length, Period, periods_of
from gongkai.law.report.schema import Kind
from gongkai.normative.models import Document
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.annual_reports.year import AT, Tree, applied, body, decided, lived_by, tree
from tests.applications.histories import histories
from tests.normative.register import entered as document
from tests.registers.world import as_csv, delivered, source
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
OWN, ALL = Scope.OWN, Scope.ROLLED_UP
ON = date(2026, 1, 12)
NEW, OPEN, GRANTED = "t3.new_received.total", "t3.carried_out.total", "t3.granted.natural_person"
LICENCES = "t2.art20_5.admin_license.decisions_this_year"
FEE = "t2.art20_8.admin_fee.fee_amount_wan"
ISSUED, IN_FORCE = (f"t2.art20_1.normative_document.{column}" for column in ("issued_this_year", "in_force"))
WHY: dict[str, Any] = {"by": OPERATOR, "at": AT, "reason": "云编发〔2025〕3号（虚构示例）"}


@pytest.fixture
def made() -> Tree:
    return tree()


def counted(agency: Agency, key: str, scope: Scope = OWN, on: date = ON) -> Statistics:
    return statistics(agency.pk, Period.parse(key), scope, on=on)


def cells(found: Statistics) -> dict[str, Number]:
    return {cell: each.value for cell, each in found.figures.items() if each.value is not None}


def filled(made: Tree, folder: Path) -> None:
    """Two years of everything, over three bodies below a county and the tax bureau."""
    chance = Random(5)
    lived_by((*made.below, made.tax), list(histories(600, 4, 11)))
    for place, agency in enumerate(made.below):
        days = [
            date(2024, 1, 1).replace(year=2024 + n % 2, month=1 + chance.randrange(12)) for n in range(20)
        ]
        decided(folder, agency, days, days[: 4 * place])
    at = Office(made.county, {})
    for number in range(8):
        issued_on = date(2024 + number % 2, 1 + chance.randrange(12), 8)
        until = date(2025, 1 + number, 28) if number % 4 == 0 else None
        document(at, f"云虚规〔{issued_on.year}〕{number + 1}号", issued_on, valid_until=until)


def test_parts_of_a_year_make_the_year_and_what_is_open_is_carried_on(made: Tree, tmp_path: Path) -> None:
    filled(made, tmp_path)
    for agency, scope in ((made.water, OWN), (made.county, ALL)):
        told = {period: counted(agency, period.key, scope) for period in periods_of(2025)}
        found = {period: cells(each) for period, each in told.items()}
        for period, its in found.items():
            for equation in equations(period.form.id):
                assert _sum(its, equation.left) == _sum(its, equation.right), (period.name, equation.label)
            if period.before in found:
                beside = {cell: each.before for cell, each in told[period].figures.items()}
                assert {cell: each for cell, each in beside.items() if each is not None} == found[
                    period.before
                ]
            for length in Length:
                if length.months < period.length.months:
                    parts = [found[part] for part in period.parts(length)]
                    assert_added(its, parts)
                    assert_carried(its, parts)
        assert found[Period(2025)][NEW] > 20


def assert_added(whole: Mapping[str, Number], parts: list[dict[str, Number]]) -> None:
    """What happened adds up; what stands at an end does not."""
    for cell, value in whole.items():
        if not _stands(cell) and cell != FEE:
            assert value == sum(part[cell] for part in parts), cell


def assert_carried(whole: Mapping[str, Number], parts: list[dict[str, Number]]) -> None:
    """What was open at the end of a part is what the next begins with; the whole begins as its first and ends as its last."""
    for kind in ("natural_person", "org_business", "total"):
        came, went = f"t3.carried_in.{kind}", f"t3.carried_out.{kind}"
        assert [part[came] for part in parts[1:]] == [part[went] for part in parts[:-1]]
        assert (whole[came], whole[went]) == (parts[0][came], parts[-1][went])
    for cell in (IN_FORCE, "t4.review.pending"):
        assert whole[cell] == parts[-1][cell]


def _stands(cell: str) -> bool:
    """Whether a cell tells what there is at a moment, and not what happened."""
    return (
        cell.startswith(("t3.carried_in", "t3.carried_out"))
        or cell.endswith(("in_force", "published_total", "items_last_year"))
        or (cell.startswith("t4.") and cell.endswith(("pending", "total")))
    )


def _sum(its: Mapping[str, Number], of: tuple[str, ...]) -> Number:
    return sum(its[cell] for cell in of)


def test_a_year_is_what_the_report_counts(made: Tree, tmp_path: Path) -> None:
    filled(made, tmp_path)
    for year in (2020, 2025):
        compile_report(made.water.pk, year, OWN, by=OPERATOR, at=AT)
        run = Compiled.objects.get(working__agency=made.water, working__year=year)
        assert {cell: str(value) for cell, value in cells(counted(made.water, str(year))).items()} == {
            cell: str(value) for cell, value in run.cells.items()
        }


@pytest.mark.parametrize("key", ["2025H1", "2025-03", "2020-11"])
def test_every_figure_is_what_is_behind_it(made: Tree, tmp_path: Path, key: str) -> None:
    filled(made, tmp_path)
    period = Period.parse(key)
    for agency, scope in ((made.water, OWN), (made.county, ALL)):
        for cell, figure in counted(agency, key, scope).figures.items():
            told = behind(agency.pk, period, scope, cell, on=ON)
            assert told is not None
            assert told.value == figure.value, cell
            if scope is ALL:
                assert sum(each.value for each in told.gave) == (figure.value or 0), cell
            elif told.many <= MOST and figure.spec.column.kind is not Kind.WAN:
                assert sum(line.counts for line in told.lines) == (figure.value or 0), cell
    assert behind(made.water.pk, period, OWN, "t3.nothing.total", on=ON) is None


def test_the_period_before_and_the_same_one_a_year_ago_stand_beside(made: Tree) -> None:
    for on in (date(2024, 7, 3), date(2025, 6, 3), date(2025, 6, 9), date(2025, 7, 1)):
        applied(made.water, on)
    new = counted(made.water, "2025-07").figures[NEW]
    assert (new.value, new.before, new.a_year_ago) == (1, 2, 1)
    assert (new.change, new.change_in_a_year) == (-1, 0)
    blank = counted(made.water, "2025-07").figures[FEE]
    assert (blank.value, blank.change, blank.change_in_a_year) == (None, None, None)
    assert "不能分到较短的时段" in blank.told
    assert "共1件" in new.told


def test_across_the_change_of_forms_only_what_means_the_same_stands_beside(made: Tree) -> None:
    document(Office(made.county, {}), "云虚规〔2020〕1号", date(2020, 12, 9))
    found = counted(made.county, "2021-01").figures
    assert (found[ISSUED].before, found[IN_FORCE].before) == (1, None)
    first = counted(made.county, "2019-01").figures
    assert {each.before for each in first.values()} == {each.a_year_ago for each in first.values()} == {None}
    with pytest.raises(LookupError):
        counted(made.county, "2018-12")


def test_what_is_registered_by_year_has_no_month(made: Tree, tmp_path: Path) -> None:
    row = {"year": "2025", "code": "F1", "name": "虚构费", "unit": "云岭县水利局", "amount": "475936663.00"}
    delivered(tmp_path, source(made.water, "fee_amount"), as_csv([row], "fee_amount"))
    assert counted(made.water, "2025").figures[FEE].value == Decimal("47593.6663")
    for key in ("2025H1", "2025Q1", "2025-01"):
        assert counted(made.water, key).figures[FEE].value is None
        told = behind(made.water.pk, Period.parse(key), OWN, FEE, on=ON)
        assert told is not None
        assert (told.value, told.lines) == (None, ())


def test_amounts_and_lists_of_the_form_of_2019_by_quarter(made: Tree, tmp_path: Path) -> None:
    """Money of the rows of a quarter, rounded body by body; a list as it was on its eve and on its last day."""
    for agency, amount in ((made.water, "10000.50"), (made.finance, "20000.50")):
        bought = [
            {
                "project_no": f"{agency.slug}-{month}",
                "name": "虚构采购",
                "buyer": agency.name,
                "amount": amount,
                "contracted_on": f"2020-{month:02}-15",
            }
            for month in (2, 8, 9)
        ]
        assert deliver(tmp_path, agency, "central_procurement", bought) == 3
    fee = {
        "code": "F1",
        "name": "虚构费",
        "legal_basis": "虚构条例",
        "standard": "每件1元",
        "effective_on": "2019-01-01",
    }
    ended = {"ended_on": "2020-05-01", "end_reason": "取消"}
    later = {"code": "F3", "name": "虚构费三", "effective_on": "2020-08-01"}
    fees = [
        fee | {"ended_on": "", "end_reason": ""},
        fee | ended | {"code": "F2"},
        fee | later | {"ended_on": "", "end_reason": ""},
    ]
    assert deliver(tmp_path, made.water, "fee_item", fees) == 3
    bought_in, amount_of = (
        f"t2.art20_9.central_procurement.procurement_{name}" for name in ("projects", "amount_wan")
    )
    there, change = (f"t2.art20_8.admin_fee.items_{name}" for name in ("last_year", "change"))
    quarters = [counted(made.county, f"2020Q{number}", ALL).figures for number in (1, 2, 3, 4)]
    assert [each[bought_in].value for each in quarters] == [2, 0, 4, 0]
    assert [str(each[amount_of].value) for each in quarters] == ["3.0002", "0.0000", "6.0002", "0.0000"]
    assert [(each[there].value, each[change].value) for each in quarters] == [(2, 0), (2, -1), (1, 1), (2, 0)]
    own = counted(made.water, "2020").figures
    assert (own[bought_in].value, own[there].value, own[change].value) == (3, 2, 0)
    told = behind(made.water.pk, Period.parse("2020Q2"), OWN, change, on=ON)
    assert told is not None
    assert [line.counts for line in told.lines] == [-1]


def deliver(folder: Path, agency: Agency, register: str, rows: list[dict[str, str]]) -> int:
    """Rows of a register, delivered; how many were new."""
    done = delivered(folder, source(agency, register), as_csv(rows, register))
    assert done.stage == "applied", done.message
    return done.made


def test_a_period_that_runs_is_counted_to_the_day_and_one_to_come_is_blank(made: Tree) -> None:
    applied(made.water, date(2025, 7, 3), date(2025, 7, 9), "granted")
    running = counted(made.water, "2025-07", on=date(2025, 7, 5))
    assert running.running
    assert not counted(made.water, "2025-07", on=date(2025, 7, 31)).running
    to_come = counted(made.water, "2025-08", on=date(2025, 7, 5))
    assert {each.value for each in to_come.figures.values()} == {None}
    assert to_come.figures[NEW].before == 1
    assert to_come.balanced
    told = behind(made.water.pk, Period.parse("2025-08"), OWN, "t3.carried_in.total", on=date(2025, 7, 5))
    assert told is not None
    assert (told.value, told.lines) == (None, ())


def test_nothing_is_kept(made: Tree) -> None:
    applied(made.water, date(2025, 7, 3))
    before = LogEntry.objects.count()
    counted(made.county, "2025H2", ALL)
    assert not WorkingReport.objects.exists()
    assert LogEntry.objects.count() == before


def test_below_are_those_that_count_and_the_others_are_named(made: Tree) -> None:
    for agency in (made.county, *made.below, made.tax):
        applied(agency, date(2025, 7, 3), date(2025, 7, 9), "granted")
    under_tax = body("shuiwusuo", "国家税务总局云岭县税务局第一税务所", parent=made.tax)
    applied(under_tax, date(2025, 7, 3))
    inner = body("shuiku", "云岭县云岭水库管理所", parent=made.water)
    applied(inner, date(2025, 7, 4))
    found = counted(made.county, "2025-07", ALL)
    assert found.figures[NEW].value == 5
    assert [row.slug for row, _ in found.gathered.left_out] == ["shuiwu"]
    assert found.silent == ()
    body("xinju", "云岭县虚构局", parent=made.county)
    assert [row.slug for row in counted(made.county, "2025-07", ALL).silent] == ["xinju"]
    set_roll_up_rule(made.town.pk, counts=False, first_year=2025, **WHY)
    set_roll_up_rule(made.tax.pk, counts=True, first_year=2025, **WHY)
    now = counted(made.county, "2025-07", ALL)
    assert (
        now.figures[NEW].value == 5
    )  # the bureau came, the township went; the office below the bureau is vertical itself
    assert {row.slug: why for row, why in now.gathered.left_out}["qinghe"] == WHY["reason"]
    told = behind(made.county.pk, Period.parse("2025-07"), ALL, NEW, on=ON)
    assert told is not None
    assert {each.agency.slug: each.value for each in told.gave} == {
        "xian": 1,
        "caizheng": 1,
        "shuili": 1,
        "shuiwu": 1,
        "shuiku": 1,
    }


def test_a_body_that_was_merged_counts_with_its_successor_all_year(made: Tree) -> None:
    applied(made.finance, date(2025, 3, 3), date(2025, 4, 1), "granted")
    applied(made.water, date(2025, 9, 3), date(2025, 9, 20), "granted")
    organisation.merge(agency_ids=[made.finance.pk], into_id=made.water.pk, on=date(2025, 7, 1), **WHY)
    assert [counted(made.water, key).figures[GRANTED].value for key in ("2025", "2025H1", "2025H2")] == [
        2,
        1,
        1,
    ]
    found = counted(made.county, "2025H1", ALL)
    assert found.figures[GRANTED].value == 1
    assert "已并入云岭县水利局" in {row.slug: why for row, why in found.gathered.left_out}["caizheng"]
    told = behind(made.county.pk, Period.parse("2025H1"), ALL, GRANTED, on=ON)
    assert told is not None
    assert [(each.agency.slug, each.value) for each in told.gave] == [("shuili", 1)]


def test_the_months_of_a_year_so_far(made: Tree, tmp_path: Path) -> None:
    applied(made.water, date(2025, 1, 8), date(2025, 2, 4), "granted")
    applied(made.water, date(2025, 2, 8))
    decided(tmp_path, made.water, [date(2025, 2, 10), date(2025, 2, 11)], [date(2025, 3, 1)])
    found = months(gathered(made.water.pk, 2025, OWN), 2025, on=date(2025, 3, 1))
    assert [(each.period.number, each.came, each.handled, each.open) for each in found] == [
        (1, 1, 0, 1),
        (2, 1, 1, 1),
        (3, 0, 0, 1),
    ]
    assert [list(each.decisions.values()) for each in found] == [[0, 0], [2, 0], [0, 1]]
    assert [each.decided for each in found] == [0, 2, 1]


def test_it_takes_as_many_queries_however_many_bodies_there_are(made: Tree, tmp_path: Path) -> None:
    filled(made, tmp_path)
    period = Period.parse("2025Q3")

    def cost() -> tuple[int, ...]:
        found = []
        for cell in ("", NEW, LICENCES, ISSUED, "t4.review.total"):
            with CaptureQueriesContext(connection) as asked:
                if cell:
                    behind(made.county.pk, period, ALL, cell, on=ON)
                else:
                    counted(made.county, "2025Q3", ALL)
            found.append(len(asked))
        return tuple(found)

    few = cost()
    for number in range(5):
        applied(body(f"ju-{number}", f"云岭县第{number}局", parent=made.county), date(2025, 8, 3))
    assert cost() == few
    assert Document.objects.exists()
    assert few[0] <= 60
