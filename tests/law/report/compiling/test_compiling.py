"""Compiling: what counts what, what cannot be set by hand, what is said beside the cells."""

from decimal import Decimal

import pytest

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks import check
from gongkai.law.report.compiling.derived import derived, effective, refusal
from gongkai.law.report.compiling.facts import (
    Documents,
    Facts,
    Source,
    cells_of,
    documents_figure,
    explanation,
    source_of,
)
from gongkai.law.report.compiling.summing import (
    Difference,
    as_report,
    beside,
    differences,
    digest,
    numbers,
    plain,
    sum_up,
)
from gongkai.law.report.schema import Form, forms
from gongkai.law.report.series.last_year import beside_this_year
from gongkai.law.report.series.meanings import same_meaning

NEW, OLD = forms()["format_2021"], forms()["format_2019"]
FEE = "t2.art20_8.admin_fee.fee_amount_wan"
LICENCES = "t2.art20_5.admin_license.decisions_this_year"


@pytest.mark.parametrize(("form", "derived_cells"), [(OLD, 32), (NEW, 34)])
def test_which_cells_are_sums(form: Form, derived_cells: int) -> None:
    """25 (23) rows and the seven columns of what was handled, which meet in one; three blocks of table four less one."""
    sums = derived(form.id)
    assert len(sums) == derived_cells
    assert not set(sums) & {leaf for leaves in sums.values() for leaf in leaves}
    assert len(sums["t3.handled_total.total"]) == 6 * len(form.outcomes)
    assert sums["t4.review.total"] == tuple(
        f"t4.review.{part}" for part in ("upheld", "corrected", "other", "pending")
    )
    assert "t3.carried_out.natural_person" not in sums


def test_figures_by_hand_move_sums() -> None:
    counted = {cell: 0 for cell in NEW.cells if cell != LICENCES}
    cells = effective(NEW.id, counted, {"t3.granted.natural_person": 3, LICENCES: 9})
    moved = {cell: value for cell, value in cells.items() if value}
    assert moved == {
        LICENCES: 9,
        "t3.granted.natural_person": 3,
        "t3.granted.total": 3,
        "t3.handled_total.natural_person": 3,
        "t3.handled_total.total": 3,
    }
    assert list(cells) == list(NEW.cells)


def test_what_is_no_figure_of_the_form_or_a_sum_is_passed_over() -> None:
    assert effective(NEW.id, {}, {"t3.granted.total": 3, "t9.nothing": 1}) == {}


def test_a_sum_without_a_counted_figure_begins_with_nothing() -> None:
    assert effective(NEW.id, {}, {"t4.review.upheld": 2}) == {"t4.review.upheld": 2, "t4.review.total": 2}


@pytest.mark.parametrize(
    ("form", "cell", "value", "said"),
    [
        (NEW, "t3.granted.natural_person", 3, None),
        (NEW, FEE, Decimal("12.3456"), None),
        (NEW, FEE, Decimal("12.30000"), None),
        (OLD, "t2.art20_8.admin_fee.items_change", -2, None),
        (NEW, "t3.granted.natural_person", Decimal("3.0"), None),
        (NEW, "t9.nothing", 1, "没有这一格"),
        (NEW, "t3.granted.total", 3, "相加得出"),
        (NEW, "t3.granted.natural_person", -1, "不能小于0"),
        (NEW, "t3.granted.natural_person", Decimal("1.5"), "应当是整数"),
        (NEW, FEE, Decimal("0.00001"), "四位小数"),
        (NEW, FEE, Decimal(-1), "不能小于0"),
        (NEW, FEE, Decimal("NaN"), "过大"),
        (NEW, LICENCES, 10**12, "过大"),
        (OLD, "t2.art20_8.admin_fee.items_change", -(10**12), "过大"),
    ],
)
def test_what_can_be_set_by_hand(form: Form, cell: str, value: Number, said: str | None) -> None:
    refused = refusal(form.id, cell, value)
    assert (refused is None) if said is None else (refused is not None and said in refused)


def test_cells_from_facts_and_blank_where_nothing_was_counted() -> None:
    facts = Facts(
        documents={"normative_document": Documents(5, 2, 31) + Documents(1, 0, 4)},
        registers={LICENCES: 7},
        requests={"t3.granted.total": 4},
        remedies={"t4.review.total": 1},
    )
    assert cells_of(NEW, facts) == {
        "t2.art20_1.normative_document.issued_this_year": 6,
        "t2.art20_1.normative_document.repealed_this_year": 2,
        "t2.art20_1.normative_document.in_force": 35,
        LICENCES: 7,
        "t3.granted.total": 4,
        "t4.review.total": 1,
    }


