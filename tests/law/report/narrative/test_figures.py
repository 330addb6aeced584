"""Figures of a report: in reading order, with label, sentence and the way they are meant."""

import pytest

from gongkai.law.report.narrative import Role, figures
from tests.law.report import reports
from tests.law.report.narrative.prose import figures_of, passage_of, read, report_of


def test_figures_stand_in_reading_order_with_their_places() -> None:
    report = report_of("全年公开信息30条。", "（二）依申请公开。收到申请5件，答复4件。")
    assert [(figure.where, figure.text) for figure in figures(report)] == [
        ("s1_overview/p1", "30条"),
        ("s1_overview/p2", "5件"),
        ("s1_overview/p2", "4件"),
    ]


def test_span_is_what_is_printed() -> None:
    text = "（一）主动公开。网站访问量达１３.９万余次，公开信息近 300 条。"
    for figure in figures_of(text):
        assert text[slice(*figure.span)] == figure.text
    assert [figure.text for figure in figures_of(text)] == ["１３.９万余次", "近 300 条"]


def test_every_paragraph_of_a_correct_report_gives_its_figures() -> None:
    told = [figure.text for figure in figures(reports.balanced_2021())]
    assert told[:6] == ["52800条", "30200条", "18500条", "4100条", "14069件", "560件"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("其中，政府网站公开61134条", "政府网站公开"),
        ("包括自然人申请件130宗", "自然人申请件"),
        ("2021年，全市共办理申请148件", "全市共办理申请"),
        ("开展3次全面检查", "全面检查"),
        ("县（区）政府公开65781条", "县(区)政府公开"),
        ("通过报刊、广播等其他渠道公开11576条", "通过报刊、广播等其他渠道公开"),
        ("全年共享数据43条", "共享数据"),
        ("云政发、云政办发142份", "云政发、云政办发"),
    ],
)
def test_label_names_what_is_counted(text: str, label: str) -> None:
    assert figures_of(text)[0].label == label


def test_sentences_are_counted_from_zero() -> None:
    assert [figure.sentence for figure in figures_of("第一句。公开3条；发布4篇。召开5次。")] == [1, 1, 2]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("网站公开30条，占60%", [set(), {Role.SHARE}]),
        ("收到申请148件，同比增加20.86%", [set(), {Role.CHANGE}]),
        ("较上年增加25件，增长20.3%", [{Role.CHANGE}, {Role.CHANGE}]),
        ("公开12条、8条，共计20条", [set(), set(), {Role.TOTAL}]),
        ("各乡镇确定1名，中英文各1条", [set(), {Role.EACH}]),
        ("每年开展1次", [{Role.EACH}]),
        ("平均每月公开12条", [{Role.EACH}]),
        ("共享数据43条", [set()]),
    ],
)
def test_roles(text: str, roles: list[set[Role]]) -> None:
    assert [set(figure.roles) for figure in figures_of(text)] == roles


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("2021年收到申请5件", True),
        ("2020年收到申请5件", False),
        ("2022年将举办培训5次", False),
        ("去年收到申请5件", False),
        ("下一步开展培训5次", False),
        ("上年结转5件", True),
        ("结转2022年继续办理5件", True),
        ("较2020年有所增加，收到申请5件", True),
        ("落实《2020年工作要点》，公开信息5条", True),
        ("时限为5个工作日", False),
    ],
)
def test_only_figures_of_the_year_count(text: str, counts: bool) -> None:
    assert [figure.counts for figure in figures_of(text, year=2021)] == [counts]


def test_plans_go_on_to_the_end_of_the_section_on_problems() -> None:
    report = report_of(
        "存在问题3个。", "2022年，做好以下工作。", "举办培训5次。", year=2021, section="s5_problems"
    )
    assert [figure.counts for figure in figures(report)] == [True, False]


def test_approximations_and_units() -> None:
    assert read("公开近300条、52余条，访问13.9万余次，占八成") == [
        ("300条", "近"),
        ("52条", "余"),
        ("139000次", "余"),
        ("80%", "成"),
    ]


def test_passage_knows_the_words_around_a_figure() -> None:
    passage = passage_of("公开信息。其中网站30条（原创）、微信20条以及其他。")
    first, second = passage.figures
    assert passage.lead(first) == "其中网站"
    assert passage.gap(first, second) == "(原创)、微信"
    assert passage.tail(second) == "以及其他"
    assert passage.sentence(second) == "其中网站30条(原创)、微信20条以及其他。"
