"""Correct annual reports to start a test from: every table balances, every figure in the prose is right.

The places are invented. `balanced_2021()` carries the published figures of a large city's report on 2025.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gongkai.law.report.content import Cell, Paragraph, Report, Section
from gongkai.law.report.schema import forms
from tests.law.report.outcomes import (
    APPLICANTS,
    CITY_2024,
    CITY_2025,
    COUNTY_2019,
    COUNTY_2020,
    NONE,
    Columns,
)

Number = int | Decimal


def table2(form_id: str, rows: Mapping[str, Iterable[Number]]) -> dict[str, Number]:
    """Table two: figures by row id, in the order of the row's columns; rows not named are zero."""
    given = {row: iter(values) for row, values in rows.items()}
    cells: dict[str, Number] = {}
    for spec in forms()[form_id].cells.values():
        if spec.table == "t2":
            cells[spec.id] = next(given[spec.row.id]) if spec.row.id in given else 0
    return cells


def table3(
    form_id: str, outcomes: Mapping[str, Columns], *, carried_in: Columns = NONE, carried_out: Columns = NONE
) -> dict[str, Number]:
    """Table three, balanced: totals and the number newly received follow from outcomes and carried cases."""
    form = forms()[form_id]
    rows = {row.id: outcomes.get(row.id, NONE) for row in form.outcomes}
    handled = tuple(sum(column) for column in zip(*rows.values(), strict=True))
    moved = zip(handled, carried_out, carried_in, strict=True)
    rows |= {
        "handled_total": handled,
        "carried_in": carried_in,
        "carried_out": carried_out,
        "new_received": tuple(done + out - earlier for done, out, earlier in moved),
    }
    return {
        f"t3.{row}.{column}": value
        for row, values in rows.items()
        for column, value in zip((*APPLICANTS, "total"), (*values, sum(values)), strict=True)
    }


def table4(**blocks: tuple[int, int, int, int]) -> dict[str, Number]:
    """Table four: (upheld, corrected, other, pending) by block id; totals follow; blocks not named are zero."""
    cells: dict[str, Number] = {}
    for block in ("review", "direct_suit", "suit_after_review"):
        figures = blocks.get(block, (0, 0, 0, 0))
        for column, value in zip(("upheld", "corrected", "other", "pending"), figures, strict=True):
            cells[f"t4.{block}.{column}"] = value
        cells[f"t4.{block}.total"] = sum(figures)
    return cells


def written(value: Number | None, raw: str | None = None) -> Cell:
    """A cell as a careful clerk prints it; pass `raw` for other ways of printing."""
    return Cell(value, ("" if value is None else str(value)) if raw is None else raw, "table")


