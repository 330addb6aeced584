"""What is written part by part makes the six sections."""

from dataclasses import replace

import pytest

from gongkai.law.findings import Severity
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level, forms
from gongkai.law.report.tokens.figures import Statistic
from gongkai.law.report.tokens.filling import fill
from gongkai.law.report.tokens.parts import missing, parts, preface, sections
from gongkai.law.report.tokens.suggesting import suggestions
from tests.law.report import reports
from tests.law.report.tokens.given import figures_of

STATISTICS = (
    Statistic("items_published", "主动公开", 52800, "条", 50000),
    Statistic("posts_site", "政府网站", 30200, "条"),
    Statistic("posts_other", "其他", 0, "条"),
    Statistic("fee_notices", "收费通知", 5, "件"),
    Statistic("fees_collected", "实收信息处理费", 400, "元"),
)


def test_the_five_aspects_must_be_written_from_2021_on() -> None:
    now, before = forms()["format_2021"], forms()["format_2019"]
    assert [part.id for part in missing(now, {"s5_problems": "有。", "ov_platform": " \n"})] == [
        *(aspect.id for aspect in now.aspects),
        "s6_other",
    ]
    assert [part.id for part in missing(before, {})] == ["s5_problems", "s6_other"]
    assert len({part.id for part in parts(now)}) == 12


def test_each_aspect_opens_with_its_heading() -> None:
    texts = {
        "preface": "开头。",
        "s1_overview": "总的情况。",
        "ov_proactive": "第一段。\n\n第二段。",
        "s6_other": "无。",
    }
    made = sections(forms()["format_2021"], texts)
    assert [paragraph.text for paragraph in made[0].paragraphs] == [
        "总的情况。",
        "（一）主动公开。第一段。",
        "第二段。",
    ]
    assert [paragraph.where for paragraph in made[0].paragraphs] == [
        "s1_overview",
        "ov_proactive",
        "ov_proactive",
    ]
    assert [section.title for section in made] == [spec.title for spec in forms()["format_2021"].sections]
    assert made[5].paragraphs[0].text == "无。"
    assert [paragraph.text for paragraph in preface(texts)] == ["开头。"]


@pytest.mark.parametrize(
    ("report", "previous"),
    [
        (reports.balanced_2021(), reports.before_2021()),
        (reports.balanced_2019(), reports.before_2019()),
        (reports.township_2021(), None),
    ],
)
def test_suggested_sentences_pass_the_checks_of_prose(report: Report, previous: Report | None) -> None:
    """Whatever is suggested agrees with the tables, and no digit of it is typed but the days of the year."""
    figures = figures_of(report, previous, STATISTICS)
    year = report.report_year or 0
    offered = suggestions(figures, year)
    texts = {part: "".join(fill(text, figures).text for text in said) for part, said in offered.items()}
    made = replace(report, preface=preface(texts), sections=sections(report.form, texts))
    level = Level.DEPARTMENT if previous is None else Level.PREFECTURE
    found = [
        finding
        for finding in check(made, previous=previous, level=level)
        if finding.rule in ("R306", "R501", "R502", "R503", "R504", "R505")
        and finding.severity is not Severity.INFO
    ]
    assert found == []
    assert "ov_on_request" in offered
    assert (
        "主动公开政府信息52800条，同比增长5.6%。通过各渠道发布信息：政府网站30200条。"
        in texts["ov_proactive"]
    )


def test_what_has_no_number_is_not_suggested() -> None:
    report = reports.with_cells(
        reports.township_2021(), {"t3.new_received.total": None, "t4.review.total": None}
    )
    offered = suggestions(figures_of(report), 2025)
    assert offered.keys() == {"preface", "ov_proactive", "ov_information_management"}


def test_from_nothing_a_change_is_said_in_units() -> None:
    before = reports.township_2021()
    figures = figures_of(reports.township_2021(received=3), before)
    first, *_ = suggestions(figures, 2025)["ov_on_request"]
    assert "新收政府信息公开申请3件，比上年增加3件，" in fill(first, figures).text


def test_channels_without_posts_are_not_listed() -> None:
    figures = figures_of(reports.balanced_2021(), statistics=STATISTICS[:1])
    assert not any("各渠道" in text for text in suggestions(figures, 2025)["ov_proactive"])
