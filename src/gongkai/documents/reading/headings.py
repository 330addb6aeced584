"""Where the sections begin, what the report is called, whose it is, which year it is on, when it came out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.documents.reading.blocks import Line
from gongkai.documents.reading.lines import is_page_number
from gongkai.documents.reading.words import fold, narrow
from gongkai.law.report.schema import SectionSpec, forms

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"\s*(?:第)?([{_NUMERALS}])(?:部分)?\s*[、.．,，:：\s]\s*(\S.*)", re.DOTALL)
_LEADERS = re.compile(r"(?:[.…·．]\s*){3,}\d*\s*$|\t\d{1,2}\s*$")
_SECTIONS: tuple[SectionSpec, ...] = next(iter(forms().values())).sections
_KNOWN_TITLES = {fold(title): spec.id for spec in _SECTIONS for title in (spec.title, *spec.also)}
# The words a section title must and must not hold, folded; titles vary more than any list of them.
_TITLE_WORDS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (section, re.compile(must), re.compile(must_not))
    for section, must, must_not in (
        ("s1_overview", r"总体情况|^概述$|基本情况|总体概况|工作总体|总体工作情况|^总体$", r"申请|复议"),
        ("s3_requests", r"(?:收到|处理|办理|依申请).*(?:申请|公开).*情况|依申请公开", r"复议|诉讼|主动公开"),
        ("s4_review_litigation", r"(?:行政)?复议|诉讼", r"收到和处理|主动公开"),
        ("s2_proactive", r"主动公开.*情况|主动公开政府信息|主动公开信息", r"复议|收到和处理"),
        (
            "s5_problems",
            r"问题.*(?:改进|措施|整改|打算|建议|情况|不足|方向)|主要问题|存在问题|存在的问题|存在不足",
            r"^$",
        ),
        (
            "s6_other",
            r"其[他它].*报告.*(?:事项|情况|内容)|需要报告的其[他它]|其[他它]需要|其[他它]事项",
            r"^$",
        ),
    )
)
_TITLE = re.compile(r"(?:政府信息(?:与政务)?公开|政务公开|信息公开)\S{0,8}(?:年度?报告|年报)|年度报告")
_NO_TITLE = re.compile(
    r"[。；：:]$|^.{0,3}根据|^(?:文号|关键词|主题|体裁|有效性|公开日期|成文日期|索引号|分类|发布|名称|来源|首页|您?当前位置|当前位置|信息公开年报)"
)
_YEAR = re.compile(r"((?:19|20)\d{2}|[二][〇○零ＯO0][一二三四五六七八九〇○零ＯO0]{2})\s*年")
_CHINESE_DIGITS = str.maketrans("〇○零ＯO一二三四五六七八九", "00000123456789")
_PERIOD = re.compile(r"((?:20)\d{2})\s*年\s*1\s*月\s*1\s*日.{0,6}(?:12\s*月\s*31\s*日)")
_DATE = re.compile(r"(20\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_PUBLISHED = re.compile(r"(?:发布|公布|公开|发文|上网|更新|录入)(?:时间|日期)|^\s*(?:时间|日期)\s*[:：]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading found in a line: the section it means ("" for none of the six), what follows it."""

    section: str
    number: str
    title: str
    rest: str


@lru_cache(maxsize=2048)
def heading_of(text: str) -> Heading | None:
    """The heading that a line is, or begins with; None if it is none.

    A numbered heading must mean one of the six sections, or it would be one of the many other numbered lines.
    """
    if len(text) > 4000 or _LEADERS.search(text) or is_page_number(text):
        return None
    stripped = text.strip().lstrip("、")
    numbered = _NUMBERED.fullmatch(stripped)
    number, body = (numbered[1], numbered[2].strip()) if numbered else ("", stripped)
    title, rest = _split_title(body)
    section = title_means(title) if title else ""
    if section and (numbered or (not rest and _is_official(title))):
        return Heading(section, number, title, rest)
    return None


def is_whole_heading(text: str) -> bool:
    """Whether a line is a numbered heading word for word as the form prints it: what follows is no more of it."""
    found = _NUMBERED.fullmatch(text.strip())
    return found is not None and _is_official(found[2])


def _is_official(title: str) -> bool:
    return fold(title) in _KNOWN_TITLES


def _split_title(body: str) -> tuple[str, str]:
    """A heading may be glued to its text: "存在的主要问题及改进情况。我乡…"."""
    first = re.split(r"[。；;：:\n]", body, maxsplit=1)
    title = first[0].strip()
    rest = first[1].strip() if len(first) > 1 else ""
    if len(fold(title)) <= 32:
        return title, rest
    for spec in _SECTIONS:
        for known in (spec.title, *spec.also):
            if body.startswith(known):
                return known, body[len(known) :].strip()
    return "", body


@lru_cache(maxsize=2048)
def title_means(title: str) -> str:
    """The section that a title means, or ""."""
    folded = fold(title)
    if not folded or len(folded) > 32:
        return ""
    if folded in _KNOWN_TITLES:
        return _KNOWN_TITLES[folded]
    for section, must, must_not in _TITLE_WORDS:
        if must.search(folded) and not must_not.search(folded):
            return section
    return ""