def cells_of(form_id: str, *tables: Mapping[str, Number]) -> dict[str, Cell]:
    """Cells in the order of the form."""
    figures = {cell: value for table in tables for cell, value in table.items()}
    return {cell: written(figures[cell]) for cell in forms()[form_id].cells}


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs with a place each."""
    return tuple(Paragraph(text, f"line {number}") for number, text in enumerate(texts, 1))


def six_sections(form_id: str, prose: Mapping[str, tuple[str, ...]]) -> tuple[Section, ...]:
    """The six sections under their official titles."""
    return tuple(
        Section(spec.id, spec.number, spec.title, "heading", paragraphs(*prose.get(spec.id, ())))
        for spec in forms()[form_id].sections
    )


def balanced_2021() -> Report:
    """A correct report of a city with districts on 2025: no error and no warning."""
    form = "format_2021"
    cells = cells_of(
        form,
        table2(
            form,
            {
                "regulation": (3, 5, 74),
                "normative_document": (564, 984, 4185),
                "admin_license": (11398889,),
                "admin_penalty": (6937489,),
                "admin_coercion": (166105,),
                "admin_fee": (316441,),
            },
        ),
        table3(form, CITY_2025, carried_in=(535, 6, 0, 1, 18, 0), carried_out=(783, 6, 0, 2, 25, 3)),
        table4(review=(376, 97, 196, 121), direct_suit=(16, 1, 12, 27), suit_after_review=(74, 1, 30, 51)),
    )
    prose = {
        "s1_overview": (
            "2025年，云岭市各级行政机关依照《中华人民共和国政府信息公开条例》办理政府信息公开各项工作，情况如下。",
            "（一）主动公开。全年主动公开政府信息52800条，其中政府网站公开30200条，政务新媒体公开18500条，其他渠道公开4100条。",
            "（二）依申请公开。全年新收政府信息公开申请14069件，上年结转560件；办结13810件，结转下年度继续办理819件。",
            "办结的申请中，予以公开5548件，部分公开2168件，不予公开730件，无法提供3421件，不予处理457件，其他处理1486件。",
            "（三）政府信息管理。公文起草时一并确定公开属性，规范性文件统一登记、统一编号、统一公布，并定期清理。",
            "（四）政府信息公开平台建设。政府网站设有政府信息公开专栏，政务新媒体账号实行备案管理。",
            "（五）监督保障。政府信息公开工作纳入年度绩效考核；组织社会评议，评议结果已反馈各单位；全年没有发生需要追究责任的情形。",
        ),
        "s4_review_litigation": (
            "全年因政府信息公开引起的行政复议790件，行政诉讼212件，其中未经复议直接起诉56件，复议后起诉156件。",
        ),
        "s5_problems": (
            "存在的主要问题：个别单位答复文书说理不够充分，部分栏目更新不够及时。",
            "改进情况：组织答复文书评查，逐件反馈意见；对更新不及时的栏目逐一督促整改，目前已全部完成。",
        ),
        "s6_other": ("全年发出收费通知5件，实际收取信息处理费共计400元。没有其他需要报告的事项。",),
    }
    return Report(
        format=form,
        title="云岭市2025年政府信息公开工作年度报告",
        agency_name="云岭市人民政府",
        report_year=2025,
        published_on=date(2026, 3, 16),
        preface=paragraphs("本报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。"),
        sections=six_sections(form, prose),
        cells=cells,
    )


def before_2021() -> Report:
    """The same city's correct report on 2024: the year before `balanced_2021`."""
    form = "format_2021"
    cells = cells_of(
        form,
        table2(
            form,
            {
                "regulation": (2, 1, 76),
                "normative_document": (610, 402, 4605),
                "admin_license": (11020417,),
                "admin_penalty": (6811350,),
                "admin_coercion": (170233,),
                "admin_fee": (Decimal("305512.6070"),),
            },
        ),
        table3(form, CITY_2024, carried_in=(488, 3, 0, 2, 11, 1), carried_out=(535, 6, 0, 1, 18, 0)),
        table4(review=(351, 88, 170, 104), direct_suit=(20, 2, 9, 18), suit_after_review=(69, 3, 28, 40)),
    )
    now = balanced_2021()
    prose = {
        "s1_overview": (
            "（一）主动公开。各级行政机关按照目录公开政府信息，并及时更新。",
            "（二）依申请公开。各级行政机关依法登记、审核、办理、答复政府信息公开申请。",
            "（三）政府信息管理。公文起草时一并确定公开属性。",
            "（四）政府信息公开平台建设。政府信息公开专栏按统一要求设置。",
            "（五）监督保障。开展工作考核和社会评议，没有发生需要追究责任的情形。",
        ),
        "s5_problems": ("存在的主要问题：政策解读形式较为单一。改进情况：增加了图表解读和现场解读。",),
        "s6_other": ("全年没有收取信息处理费。没有其他需要报告的事项。",),
    }
    return replace(
        now,
        title="云岭市2024年政府信息公开工作年度报告",
        report_year=2024,
        published_on=date(2025, 3, 20),
        preface=(),
        sections=six_sections(form, prose),
        cells=cells,
    )


def balanced_2019() -> Report:
    """A correct report of a county on 2020 in the older form: no error and no warning."""
    form = "format_2019"
    cells = cells_of(
        form,
        table2(
            form,
            {
                "normative_document": (6, 6, 41),
                "admin_license": (312, 8, 20415),
                "other_external_service": (540, -12, 8876),
                "admin_penalty": (2210, 15, 1932),
                "admin_coercion": (96, 0, 47),
                "admin_fee": (18, -1),
                "central_procurement": (64, Decimal("3528.4160")),
            },
        ),
        table3(form, COUNTY_2020, carried_in=(2, 0, 0, 0, 0, 0), carried_out=(3, 0, 0, 0, 1, 0)),
        table4(review=(2, 1, 0, 0), direct_suit=(0, 0, 1, 0), suit_after_review=(1, 0, 0, 1)),
    )
    prose = {
        "s1_overview": (
            "2020年，云岭县依照《中华人民共和国政府信息公开条例》推进政府信息公开，情况如下。",
            "（一）主动公开。全年主动公开政府信息3160条，其中政府网站公开2480条，政务微信公开680条。",
            "（二）依申请公开。全年新收政府信息公开申请47件，上年结转2件；办结45件，结转下年度继续办理4件。",
            "（三）政府信息管理。全年制定规范性文件6件，均已公布。",
            "（四）平台建设。政府网站改版后设有政府信息公开专栏。",
            "（五）监督保障。工作考核结果已通报；社会评议由第三方组织；全年没有发生责任追究情形。",
        ),
        "s4_review_litigation": ("全年发生行政复议3件，行政诉讼3件。",),
        "s5_problems": ("存在的主要问题：乡镇工作人员业务不够熟练。改进情况：举办培训班2期，培训126人次。",),
        "s6_other": ("无",),
    }
    return Report(
        format=form,
        title="云岭县2020年政府信息公开工作年度报告",
        agency_name="云岭县人民政府",
        report_year=2020,
        published_on=date(2021, 3, 12),
        preface=paragraphs("本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。"),
        sections=six_sections(form, prose),
        cells=cells,
    )


