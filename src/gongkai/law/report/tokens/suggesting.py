"""Sentences that the year's own numbers suggest. They hold tokens, never digits, so that they stay right when the tables change."""

from collections.abc import Iterator

from gongkai.law.report.tokens.figures import Figures, added, quantities
from gongkai.law.report.tokens.filling import fill
from gongkai.law.report.tokens.parts import PREFACE, PROBLEMS
from gongkai.law.report.tokens.reading import View

_DOCUMENT = "t2.art20_1.normative_document"
_MADE = (
    ("issued_this_year", "制发行政规范性文件", "件"),
    ("made_this_year", "制定规范性文件", "件"),
    ("repealed_this_year", "废止", "件"),
    ("in_force", "现行有效", "件"),
)
_DECIDED = (
    ("art20_5.admin_license", "行政许可"),
    ("art20_6.admin_penalty", "行政处罚"),
    ("art20_6.admin_coercion", "行政强制"),
)
_OUTCOMES = (
    ("granted", "予以公开"),
    ("partial", "部分公开"),
    ("denied", "不予公开"),
    ("unable", "无法提供"),
    ("unprocessed", "不予处理"),
    ("other", "其他处理"),
)

_FEES = "全年发出信息处理费收费通知{{stat.fee_notices}}件，实际收取信息处理费共计{{stat.fees_collected}}元。"


def suggestions(figures: Figures, year: int) -> dict[str, tuple[str, ...]]:
    """Sentences with tokens by part id, in the order in which they may stand; only those that can be filled.

    `year` is the report year. Nothing is suggested of what the year has no number for.
    """
    offered = {
        PREFACE: _preface(year),
        "ov_proactive": _proactive(figures),
        "ov_on_request": _on_request(figures),
        "ov_information_management": _management(figures),
        "s4_review_litigation": _remedies(figures),
        PROBLEMS: _problems(figures),
        "s6_other": (_FEES,),
    }
    found = {
        part: tuple(text for text in texts if not fill(text, figures).refused)
        for part, texts in offered.items()
    }
    return {part: texts for part, texts in found.items() if texts}


def _preface(year: int) -> Iterator[str]:
    yield (
        "根据《中华人民共和国政府信息公开条例》编制本报告。"
        f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )


def _proactive(figures: Figures) -> Iterator[str]:
    if figures.statistic("items_published"):
        by = "，".join(
            f"{entry.label}{{{{stat.{entry.name}}}}}{entry.unit}"
            for entry in figures.statistics
            if entry.name.startswith("posts_") and entry.value
        )
        yield f"全年主动公开政府信息{{{{stat.items_published}}}}条{_change(figures, 'stat.items_published')}。"
        if by:
            yield f"通过各渠道发布信息：{by}。"
    decided = [
        (f"t2.{row}.{column}", words)
        for row, words in _DECIDED
        for column in ("decisions_this_year", "decisions")
        if f"t2.{row}.{column}" in figures.form.cells
    ]
    listed = "，".join(f"{words}处理决定{{{{{cell}}}}}件" for cell, words in decided)
    yield f"全年作出{listed}。"


def _on_request(figures: Figures) -> Iterator[str]:
    change = _change(figures, "t3.new_received.total")
    yield (
        f"本年新收政府信息公开申请{{{{t3.new_received.total}}}}件{change}，上年结转{{{{t3.carried_in.total}}}}件；"
        "办结{{t3.handled_total.total}}件，结转下年度继续办理{{t3.carried_out.total}}件。"
    )
    if _value(figures, "t3.new_received"):
        yield (
            "新收的申请中，自然人申请{{t3.new_received.natural_person}}件，"
            "法人或其他组织申请{{t3.new_received.organisations}}件。"
        )
    if _value(figures, "t3.handled_total"):
        listed = "，".join(f"{words}{{{{t3.{row}}}}}件" for row, words in _OUTCOMES)
        yield f"办结的申请中，{listed}。"


def _management(figures: Figures) -> Iterator[str]:
    listed = "，".join(
        f"{words}{{{{{_DOCUMENT}.{column}}}}}{unit}"
        for column, words, unit in _MADE
        if f"{_DOCUMENT}.{column}" in figures.form.cells
    )
    yield f"本年{listed}。"


def _remedies(figures: Figures) -> Iterator[str]:
    yield (
        "全年因政府信息公开引起的行政复议{{t4.review}}件，行政诉讼{{t4.suits}}件，"
        "其中未经复议直接起诉{{t4.direct_suit}}件，复议后起诉{{t4.suit_after_review}}件。"
    )
    if _value(figures, "t4.review"):
        yield "行政复议结果维持{{t4.review.upheld}}件，结果纠正{{t4.review.corrected}}件。"


def _problems(figures: Figures) -> Iterator[str]:
    for number in range(1, len(figures.problems) + 1):
        yield f"针对上年“{{{{problem.{number}}}}}”的问题，"


def _value(figures: Figures, name: str) -> bool:
    return bool(added(quantities(figures.form.id)[name].cells, figures.cells))


def _change(figures: Figures, name: str) -> str:
    """，同比增长12.5%: where last year has a number to compare with. From 0 there is no percentage."""
    marks = (f"，{{{{{name}@{view}}}}}" for view in (View.RATE, View.CHANGE))
    return next((mark for mark in marks if not fill(mark, figures).refused), "")
