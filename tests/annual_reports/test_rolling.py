"""Rolling up: own figures and those of all below, cell by cell; who is missing, failing, left out; what changes afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.agencies import actions as organisation
from gongkai.agencies.models import Agency
from gongkai.annual_reports.actions.compiling import CompiledReport, compile_all, compile_report
from gongkai.annual_reports.actions.figures import set_by_hand, state_none
from gongkai.annual_reports.actions.rolling import set_roll_up_rule, take_back_roll_up_rule
from gongkai.annual_reports.models import AnnualReport, Compiled, Contribution, Part, Scope, Step, StepKind
from gongkai.annual_reports.queries.beside import figures
from gongkai.annual_reports.queries.drilling import behind
from gongkai.annual_reports.queries.late import late_facts
from gongkai.annual_reports.queries.rolling import contributions, corrections, rolled_up
from gongkai.annual_reports.queries.working import working
from gongkai.law.report.compiling.facts import Source
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.actions.refused import Refused
from tests.annual_reports.stored import take_in
from tests.annual_reports.year import AT, YEAR, Tree, applied, body, decided, lived_by, tree, whole
from tests.applications.histories import histories
from tests.law.report.reports import balanced_2019, township_2021, with_cells
from tests.signoff.office import actor, duty, user

pytestmark = pytest.mark.django_db
OWN, ALL = Scope.OWN, Scope.ROLLED_UP
GRANTED, NEW = "t3.granted.natural_person", "t3.new_received.natural_person"
LICENCES = "t2.art20_5.admin_license.decisions_this_year"
NONE: dict[str, Any] = {"reason": "本机关没有这类事项", "source": "三定方案（虚构示例）"}
WHY: dict[str, Any] = {"by": OPERATOR, "at": AT, "reason": "云编发〔2025〕3号（虚构示例）"}


@pytest.fixture
def made() -> Tree:
    return tree()


def complete(agency: Agency, year: int = YEAR) -> None:
    """A body compiled, its blanks stated to be none."""
    number = compile_report(agency.pk, year, OWN, by=OPERATOR, at=AT).working_id
    if set(whole(agency, year).form.cells) - set(whole(agency, year).cells):
        state_none(number, by=OPERATOR, at=AT, **NONE)


def gather(agency: Agency, year: int = YEAR, at: Any = AT) -> CompiledReport:
    return compile_report(agency.pk, year, ALL, by=OPERATOR, at=at)


def parts(agency: Agency, year: int = YEAR) -> dict[str, Part]:
    """What each body gave, by address."""
    run = whole(agency, year, ALL).run
    assert run is not None
    return {each.agency.slug: each.part for each in contributions(run.id)}


def why(agency: Agency, slug: str) -> str:
    run = whole(agency, YEAR, ALL).run
    assert run is not None
    return next(each.why for each in contributions(run.id) if each.agency.slug == slug)


def test_own_and_all_below_are_added_cell_by_cell(made: Tree, tmp_path: Path) -> None:
    for place, agency in enumerate((made.county, *made.below)):
        for _ in range(place + 1):
            applied(agency, date(2025, 3, 3), date(2025, 4, 1), "granted")
    decided(tmp_path, made.water, [date(2025, 2, 10), date(2025, 3, 10)])
    applied(made.tax, date(2025, 3, 3))
    for agency in (made.county, *made.below, made.tax):
        complete(agency)
    done = gather(made.county)
    found = whole(made.county, YEAR, ALL)
    assert (found.cells[GRANTED], found.cells[LICENCES], done.hindering) == (10, 2, ())
    assert parts(made.county) == {
        "xian": Part.OWN,
        "caizheng": Part.COMPILED,
        "shuili": Part.COMPILED,
        "qinghe": Part.COMPILED,
        "shuiwu": Part.LEFT_OUT,
    }
    assert "随本系统报告" in why(made.county, "shuiwu")
    told = behind(found, GRANTED)
    assert told is not None
    assert [(line.title, line.counts) for line in told.lines][:2] == [
        ("云岭县清河镇人民政府", 4),
        ("云岭县水利局", 3),
    ]
    assert (told.source, told.value, told.counted) == (Source.BELOW, 10, 10)
    assert figures(found)[GRANTED].source is Source.BELOW
    assert found.run is not None
    assert set(found.run.covers) == {made.county.pk, *(each.pk for each in made.below)}


def test_who_is_missing_or_fails_is_named(made: Tree) -> None:
    complete(made.county)
    complete(made.finance)
    compile_report(made.water.pk, YEAR, OWN, by=OPERATOR, at=AT)
    done = gather(made.county)
    assert parts(made.county)["shuili"] is Part.FAILING
    assert parts(made.county)["qinghe"] is Part.MISSING
    assert dict(done.hindering)["云岭县清河镇人民政府"] == "还没有编制，也没有报送。"
    assert set(dict(done.hindering)) == {"云岭县水利局", "云岭县清河镇人民政府"}


def test_own_blanks_are_named_too(made: Tree) -> None:
    for agency in made.below:
        complete(agency)
    assert [name for name, _ in gather(made.county).hindering] == ["云岭县人民政府"]


def test_a_report_that_was_handed_in_counts_instead_of_what_the_platform_has(made: Tree) -> None:
    for agency in (made.county, *made.below):
        complete(agency)
    take_in(replace(township_2021("云岭县清河镇", received=6), report_year=YEAR), "qinghe")
    gather(made.county)
    assert parts(made.county)["qinghe"] is Part.REPORTED
    assert whole(made.county, YEAR, ALL).cells[NEW] == 6
    assert Contribution.objects.get(agency=made.town).version == AnnualReport.objects.get()


def test_a_report_of_the_wrong_form_and_one_that_does_not_balance_are_told(made: Tree) -> None:
    for agency in (made.county, *made.below):
        complete(agency)
    take_in(replace(balanced_2019(), report_year=YEAR, agency_name="云岭县财政局"), "caizheng")
    wrong = with_cells(township_2021("云岭县清河镇", received=6), {GRANTED: 99})
    take_in(replace(wrong, report_year=YEAR), "qinghe")
    gather(made.county)
    assert (parts(made.county)["caizheng"], parts(made.county)["qinghe"]) == (Part.OTHER_FORM, Part.FAILING)
    assert "请换上2025年度的报告" in why(made.county, "caizheng")
    assert "99" in why(made.county, "qinghe")
    found = whole(made.county, YEAR, ALL)
    assert found.cells[GRANTED] == 99
    assert "R302" in {finding.rule for finding in figures(found)[GRANTED].findings}


def test_what_was_said_of_a_body_counts_before_its_name(made: Tree) -> None:
    for agency in (made.county, *made.below, made.tax):
        complete(agency)
    number = set_roll_up_rule(made.water.pk, counts=False, first_year=2025, reason="随省级系统报告", **_by())
    set_roll_up_rule(made.tax.pk, counts=True, first_year=2024, reason="本地代管", **_by())
    gather(made.county)
    assert (parts(made.county)["shuili"], parts(made.county)["shuiwu"]) == (Part.LEFT_OUT, Part.COMPILED)
    assert why(made.county, "shuili") == "随省级系统报告"
    gather(made.county, 2024)
    assert parts(made.county, 2024)["shuili"] is Part.MISSING
    take_back_roll_up_rule(number, why="误设", **_by())
    gather(made.county)
    assert parts(made.county)["shuili"] is Part.COMPILED
    with pytest.raises(Refused, match="已经撤销"):
        take_back_roll_up_rule(number, why="误设", **_by())
    with pytest.raises(Refused, match="理由"):
        set_roll_up_rule(made.water.pk, counts=False, first_year=2025, reason="", **_by())
    officer = actor(user("甲"), duty(Role.DISCLOSURE_OFFICER, made.water.pk))
    with pytest.raises(PermissionDenied):
        set_roll_up_rule(made.water.pk, counts=False, first_year=2025, reason="理由", by=officer, at=AT)


def _by() -> dict[str, Any]:
    return {"by": OPERATOR, "at": AT}


def test_the_facts_of_a_body_merged_in_mid_year_stand_with_its_successor_and_once(made: Tree) -> None:
    applied(made.finance, date(2025, 3, 3), date(2025, 4, 1), "granted")
    applied(made.water, date(2025, 9, 3), date(2025, 9, 20), "granted")
    organisation.merge(agency_ids=[made.finance.pk], into_id=made.water.pk, on=date(2025, 7, 1), **WHY)
    for agency in (made.county, made.water, made.town):
        complete(agency)
    assert whole(made.water).cells[GRANTED] == 2
    told = behind(whole(made.water), GRANTED)
    assert told is not None
    assert told.value == 2
    assert gather(made.county).hindering == ()
    assert parts(made.county)["caizheng"] is Part.LEFT_OUT
    assert "已并入云岭县水利局" in why(made.county, "caizheng")
    assert whole(made.county, YEAR, ALL).cells[GRANTED] == 2


def test_a_merged_body_with_a_report_of_its_own_gives_that(made: Tree) -> None:
    applied(made.finance, date(2025, 3, 3), date(2025, 4, 1), "granted")
    organisation.merge(agency_ids=[made.finance.pk], into_id=made.water.pk, on=date(2025, 7, 1), **WHY)
    for agency in (made.county, *made.below):
        complete(agency)
    assert whole(made.water).cells[GRANTED] == 0
    gather(made.county)
    assert parts(made.county)["caizheng"] is Part.COMPILED
    assert whole(made.county, YEAR, ALL).cells[GRANTED] == 1


def test_a_report_of_its_own_made_later_does_not_count_twice(made: Tree) -> None:
    applied(made.finance, date(2025, 3, 3), date(2025, 4, 1), "granted")
    organisation.merge(agency_ids=[made.finance.pk], into_id=made.water.pk, on=date(2025, 7, 1), **WHY)
    for agency in (made.county, made.water, made.town, made.finance):
        complete(agency)
    gather(made.county)
    assert whole(made.county, YEAR, ALL).cells[GRANTED] == 1


def test_a_body_that_was_split_is_missing_until_it_has_a_report(made: Tree) -> None:
    organisation.split(
        agency_id=made.finance.pk, into_ids=[made.water.pk, made.town.pk], on=date(2025, 7, 1), **WHY
    )
    for agency in (made.county, made.water, made.town):
        complete(agency)
    gather(made.county)
    assert parts(made.county)["caizheng"] is Part.MISSING
    told = why(made.county, "caizheng")
    assert "2025年6月30日终止，由云岭县水利局、云岭县清河镇人民政府承接" in told
    complete(made.finance)
    assert gather(made.county).hindering == ()


@pytest.mark.parametrize(("last", "there"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)])
def test_a_body_that_ended_before_the_year_is_not_waited_for(made: Tree, last: date, *, there: bool) -> None:
    organisation.abolish(agency_id=made.finance.pk, on=last + timedelta(days=1), **WHY)
    gather(made.county)
    assert ("caizheng" in parts(made.county)) is there


def test_late_corrections_show_as_differences_and_the_run_stays_as_it_was(made: Tree) -> None:
    for agency in (made.county, *made.below):
        complete(agency)
    gather(made.county)
    found = whole(made.county, YEAR, ALL)
    assert corrections(found) == []
    assert gather(made.county, at=AT + timedelta(days=3)).repeated
    set_by_hand(whole(made.town).id, {GRANTED: 3, NEW: 3}, reason="补录", source="台账", by=OPERATOR, at=AT)
    (one,) = corrections(found)
    assert (one.agency.slug, one.before, one.after) == ("qinghe", Part.COMPILED, Part.COMPILED)
    assert {each.cell: each.change for each in one.differences}[GRANTED] == 3
    assert {each.cell for each in late_facts(found, at=AT)} >= {GRANTED, "t3.granted.total"}
    assert whole(made.county, YEAR, ALL).cells[GRANTED] == 0
    assert not gather(made.county).repeated
    assert (corrections(whole(made.county, YEAR, ALL)), whole(made.county, YEAR, ALL).cells[GRANTED]) == (
        [],
        3,
    )
    assert Compiled.objects.filter(working=found.id).count() == 2


def test_a_body_that_reports_late_is_a_correction(made: Tree) -> None:
    for agency in (made.county, made.finance, made.water):
        complete(agency)
    gather(made.county)
    complete(made.town)
    (one,) = corrections(whole(made.county, YEAR, ALL))
    assert (one.before, one.after) == (Part.MISSING, Part.COMPILED)


def test_a_government_below_gives_what_it_gathered_not_what_it_is_alone(made: Tree) -> None:
    city = body("shi", "云岭市人民政府", "government", "prefecture")
    Agency.objects.filter(pk=made.county.pk).update(parent=city)
    applied(made.town, date(2025, 3, 3), date(2025, 4, 1), "granted")
    for agency in (city, made.county, *made.below):
        complete(agency)
    done = gather(city)
    assert done.hindering == (("云岭县人民政府", "下级数据还没有汇总。"),)
    gather(made.county)
    assert gather(city).hindering == ()
    assert whole(city, YEAR, ALL).cells[GRANTED] == 1


def test_what_a_government_published_of_itself_alone_does_not_stand_for_all_below(made: Tree) -> None:
    city = body("shi", "云岭市人民政府", "government", "prefecture")
    Agency.objects.filter(pk=made.county.pk).update(parent=city)
    for agency in (city, made.county, *made.below):
        complete(agency)
    gather(made.county)
    report = replace(township_2021("云岭县", received=6), report_year=YEAR, agency_name="云岭县人民政府")
    take_in(report, "xian")
    version = AnnualReport.objects.get()
    gather(city)
    assert parts(city)["xian"] is Part.REPORTED
    Step.objects.create(
        working_id=whole(made.county).id, number=1, kind=StepKind.PUBLISHED, version=version, at=AT, by="甲"
    )
    gather(city)
    assert parts(city)["xian"] is Part.COMPILED


def test_everything_below_is_compiled_from_the_lowest_level_up(made: Tree) -> None:
    city = body("shi", "云岭市人民政府", "government", "prefecture")
    Agency.objects.filter(pk=made.county.pk).update(parent=city)
    applied(made.town, date(2025, 3, 3), date(2025, 4, 1), "granted")
    heard: list[str] = []
    done = compile_all(city.pk, YEAR, by=OPERATOR, at=AT, told=lambda name, _: heard.append(name))
    assert heard[-2:] == ["云岭县人民政府", "云岭市人民政府"]
    assert set(heard) == {"云岭市人民政府", "云岭县人民政府", *(each.name for each in made.below)}
    assert whole(city, YEAR, ALL).cells[GRANTED] == 1
    assert [name for name, _ in done.hindering] == ["云岭市人民政府", "云岭县人民政府"]


def test_own_figures_that_are_handed_on_are_taken_as_they_are(made: Tree) -> None:
    complete(made.county)
    Step.objects.create(working_id=whole(made.county).id, number=1, kind=StepKind.SUBMITTED, at=AT, by="甲")
    applied(made.county, date(2025, 3, 3), date(2025, 4, 1), "granted")
    gather(made.county)
    assert whole(made.county, YEAR, ALL).cells[GRANTED] == 0


def test_a_roll_up_costs_the_same_however_many_are_below(made: Tree) -> None:
    for agency in (made.county, *made.below):
        complete(agency)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            rolled_up(made.county.pk, YEAR)
        return len(seen)

    few = asked()
    for number in range(5):
        complete(body(f"ju-{number}", f"云岭县第{number}局", parent=made.county))
    assert asked() == few


def test_random_agencies_roll_up_to_their_sum(made: Tree, tmp_path: Path) -> None:
    agencies = (made.county, *made.below)
    lived_by(agencies, list(histories(500, 4, 23)))
    decided(tmp_path, made.town, [date(2025, 1 + n, 3) for n in range(7)])
    for year in (2020, 2025):
        compile_all(made.county.pk, year, by=OPERATOR, at=AT)
        gathered = whole(made.county, year, ALL).cells
        each = [working(agency.pk, year, OWN) for agency in agencies]
        for cell in whole(made.county, year, ALL).form.cells:
            given = [one.cells[cell] for one in each if one and cell in one.cells]
            assert gathered.get(cell) == (sum(given, Decimal(0)) if given else None), cell
