"""Compiling: every figure counts events, every figure leads to them, what is set by hand is marked and taken back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.annual_reports.actions.compiling import compile_report
from gongkai.annual_reports.actions.figures import set_by_hand, state_none, take_back
from gongkai.annual_reports.models import (
    Compiled,
    ManualFigure,
    Scope,
    SectionText,
    Step,
    StepKind,
    WorkingReport,
)
from gongkai.annual_reports.queries.beside import figures
from gongkai.annual_reports.queries.drilling import behind
from gongkai.annual_reports.queries.late import late_facts
from gongkai.annual_reports.queries.working import figures_ever, runs, workings
from gongkai.applications.models import ApplicantKind
from gongkai.law.ledger import Kind
from gongkai.law.normative import DocumentKind
from gongkai.law.roles import Role
from gongkai.normative.actions.placing import Placed, set_place_rule
from gongkai.records.access import OPERATOR
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.annual_reports.drilling import assert_drilled
from tests.annual_reports.stored import take_in
from tests.annual_reports.year import AT, YEAR, applied, body, decided, tree, whole
from tests.applications.office import office
from tests.law.report.reports import balanced_2021, with_cells
from tests.normative.register import entered as document
from tests.remedies.office import entered, opened
from tests.signoff.office import Office, actor, duty, user

pytestmark = pytest.mark.django_db
OWN = Scope.OWN
LICENCES = "t2.art20_5.admin_license.decisions_this_year"
PENALTIES = "t2.art20_6.admin_penalty.decisions_this_year"
FEE = "t2.art20_8.admin_fee.fee_amount_wan"
GRANTED = "t3.granted.natural_person"
WHY: dict[str, Any] = {"reason": "线下台账补录", "source": "财政局收费台账（虚构示例）"}


def compiled(agency_id: int, year: int = YEAR) -> None:
    compile_report(agency_id, year, OWN, by=OPERATOR, at=AT)


def test_counts_what_happened_and_leaves_blank_what_nobody_counts(tmp_path: Path) -> None:
    at = tree().finance
    applied(at, date(2025, 3, 3), date(2025, 4, 1), "granted")
    applied(at, date(2025, 5, 6), kind=ApplicantKind.BUSINESS)
    applied(at, date(2024, 12, 20), date(2025, 1, 8), "unable_not_held")
    applied(at, date(2024, 3, 1), date(2024, 3, 20), "granted")
    decided(tmp_path, at, [date(2025, 2, 10), date(2025, 11, 3), date(2024, 6, 3)])
    document(Office(at, {}), "云虚规〔2025〕1号", date(2025, 2, 3))
    document(Office(at, {}), "云虚规〔2024〕1号", date(2024, 2, 3))
    compiled(at.pk)
    found = whole(at)
    assert {cell: value for cell, value in found.cells.items() if value} == {
        "t2.art20_1.normative_document.issued_this_year": 1,
        "t2.art20_1.normative_document.in_force": 2,
        LICENCES: 2,
        "t3.new_received.natural_person": 1,
        "t3.new_received.org_business": 1,
        "t3.new_received.total": 2,
        "t3.carried_in.natural_person": 1,
        "t3.carried_in.total": 1,
        GRANTED: 1,
        "t3.granted.total": 1,
        "t3.unable_not_held.natural_person": 1,
        "t3.unable_not_held.total": 1,
        "t3.handled_total.natural_person": 2,
        "t3.handled_total.total": 2,
        "t3.carried_out.org_business": 1,
        "t3.carried_out.total": 1,
    }
    assert set(found.form.cells) - set(found.cells) == {
        PENALTIES,
        "t2.art20_6.admin_coercion.decisions_this_year",
        FEE,
    }
    assert_drilled(found)


def test_the_same_facts_add_no_run_and_new_ones_do() -> None:
    at = tree().finance
    first = compile_report(at.pk, YEAR, OWN, by=OPERATOR, at=AT)
    again = compile_report(at.pk, YEAR, OWN, by=OPERATOR, at=AT + timedelta(days=1))
    assert (again.run_id, again.repeated) == (first.run_id, True)
    applied(at, date(2025, 3, 3), date(2025, 4, 1), "granted")
    assert next(each.cell for each in late_facts(whole(at), at=AT) if each.after == 1).startswith(
        "t3.new_received"
    )
    third = compile_report(at.pk, YEAR, OWN, by=OPERATOR, at=AT)
    assert (third.number, third.repeated) == (2, False)
    assert [run.cells[GRANTED] for run in runs(third.working_id)] == [1, 0]
    assert LogEntry.objects.filter(action="annual_reports.compile").count() == 2
    assert late_facts(whole(at), at=AT) == ()


def test_what_is_behind_a_cell_tells_that_the_facts_have_moved() -> None:
    at = tree().finance
    applied(at, date(2025, 3, 3), date(2025, 4, 1), "granted")
    compiled(at.pk)
    late = applied(at, date(2025, 3, 9), date(2025, 4, 2), "granted")
    told = behind(whole(at), GRANTED)
    assert told is not None
    assert (told.counted, told.value, told.moved) == (1, 2, True)
    assert told.lines[1].address == f"/desk/applications/{late.pk}/"
    assert behind(whole(at), "t3.nothing.total") is None


@pytest.mark.usefixtures("_files")
def test_reviews_and_suits_are_counted_and_lead_to_their_chains() -> None:
    at = office()
    entered(at, one := opened(at), Kind.REVIEW_APPLIED, date(2025, 4, 10))
    compiled(at.agency.pk)
    found = whole(at.agency)
    assert (found.cells["t4.review.pending"], found.cells["t4.review.total"]) == (1, 1)
    told = behind(found, "t4.review.pending")
    assert told is not None
    assert [line.address for line in told.lines] == [f"/desk/remedies/{one}/"]
    assert_drilled(found)


def test_expired_documents_are_behind_the_repealed_ones_where_the_place_counts_them(tmp_path: Path) -> None:
    made = tree()
    at = Office(made.county, {})
    set_place_rule(
        agency_id=made.county.pk,
        placed=Placed(since=date(2024, 1, 1), basis="虚构的管理办法", expiry_is_repeal=True),
        by=OPERATOR,
        at=AT,
    )
    document(at, "云虚规〔2023〕1号", date(2023, 1, 9), valid_until=date(2025, 1, 31))
    document(at, "云虚规〔2025〕1号", date(2025, 1, 9), kind=DocumentKind.NORMATIVE)
    compiled(made.county.pk)
    found = whole(made.county)
    assert found.cells["t2.art20_1.normative_document.repealed_this_year"] == 1
    assert_drilled(found)
    decided(tmp_path, made.county, [date(2020, 6, 1)])
    compiled(made.county.pk, 2020)
    assert_drilled(whole(made.county, 2020))


def test_documents_published_by_the_form_of_2019() -> None:
    at = tree().county
    document(Office(at, {}), "云虚规〔2020〕1号", date(2020, 1, 9))
    document(Office(at, {}), "云虚规〔2018〕1号", date(2018, 1, 9))
    compiled(at.pk, 2020)
    found = whole(at, 2020)
    row = "t2.art20_1.normative_document"
    columns = ("made_this_year", "published_this_year", "published_total")
    assert [found.cells[f"{row}.{column}"] for column in columns] == [1, 1, 2]
    assert_drilled(found)


def test_a_figure_by_hand_is_marked_moves_sums_and_is_taken_back() -> None:
    at = tree().finance
    compiled(at.pk)
    number = whole(at).id
    (first,) = set_by_hand(number, {GRANTED: 4}, by=OPERATOR, at=AT, **WHY)
    (second,) = set_by_hand(number, {GRANTED: 5}, by=OPERATOR, at=AT, **WHY)
    found = whole(at)
    shown = figures(found)
    assert (shown[GRANTED].value, shown[GRANTED].counted) == (5, 0)
    assert (hand := shown[GRANTED].by_hand) is not None
    assert hand.source == WHY["source"]
    assert (shown["t3.granted.total"].value, shown["t3.granted.total"].moved) == (5, True)
    assert "R301" in {finding.rule for finding in shown["t3.handled_total.natural_person"].findings}
    assert set_by_hand(number, {GRANTED: 5}, by=OPERATOR, at=AT, **WHY) == ()
    take_back(second, why="已在平台登记", by=OPERATOR, at=AT)
    assert whole(at).cells[GRANTED] == 0
    assert {each.pk: each.taken_back_why for each in figures_ever(number)} == {
        first: "另填新数",
        second: "已在平台登记",
    }
    with pytest.raises(Refused, match="已经撤销"):
        take_back(second, why="再次", by=OPERATOR, at=AT)


@pytest.mark.parametrize(
    ("cells", "changes", "said"),
    [
        ({GRANTED: 1}, {"reason": " "}, "理由"),
        ({GRANTED: 1}, {"source": ""}, "数据来源"),
        ({"t3.granted.total": 1}, {}, "相加得出"),
        ({GRANTED: -1}, {}, "不能小于0"),
        ({GRANTED: 1, FEE: Decimal("0.00001")}, {}, "四位小数"),
        ({"t9.nothing": 1}, {}, "没有这一格"),
        ({}, {}, "请填写数字"),
    ],
)
def test_what_cannot_be_set_by_hand_is_refused_whole(
    cells: dict[str, Any], changes: dict[str, str], said: str
) -> None:
    at = tree().finance
    compiled(at.pk)
    with pytest.raises(Refused, match=said):
        set_by_hand(whole(at).id, cells, by=OPERATOR, at=AT, **WHY | changes)
    assert not ManualFigure.objects.exists()


def test_stating_that_there_is_none_fills_the_blanks_by_hand() -> None:
    at = tree().finance
    compiled(at.pk)
    number = whole(at).id
    filled = state_none(
        number, reason="本机关没有这类事项", source="三定方案（虚构示例）", by=OPERATOR, at=AT
    )
    assert set(filled) == {LICENCES, PENALTIES, FEE, "t2.art20_6.admin_coercion.decisions_this_year"}
    assert set(whole(at).cells) == set(whole(at).form.cells)
    assert "R101" not in {finding.rule for each in figures(whole(at)).values() for finding in each.findings}
    with pytest.raises(Refused, match="没有空白"):
        state_none(number, reason="再次", source="再次", by=OPERATOR, at=AT)


def test_last_years_figures_stand_beside() -> None:
    at = tree().finance
    applied(at, date(2024, 3, 3), date(2024, 4, 1), "granted")
    applied(at, date(2025, 3, 3), date(2025, 4, 1), "granted")
    compiled(at.pk, 2024)
    compiled(at.pk)
    assert (figures(whole(at))[GRANTED].last_year, figures(whole(at))[GRANTED].change) == (1, 0)
    report = with_cells(balanced_2021(), {GRANTED: 7})
    take_in(replace(report, report_year=2024, agency_name=at.name), at.slug)
    shown = figures(whole(at))
    assert (shown[GRANTED].last_year, shown[GRANTED].change) == (7, -6)
    assert "R304" in {finding.rule for finding in shown["t3.carried_in.natural_person"].findings}


def test_what_is_handed_on_is_not_changed() -> None:
    at = tree().finance
    compiled(at.pk)
    number = whole(at).id
    (figure,) = set_by_hand(number, {GRANTED: 4}, by=OPERATOR, at=AT, **WHY)
    Step.objects.create(working_id=number, number=1, kind=StepKind.SUBMITTED, at=AT, by="甲")
    applied(at, date(2025, 3, 3))
    for change in (
        lambda: compiled(at.pk),
        lambda: set_by_hand(number, {GRANTED: 5}, by=OPERATOR, at=AT, **WHY),
        lambda: take_back(figure, why="理由", by=OPERATOR, at=AT),
    ):
        with pytest.raises(Refused, match="最近一步是“报送”"):
            change()
    Step.objects.create(working_id=number, number=2, kind=StepKind.RETURNED, remarks="请核对", at=AT, by="乙")
    compiled(at.pk)
    assert whole(at).cells["t3.new_received.total"] == 1
    assert whole(at).open


@pytest.mark.parametrize(("year", "said"), [(2018, "没有统一格式"), (2027, "还没有到")])
def test_years_without_a_report_are_refused(year: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        compiled(tree().finance.pk, year)
    assert not WorkingReport.objects.exists()


def test_an_unknown_body_is_refused() -> None:
    with pytest.raises(Refused, match="没有这个机关"):
        compiled(10**9)


def test_only_those_who_work_on_a_report_compile_it() -> None:
    made = tree()
    number = compile_report(made.finance.pk, YEAR, OWN, by=OPERATOR, at=AT).working_id
    for role, agency, may in (
        (Role.DISCLOSURE_OFFICER, made.finance, True),
        (Role.SUPERVISOR, made.finance, True),
        (Role.HANDLER, made.finance, False),
        (Role.DISCLOSURE_OFFICER, made.water, False),
    ):
        who = actor(user(f"{role}-{agency.slug}"), duty(role, agency.pk))
        if may:
            compile_report(made.finance.pk, YEAR, OWN, by=who, at=AT)
            set_by_hand(number, {GRANTED: 1}, by=who, at=AT, **WHY)
            continue
        with pytest.raises(PermissionDenied):
            compile_report(made.finance.pk, YEAR, OWN, by=who, at=AT)
        with pytest.raises(PermissionDenied):
            set_by_hand(number, {GRANTED: 2}, by=who, at=AT, **WHY)


def test_of_two_who_write_at_once_one_is_refused() -> None:
    """Two editors of one text, two runs and two figures by hand for one cell cannot both be the next."""
    at = tree().finance
    compiled(at.pk)
    number = whole(at).id
    text: dict[str, Any] = {"working_id": number, "section": "s5_problems", "at": AT, "by": "甲"}
    SectionText.objects.create(number=1, based_on=0, **text)
    figure: dict[str, Any] = {"working_id": number, "cell": GRANTED, "value": 1, "at": AT, "by": "甲", **WHY}
    ManualFigure.objects.create(**figure)
    run: dict[str, Any] = {"working_id": number, "number": 1, "cells": {}, "digest": "", "at": AT, "by": "甲"}
    for second in (
        lambda: SectionText.objects.create(number=1, based_on=0, **text),
        lambda: SectionText.objects.create(number=3, based_on=1, **text),
        lambda: ManualFigure.objects.create(**figure),
        lambda: Compiled.objects.create(**run),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            second()


def test_a_list_of_reports_costs_the_same_however_long_it_is(django_assert_num_queries: Any) -> None:
    made = tree()
    for each in made.below:
        compiled(each.pk)
    with django_assert_num_queries(7):
        assert len(workings(YEAR)) == 3
    for number in range(4):
        compiled(body(f"ju-{number}", f"云岭县第{number}局", parent=made.county).pk)
    with django_assert_num_queries(7):
        assert len(workings(YEAR)) == 7