def test_documents_of_the_form_of_2019() -> None:
    cells = cells_of(OLD, Facts(documents={"regulation": Documents(made=3, published=2, published_total=40)}))
    assert list(cells.values()) == [3, 2, 40]
    with pytest.raises(KeyError):
        documents_figure("decisions")


def test_each_cell_has_its_source_and_says_so() -> None:
    assert {source_of(spec) for spec in NEW.cells.values()} == set(Source) - {Source.BELOW}
    assert len({source.label for source in Source}) == len(Source)
    granted = NEW.cells["t3.granted.natural_person"]
    assert explanation(granted, NEW, 4) == "取自依申请公开案件，共4件。"
    assert "由6格相加得出，共4件" in explanation(NEW.cells["t3.granted.total"], NEW, 4)
    assert "本级与下级逐格相加，共4件" in explanation(NEW.cells["t3.granted.total"], NEW, 4, Source.BELOW)
    assert "留空" in explanation(NEW.cells[LICENCES], NEW, None)
    assert explanation(NEW.cells[FEE], NEW, Decimal("1.25")) == "取自登记簿，共1.25万元。"


def test_sums_name_who_is_blank() -> None:
    summed = sum_up(NEW.id, {"甲": {LICENCES: 3, FEE: Decimal("0.5")}, "乙": {FEE: Decimal("0.25")}})
    assert (summed[LICENCES].value, summed[LICENCES].parts, summed[LICENCES].blank) == (
        3,
        (("甲", 3),),
        ("乙",),
    )
    assert summed[FEE].value == Decimal("0.75")
    assert summed["t4.review.total"].value is None


def test_differences_are_those_of_the_form_in_its_order() -> None:
    found = differences(NEW.id, {FEE: 3, "t9.old": 1}, {LICENCES: 2, FEE: 5})
    assert found == (Difference(LICENCES, None, 2), Difference(FEE, 3, 5))
    assert [each.change for each in found] == [2, 2]
    assert differences(NEW.id, {FEE: Decimal("3.0")}, {FEE: 3}) == ()


def test_figures_are_kept_exactly_and_have_one_digest() -> None:
    cells: dict[str, Number] = {FEE: Decimal("47593.66630"), LICENCES: 3, "t2.x": Decimal("1E+2")}
    assert plain(cells) == {FEE: "47593.6663", LICENCES: 3, "t2.x": 100}
    assert numbers(plain(cells)) == cells
    assert digest(cells) == digest({"t2.x": 100, LICENCES: Decimal(3), FEE: Decimal("47593.6663")})
    assert digest(cells) != digest({**cells, LICENCES: 4})


def test_a_report_of_figures_names_what_is_blank() -> None:
    report = as_report(NEW.id, {FEE: Decimal("1.5")}, year=2025, agency_name="云岭县虚构局")
    assert report.title == "云岭县虚构局2025年政府信息公开工作年度报告"
    assert (report.cells[FEE].raw, report.cells[LICENCES].raw) == ("1.5", "")
    assert set(report.cells) == set(NEW.cells)
    assert as_report(NEW.id, {}, year=2025, agency_name="甲", title="乙").title == "乙"


def test_findings_stand_beside_the_cells_that_they_speak_of() -> None:
    cells = dict.fromkeys(NEW.cells, 0) | {"t3.granted.natural_person": 1}
    said = beside(check(as_report(NEW.id, cells, year=2025, agency_name="云岭县虚构局")))
    assert "R302" in {finding.rule for finding in said["t3.granted.natural_person"]}
    assert not any("s1" in where or where == "report" for where in said)
    assert all(len(listed) == len(set(map(id, listed))) for listed in said.values())


def test_last_year_stands_beside_the_cells_that_mean_the_same() -> None:
    before = {
        "t2.art20_1.normative_document.made_this_year": 5,
        "t2.art20_1.normative_document.published_total": 90,
        "t2.art20_6.admin_penalty.decisions": 8,
        "t3.other_handling.natural_person": 2,
        "t3.granted.total": 4,
        "t4.review.total": 1,
    }
    assert beside_this_year(before, OLD.id, NEW.id) == {
        "t2.art20_1.normative_document.issued_this_year": 5,
        "t2.art20_6.admin_penalty.decisions_this_year": 8,
        "t3.granted.total": 4,
        "t3.other_misc.natural_person": 2,
        "t4.review.total": 1,
    }
    assert beside_this_year(before, OLD.id, OLD.id) == before
    assert set(same_meaning().values()) <= set(NEW.cells)
    assert set(same_meaning()) <= set(OLD.cells)
