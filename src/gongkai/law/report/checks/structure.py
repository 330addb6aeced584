"""R001, R005, R006: the six sections, that their text is complete, and that the report came out in time."""

import re
from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.params import NotInForce
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import TABLE_SECTIONS, day, section_name
from gongkai.law.report.content import Report, Section
from gongkai.law.report.due import annual_report_due
from gongkai.law.report.schema import Form, Level, SectionSpec, form_for

_QUOTED = 12  # characters of an unfinished end that a finding quotes
_NOT_WORDS = re.compile(r"[\s，、。：:；;,.（）()“”\"《》]|^[一二三四五六七八九十]+[、.．]")
_ITEM = re.compile(r"第\s*[（(]\s*([一二三四五六七八九十]+)\s*[）)]\s*项")
_SENTENCE_END = tuple("。！？；…”’」』）)】》.!?;")
_BREAKS_OFF = tuple("，、,")
_NOTHING = re.compile(r"[^，。]{0,12}(无|暂无|没有|未)[^，。]{0,25}")
# Page furniture and signatures that follow the text without belonging to it.
_NOISE = re.compile(
    r"\S+\.(jpe?g|png|gif|bmp|docx?|pdf|xlsx?|ofd)|(【.*】)+|[-—－\s]*第?\s*\d+\s*页?[-—－\s]*"
    r"|(分享到|打印|关闭|扫一扫|上一篇|下一篇|责任编辑|编辑[:：]|来源[:：]|附件|相关链接|网站地图|版权|主办单位|承办单位).*"
    r"|.*https?://\S+|.*www\.\S+"
    r"|[（(]?(联系)?(电话|传真|邮编|邮政编码|邮箱|电子邮箱|电子邮件|地址|人|方式)[^。]*[:：][^。]*"
    r"|[（(]?盖章[）)]?|[（(]?单位[:：].*|[（(]?(图|表)[\d一二三四五六七八九十].*|.*勾稽关系.*"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
    r"|[^，。；、：\s]{2,30}(人民政府|办公室|办公厅|局|委员会|厅|中心|办事处)(\s*\d{4}年\d{1,2}月\d{1,2}日)?"
)


def _plain(title: str) -> str:
    return _NOT_WORDS.sub("", title)


@rule("R001", "六个部分齐全、顺序和标题规范", Severity.ERROR, instrument("REG").article("50"))
def six_sections(given: Given) -> Iterator[Fault]:
    """The six sections of the form, each once, in order, under their official titles; the form is that of the year.

    Another wording or number of a title, and a doubled caption, are warnings.   依据：条例第五十条，国办公开办函〔2021〕30号
    """
    report = given.report
    yield from _form_of_the_year(report)
    printed = [section for section in report.sections if section.id]
    if not printed:
        yield Fault(
            "report",
            "没有找到规定的六个部分。请按“一、总体情况”至“六、其他需要报告的事项”编排全文。",
            expected="、".join(spec.heading for spec in report.form.sections),
        )
        return
    for spec in report.form.sections:
        yield from _one_section(spec, [section for section in printed if section.id == spec.id])
    yield from _order(report.form, printed)
    yield from _foreign_sections(report)
    yield from _captions(report)


def _captions(report: Report) -> Iterator[Fault]:
    """A caption of table two that names its item twice: left over from copying."""
    for caption in report.captions:
        items = _ITEM.findall(caption.text)
        block = next((b for b in report.form.table2 if items and f"（{items[0]}）" in b.caption), None)
        if block and len(items) > 1:
            yield Fault(
                next(cell for cell in report.form.cells if cell.startswith(f"t2.{block.id}.")),
                f"表二的题注印成了“{caption.text}”，项号重复。请改为“{block.caption}”。",
                stated=caption.text,
                expected=block.caption,
                severity=Severity.WARNING,
            )


def _form_of_the_year(report: Report) -> Iterator[Fault]:
    year = report.report_year
    if year is None or report.form.covers(year):
        return
    try:
        right = form_for(year)
    except LookupError as refusal:
        yield Fault("report", f"{refusal}请核对报告年度。", stated=f"{year}年度", severity=Severity.WARNING)
        return
    yield Fault(
        "report",
        f"{year}年度报告用了{report.form.label}的表格，应当用{right.label}（{right.instrument.number}）。请换用规定的表格重新填报。",
        stated=report.form.label,
        expected=right.label,
    )