def inner_heading() -> re.Pattern[str]:
    """Finds official numbered headings in the middle of a line (a page stored as one line)."""
    titles = sorted(
        {t for spec in _SECTIONS for t in (spec.title, *spec.also) if len(t) >= 4}, key=len, reverse=True
    )
    return re.compile(rf"(?<=[。|；;：:\s\d])(?=[{_NUMERALS}]\s*、\s*(?:{'|'.join(map(re.escape, titles))}))")


def find_title(lines: Sequence[Line], hint: str) -> tuple[str, int]:
    """The report's title and the index of the last line that it takes; ("" or the hint, -1) if there is none.

    `lines` are those before the first section. A title broken over lines is joined.
    """
    candidates: list[tuple[str, int]] = []
    for index, line in enumerate(lines):
        text = _clean_title(line.text)
        if len(text) > 70 or _NO_TITLE.search(text):
            continue
        if _TITLE.search(text):
            candidates.append((_with_line_before(lines, index, text), index))
        elif index + 1 < len(lines) and len(text) < 40:
            both = text + _clean_title(lines[index + 1].text)
            if len(both) <= 70 and _TITLE.search(both) and _YEAR.search(both) and not _NO_TITLE.search(both):
                candidates.append((both, index + 1))
    if candidates:
        return max(candidates, key=lambda found: _title_weight(found[0]))
    return (_clean_title(hint) if _TITLE.search(hint) else "", -1)


def _title_weight(title: str) -> tuple[bool, bool, bool, int]:
    """The fullest title: it ends in 报告, names a year and an agency; of equal ones the first."""
    return (title.endswith(("报告", "年报")), bool(_YEAR.search(title)), bool(_agency(title)), len(title))


def _clean_title(text: str) -> str:
    text = re.sub(r"[ \t\u3000\xa0\n]+", "", text.strip())
    text = re.sub(r"^(?:标题|名称|信息名称|文件名称)[:：|]?", "", text)
    parts = [part for part in re.split(r"[|_#*]+|-{1,2}(?=\S{2,12}$)", text) if part]
    return next((part for part in parts if _TITLE.search(part)), "".join(parts[:1]))


def _with_line_before(lines: Sequence[Line], index: int, text: str) -> str:
    """ "海东市乐都区" stands in a line of its own above "2020年度政府信息公开工作年度报告"."""
    if _agency(text) or index == 0:
        return text
    before = _clean_title(lines[index - 1].text)
    organ = re.search(r"[省市区县州旗乡镇道局委会院厅办室中心队所处部]$", before)
    if 2 < len(before) <= 30 and (
        organ or (_YEAR.search(before) and before.endswith(("政府", "年", "年度")))
    ):
        return before + text
    return text


def _agency(title: str) -> str:
    """Whose report a title names: what remains without year and the words that all reports share."""
    text = narrow(_clean_title(title)).strip("《》<>〈〉")
    match = re.search(r"(?:政府)?(?:信息|政务)(?:与政务)?公开", text)
    head = text[: match.start()] if match else ""
    head = re.sub(r"(?:20\d{2})?年?度?$|^年?度", "", _YEAR.sub("", head, count=1)).strip("·-—:()（）[]【】")
    return re.sub(r"^关于|(?:关于)?(?:印发|公布|发布|公开)$|关于$", "", head)


def agency_name(title: str, lines: Sequence[Line]) -> str:
    """The reporting body: from the title, else from a source line above the text, else from the preface."""
    if found := _agency(title):
        return found
    for line in lines:
        text = re.sub(r"\s+", "", narrow(line.text))
        labelled = re.search(
            r"(?:发布机构|发布单位|发文机关|公开机构|信息来源|来源|发布部门)[:|]?([\u4e00-\u9fff]{3,30}?)(?=发|日|时|浏|点|字|作|\||\(|$)",
            text,
        )
        if labelled:
            return labelled[1]
    for line in lines:
        text = re.sub(r"\s+", "", narrow(line.text))
        if named := re.search(
            r"(?:现公布|公布|由)([\u4e00-\u9fff]{2,24}?(?:政府|局|委员会|办公室|厅|街道办事处|委|院|中心|大队))(?:20\d\d年|编制|根据|按照)",
            text,
        ):
            return named[1]
    return ""


def report_year(title: str, hint: str, prose: Sequence[str]) -> int | None:
    """The year reported on: from the title, else the statistics period, else the year named most often."""
    for text in (title, hint):
        if found := _YEAR.search(narrow(text)):
            return int(found[1].translate(_CHINESE_DIGITS))
    joined = narrow("\n".join(prose))
    if period := _PERIOD.search(joined):
        return int(period[1])
    years = [int(found.translate(_CHINESE_DIGITS)) for found in _YEAR.findall(joined)]
    years = [year for year in years if 2008 <= year <= 2100]
    return max(set(years), key=lambda year: (years.count(year), year)) if years else None


def published_on(lines: Sequence[Line], hint: str) -> date | None:
    """The publication date that the page states; a date without such a word is not taken for one."""
    for line in lines:
        text = narrow(line.text)
        word = _PUBLISHED.search(text) if len(text) <= 200 else None
        if word and (found := _DATE.search(text, word.end())):
            return _civil(found)
    hinted = _DATE.match(hint)
    return _civil(hinted) if hinted else None


def _civil(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
