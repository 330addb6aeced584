"""R002 to R004: what the prose has to speak of."""

import re
from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.content import Report, Section
from gongkai.law.report.schema import Level

# Per aspect: what its heading says in published reports, and what running text that covers it says.
_ASPECT_WORDS = {
    "ov_proactive": (
        r"主动公开|公开力度|公开内容|公开范围|重点领域|信息发布",
        r"主动公开|公开.{0,20}信息|发布.{0,20}信息",
    ),
    "ov_on_request": (r"依申请|申请公开|公开申请|申请办理|申请答复", r"依申请|公开申请|申请公开"),
    "ov_information_management": (
        r"信息(资源)?(的)?(规范化)?管理|文件管理|公文管理|规范性文件|信息审查|保密审查|信息审核|制度规范|规范管理|管理(制度|机制)",
        r"信息管理|公开属性|保密审查|审查|审核|规范性文件|信息资源|目录|动态调整|动态管理",
    ),
    "ov_platform": (
        r"平台|网站|新媒体|载体|渠道|阵地|专栏|专区",
        r"平台|网站|新媒体|公众号|微信|专栏|公示栏|公开栏",
    ),
    "ov_supervision": (
        r"监督|保障|考核|培训|督查|督导|组织领导|队伍|评议",
        r"监督|保障|考核|培训|督查|检查|评议",
    ),
}
_RESULTS = (
    ("工作考核", re.compile(r"考核|考评|考查")),
    ("社会评议", re.compile(r"评议|社会评价|满意度|测评|第三方评估|群众评价")),
    ("责任追究", re.compile(r"责任追究|追究|追责|问责")),
)
_FEE = re.compile(r"处理费|收费|费用|收取|缴费")
_HEADING_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．是]")
# "…已反馈。（二）依申请公开。…": some reports run the numbered parts together in one paragraph.
_NEXT_PART = re.compile(r"(?<=[。；;])\s*(?=[（(][一二三四五六七八九十]+[）)])")
# A heading that runs into its text ends at the first stop; beyond this length it is no heading.
_LONGEST_HEADING = 40


def _headings(section: Section) -> Iterator[str]:
    """What introduces a paragraph: all of a short line, or a numbered phrase up to the first stop."""
    for paragraph in section.paragraphs:
        for part in _NEXT_PART.split(paragraph.text.strip()):
            first = re.split(r"[。：:；\n]", part, maxsplit=1)[0]
            if len(first) <= _LONGEST_HEADING and (
                _HEADING_NUMBER.match(part) or len(part) <= _LONGEST_HEADING
            ):
                yield first


@rule(
    "R002",
    "总体情况写明五个方面",
    Severity.ERROR,
    instrument("F30").article("一（一）"),
    instrument("PRACTICE").article(),
)
def five_aspects(given: Given) -> Iterator[Fault]:
    """Section one has the five aspects: mandatory in the 2021 form, advisory in the 2019 form.

    An aspect that has no heading of its own but is covered in running text is a warning in the 2021 form.
    """
    section = given.report.section("s1_overview")
    if section is None or not section.paragraphs:
        return
    headings = "\n".join(_headings(section))
    running = "\n".join(paragraph.text for paragraph in section.paragraphs)
    unnamed, absent = [], []
    for aspect in given.report.form.aspects:
        heading, text = _ASPECT_WORDS[aspect.id]
        if not re.search(text, running) and not re.search(heading, headings):
            absent.append(aspect.title)
        elif not re.search(heading, headings):
            unnamed.append(aspect.title)
    mandatory = given.report.format == "format_2021"
    listed = "、".join(f"“{title}”" for title in absent)
    if absent:
        yield Fault(
            section.id,
            f"总体情况没有写{listed}。这一部分应写明主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面，请补写。",
            expected="、".join(absent),
            severity=None if mandatory else Severity.WARNING,
            basis=None if mandatory else instrument("PRACTICE").article(),
        )
    if unnamed and mandatory:
        listed = "、".join(f"“{title}”" for title in unnamed)
        yield Fault(
            section.id,
            f"总体情况提到了{listed}，但没有单独成段列出小标题。请按五个方面分段写。",
            expected="、".join(unnamed),
            severity=Severity.WARNING,
        )


@rule("R003", "政府报告写明考核、评议、责任追究结果", Severity.WARNING, instrument("REG").article("50"))
def governments_report_results(given: Given) -> Iterator[Fault]:
    """Reports of governments state the results of assessment, social evaluation and accountability."""
    if given.level in (None, Level.DEPARTMENT) or given.report.section("s1_overview") is None:
        return
    text = "\n".join(_text_on_the_year(given.report))
    missing = [name for name, words in _RESULTS if not words.search(text)]
    if missing:
        yield Fault(
            "s1_overview",
            f"没有写明本年度{'、'.join(missing)}的结果。各级政府的年度报告应当包括这些内容，请在“监督保障”中补写；没有发生的也请说明。",
            expected="、".join(missing),
        )


def _text_on_the_year(report: Report) -> Iterator[str]:
    """All prose; of section five, which speaks of plans, only sentences that name the year reported on."""
    this_year = re.compile(rf"{report.report_year or '本年'}年|今年|本年|全年|年内")
    for place, paragraph in report.prose():
        if not place.startswith("s5_problems"):
            yield paragraph.text
        else:
            yield from (part for part in paragraph.text.split("。") if this_year.search(part))


@rule("R004", "写明信息处理费收取情况", Severity.WARNING, instrument("FEE").article())
def fees_are_stated(given: Given) -> Iterator[Fault]:
    """2021 form: section six says whether information-processing fees were charged."""
    section = given.report.section("s6_other")
    if section is None or given.report.format != "format_2021":
        return
    if not any(_FEE.search(paragraph.text) for paragraph in section.paragraphs):
        yield Fault(
            "s6_other",
            "第六部分没有写明收取信息处理费的情况。请补写发出收费通知的件数和实际收取的总金额；没有收取的，也请写明。",
            expected="信息处理费收取情况",
        )