def _one_section(spec: SectionSpec, found: list[Section]) -> Iterator[Fault]:
    if not found:
        yield Fault(
            spec.id,
            f"缺少第{spec.number}部分“{spec.title}”。请补上这一部分"
            + ("；没有需要报告的事项也要写明“无”。" if spec.id == "s6_other" else "。"),
            expected=spec.heading,
        )
        return
    if len(found) > 1:
        yield Fault(
            spec.id,
            f"第{spec.number}部分“{spec.title}”出现了{len(found)}次。请合并为一个部分。",
            expected=spec.heading,
        )
    first = found[0]
    number = _plain(first.number).removeprefix("第").removesuffix("部分")
    if _plain(first.title) != _plain(spec.title):
        yield Fault(
            spec.id,
            f"第{spec.number}部分的标题是“{first.title.strip()}”，规定的标题是“{spec.title}”。请改用规定的标题。",
            stated=first.title.strip(),
            expected=spec.title,
            severity=Severity.WARNING,
        )
    elif number and number != spec.number:
        yield Fault(
            spec.id,
            f"“{spec.title}”的序号是“{first.number.strip()}”，应为“{spec.number}”。请改正序号。",
            stated=first.number.strip(),
            expected=spec.number,
            severity=Severity.WARNING,
        )


def _order(form: Form, printed: list[Section]) -> Iterator[Fault]:
    official = [spec.id for spec in form.sections]
    once = list(dict.fromkeys(section.id for section in printed))
    expected = [section_id for section_id in official if section_id in once]
    if once == expected:
        return
    numbers = {spec.id: spec.number for spec in form.sections}
    misplaced = next(one for one, other in zip(once, expected, strict=True) if one != other)
    stated = "、".join(numbers[section_id] for section_id in once)
    yield Fault(
        misplaced,
        f"各部分的先后是{stated}，应按{'、'.join(numbers[section_id] for section_id in expected)}排列。请调整顺序。",
        stated=stated,
        expected="、".join(numbers[section_id] for section_id in expected),
    )


def _foreign_sections(report: Report) -> Iterator[Fault]:
    for position, section in enumerate(report.sections, 1):
        if not section.id and section.number.strip():
            yield Fault(
                f"section{position}",
                f"“{section.number}、{section.title}”不在规定的六个部分之内。请把内容并入相应部分。",
                stated=f"{section.number}、{section.title}",
                severity=Severity.WARNING,
            )


@rule("R005", "各部分文字完整", Severity.WARNING, instrument("PRACTICE").article())
def text_is_complete(given: Given) -> Iterator[Fault]:
    """No section is empty, and the text of each ends with sentence punctuation; tables count as content."""
    for section in given.report.sections:
        if section.id:
            yield from _ending(given.report, section)


def _ending(report: Report, section: Section) -> Iterator[Fault]:
    name = section_name(report.form, section.id)
    table = next((table for table, home in TABLE_SECTIONS.items() if home == section.id), None)
    has_table = table is not None and any(cell.startswith(f"{table}.") for cell in report.cells)
    written = [
        (index, text)
        for index, paragraph in enumerate(section.paragraphs, 1)
        if (text := paragraph.text.strip()) and not _NOISE.fullmatch(text)
    ]
    if not written:
        # A contact line or a link is not much of a section six, but it is text.
        if not has_table and not any(paragraph.text.strip() for paragraph in section.paragraphs):
            yield Fault(section.id, f"{name}没有内容。请补写；没有需要报告的事项请写明“无”。", stated="空白")
        return
    index, text = written[-1]
    if text.endswith(_SENTENCE_END) or _NOTHING.fullmatch(text):
        return
    # Beside a table the last line may be a lead-in or a leftover of the table.
    if has_table and not text.endswith(_BREAKS_OFF):
        return
    broken = "文字到此中断" if text.endswith(_BREAKS_OFF) else "结尾没有句号"
    yield Fault(
        f"{section.id}/p{index}",
        f"{name}末尾是“…{text[-_QUOTED:]}”，{broken}。请核对原文是否缺了后面的内容，补完整。",
        stated=text[-_QUOTED:],
        span=_last_words(section.paragraphs[index - 1].text),
    )


def _last_words(text: str) -> tuple[int, int]:
    """Where the end that a finding quotes stands in its paragraph."""
    end = len(text.rstrip())
    return max(end - _QUOTED, 0), end


@rule("R006", "按期公布", Severity.ERROR, instrument("REG").article("49"))
def published_in_time(given: Given) -> Iterator[Fault]:
    """Departments publish by 31 January, governments at county level and above by 31 March of the next year.

    The Regulation names no date for townships: there it is only information.
    """
    year, on = given.report.report_year, given.report.published_on
    if year is None or on is None or given.level is None:
        return
    try:
        last = annual_report_due(year, given.level)
    except NotInForce:
        return
    if on <= last:
        return
    township = given.level is Level.TOWNSHIP
    reason = (
        f"乡镇、街道通常也在{last.month}月{last.day}日前公布"
        if township
        else f"{given.level.label}应在{day(last)}前公布"
    )
    yield Fault(
        "report",
        f"报告于{day(on)}公布，晚了{(on - last).days}天：{reason}。请核对公布日期；确已逾期的，下一年度提前安排。",
        stated=day(on),
        expected=f"{day(last)}前",
        severity=Severity.INFO if township else None,
    )