def before_2019() -> Report:
    """The same county's correct report on 2019: the year before `balanced_2019`."""
    form = "format_2019"
    cells = cells_of(
        form,
        table2(
            form,
            {
                "normative_document": (9, 9, 35),
                "admin_license": (305, 7, 19888),
                "other_external_service": (536, 4, 8402),
                "admin_penalty": (2198, 12, 1770),
                "admin_coercion": (97, -1, 52),
                "admin_fee": (18, 0),
                "central_procurement": (58, Decimal("2981.0375")),
            },
        ),
        table3(form, COUNTY_2019, carried_in=NONE, carried_out=(2, 0, 0, 0, 0, 0)),
        table4(review=(1, 0, 0, 0)),
    )
    now = balanced_2019()
    return replace(
        now,
        title="云岭县2019年政府信息公开工作年度报告",
        report_year=2019,
        published_on=date(2020, 3, 18),
        preface=(),
        sections=six_sections(
            form,
            {
                "s1_overview": (
                    "（一）主动公开。按目录公开政府信息。",
                    "（二）依申请公开。依法办理公开申请。",
                    "（三）政府信息管理。规范性文件统一管理。",
                    "（四）平台建设。设有政府信息公开专栏。",
                    "（五）监督保障。开展考核、社会评议，没有责任追究情形。",
                ),
                "s5_problems": ("存在的主要问题：解读形式单一。改进情况：增加了图表解读。",),
                "s6_other": ("无",),
            },
        ),
        cells=cells,
    )


def township_2021(name: str = "云岭县青禾镇", received: int = 0) -> Report:
    """A correct small report on 2025; every application received from natural persons was granted."""
    form = "format_2021"
    outcomes = {"granted": (received, 0, 0, 0, 0, 0)}
    prose = {
        "s1_overview": (
            "（一）主动公开。按目录公开政府信息。",
            "（二）依申请公开。依法办理政府信息公开申请。",
            "（三）政府信息管理。公文统一登记，公开属性逐件确定。",
            "（四）政府信息公开平台建设。在县政府网站设有专栏。",
            "（五）监督保障。接受县里考核和社会评议，没有责任追究情形。",
        ),
        "s5_problems": ("存在的主要问题：工作人员业务不够熟练。改进情况：参加了县里组织的培训。",),
        "s6_other": ("全年没有收取信息处理费。",),
    }
    return Report(
        format=form,
        title=f"{name}人民政府2025年政府信息公开工作年度报告",
        agency_name=f"{name}人民政府",
        report_year=2025,
        published_on=date(2026, 1, 20),
        sections=six_sections(form, prose),
        cells=cells_of(form, table2(form, {}), table3(form, outcomes), table4()),
    )


def with_cells(report: Report, figures: Mapping[str, Number | Cell | None]) -> Report:
    """The report with these cells printed otherwise; None leaves a cell blank."""
    changed = {cell: value if isinstance(value, Cell) else written(value) for cell, value in figures.items()}
    return replace(report, cells={**report.cells, **changed})


def without_cells(report: Report, *prefixes: str) -> Report:
    """The report without the cells whose id begins with a prefix: the document does not contain them."""
    kept = {cell: value for cell, value in report.cells.items() if not cell.startswith(prefixes)}
    return replace(report, cells=kept)


def without_sections(report: Report, *section_ids: str) -> Report:
    """The report without some sections."""
    return replace(report, sections=tuple(s for s in report.sections if s.id not in section_ids))


def with_text(report: Report, pointer: str, text: str) -> Report:
    """The report with the paragraph at a pointer ("s1_overview/p2", "preface/p1") replaced; one past the end adds it."""
    section_id, _, place = pointer.partition("/p")
    index = int(place) - 1

    def edited(old: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if index > len(old):
            raise IndexError(f"{pointer}: there are only {len(old)} paragraphs")
        return (*old[:index], Paragraph(text, f"line {index + 1}"), *old[index + 1 :])

    if section_id == "preface":
        return replace(report, preface=edited(report.preface))
    sections = tuple(
        replace(section, paragraphs=edited(section.paragraphs)) if section.id == section_id else section
        for section in report.sections
    )
    return replace(report, sections=sections)


def with_prose(report: Report, section_id: str, *texts: str) -> Report:
    """The report with the whole text of one section replaced; no texts leave it empty."""
    sections = tuple(
        replace(section, paragraphs=paragraphs(*texts)) if section.id == section_id else section
        for section in report.sections
    )
    return replace(report, sections=sections)


def with_title(report: Report, section_id: str, title: str) -> Report:
    """The report with another title printed over one section."""
    sections = tuple(
        replace(section, title=title) if section.id == section_id else section for section in report.sections
    )
    return replace(report, sections=sections)


def with_number(report: Report, section_id: str, number: str) -> Report:
    """The report with another number printed before the title of one section."""
    sections = tuple(
        replace(section, number=number) if section.id == section_id else section
        for section in report.sections
    )
    return replace(report, sections=sections)
