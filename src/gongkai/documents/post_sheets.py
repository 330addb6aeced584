"""What platforms export about posts (WeChat, microblog, Toutiao, others): headings recognised, rows read with the places of mistakes.

Exports differ: lines above the headings, tabs for commas, encodings with and without mark. What the values mean for a carrier
is not known here.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from gongkai.documents.items.moments import CHINA, moment
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.reading.sources.sniff import is_ole, is_zip
from gongkai.documents.spreadsheets import RUNS, Fault, Table, plain_cell, read_tables, runs

LABELS: Mapping[str, str] = {
    "title": "标题",
    "on": "发布时间",
    "address": "网址",
    "reads": "阅读数",
    "likes": "点赞数",
    "forwards": "转发数",
    "comments": "评论数",
}
"""What is read, and what the headings of our own template call it."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": (
        *("标题", "内容标题", "文章标题", "图文标题", "作品标题", "作品名称", "信息标题", "题目", "稿件标题"),
        *("微博内容", "微博正文", "博文内容", "博文", "内容", "正文"),
    ),
    "on": (
        *(
            "发布时间",
            "发表时间",
            "发表日期",
            "发布日期",
            "群发时间",
            "推送时间",
            "推送日期",
            "日期",
            "时间",
            "发文时间",
        ),
        *("创建时间", "内容发布时间", "作品发布时间"),
    ),
    "address": (
        *(
            "网址",
            "链接",
            "内容url",
            "url",
            "文章链接",
            "图文链接",
            "原文链接",
            "微博链接",
            "博文链接",
            "作品链接",
            "地址",
        ),
        *("内容链接", "link"),
    ),
    "reads": (
        *(
            "阅读数",
            "阅读量",
            "总阅读次数",
            "阅读次数",
            "图文总阅读次数",
            "图文阅读次数",
            "阅读",
            "播放量",
            "播放数",
        ),
        *("浏览量", "浏览次数", "点击量"),
    ),
    "likes": ("点赞数", "点赞量", "点赞次数", "点赞", "赞", "赞数", "获赞数"),
    "forwards": (
        *("转发数", "转发量", "分享数", "分享量", "分享次数", "总分享次数", "图文总分享次数", "转发", "分享"),
        "转发次数",
    ),
    "comments": ("评论数", "评论量", "评论次数", "评论", "留言数", "留言次数"),
}
"""Headings of the platforms' exports; where several stand in one file, the one that stands first here is read."""

COUNTS = ("reads", "likes", "forwards", "comments")
ROWS = 20_000
TITLE, ADDRESS = 200, 500
_TOP = 20
_ADVICE = "请从平台重新导出 .xlsx 或 .csv 文件后再试。"
_NO_HEADINGS = "没有找到“标题”和“发布时间”两列"
_UNITS = re.compile(r"[（(][^（）()]*[）)]$")
_BRACKETS = re.compile(r"^\s*【([^】]{4,200})】")
_SENTENCE = re.compile(r"[。！？!?\n]")
_LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as the spreadsheet shows it, what it says. `clock` None: only the day is told."""

    row: int
    title: str
    on: date
    clock: time | None
    address: str
    counts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds. `columns`: what is read, and under which heading; `ignored`: headings that are left aside."""

    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def read_posts(data: bytes, name: str) -> Sheet:
    """Read an export; `name` is only shown in messages.

    Every mistake of a row is among the faults, with its column. Raises Unreadable for a file that is none, has formulas or
    hidden sheets, or in which title and day are not found.
    """
    tables = read_tables(_tidy(data), name, advice=_ADVICE)
    for table in tables:
        found = _headed(table)
        if found is not None:
            return _sheet(table, *found, name)
    seen = "、".join(_first_row(tables)) or "空表"
    raise refusal(
        name, f"{_NO_HEADINGS}（第一行是：{seen}）", "请核对选的是不是内容明细表，或者按模板改列名后再试。"
    )


def template() -> bytes:
    """An empty table to fill in, as CSV that spreadsheets open."""
    return ("\ufeff" + ",".join(LABELS.values()) + "\r\n").encode()


def _tidy(data: bytes) -> bytes:
    """Text of any encoding, with commas; workbooks as they are. UTF-16 without a mark is told by its empty bytes."""
    if is_zip(data) or is_ole(data):
        return data
    text = _wide(data) or decode(data)
    if text is None or "\0" in text:
        return data
    head = text[:5_000]
    if head.count("\t") > head.count(",") and head.count("\t") >= 1:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
        text = out.getvalue()
    return text.removeprefix("\ufeff").encode("utf-8", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of digits, commas and line ends is empty."""
    sample = data[:4_000]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or len(data) % 2 or not sample.count(0):
        return None
    little = sample[1::2].count(0) >= sample[0::2].count(0)
    try:
        return data.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _first_row(tables: Sequence[Table]) -> list[str]:
    rows = (row for table in tables for row in table.rows if any(map(str.strip, row)))
    return [plain_cell(text)[:20] for text in next(rows, ()) if text.strip()][:8]


def _headed(table: Table) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, from 0, and which column is read as what; None where title and day are not among them."""
    for at, row in enumerate(table.rows[:_TOP]):
        found = _columns(row)
        if {"title", "on"} <= found.keys():
            return at, found
    return None


def _columns(row: Sequence[str]) -> dict[str, int]:
    heads = [_UNITS.sub("", plain_cell(text)).replace(" ", "").casefold() for text in row]
    found: dict[str, int] = {}
    for field, names in HEADINGS.items():
        places = (
            heads.index(name) for name in names if name in heads and heads.index(name) not in found.values()
        )
        if (place := next(places, None)) is not None:
            found[field] = place
    return found


def _sheet(table: Table, top: int, columns: dict[str, int], name: str) -> Sheet:
    heads = [plain_cell(text) for text in table.rows[top]]
    rows = [
        (number, row) for number, row in enumerate(table.rows[top + 1 :], top + 2) if any(map(str.strip, row))
    ]
    if len(rows) > ROWS:
        raise refusal(name, f"超过 {ROWS} 行", "请按月分成几个文件导入。")
    if not rows:
        raise refusal(name, "列名下面没有内容", "请核对导出的时间范围后再试。")
    titled = {field: heads[place] for field, place in columns.items()}
    lines, faults = [], []
    for number, row in rows:
        if _is_total(row, columns):
            continue
        read = list(_read(number, row, columns, titled, table.title))
        wrong = [each for each in read if isinstance(each, Fault)]
        faults += wrong
        lines += [each for each in read if isinstance(each, Line)] if not wrong else []
    ignored = tuple(head for place, head in enumerate(heads) if head and place not in columns.values())
    return Sheet(titled, ignored, tuple(lines), tuple(faults))


def _is_total(row: Sequence[str], columns: Mapping[str, int]) -> bool:
    """A last line such as 合计, without a day."""
    on = _cell(row, columns["on"])
    return not on and any(plain_cell(text) in ("合计", "总计", "共计") for text in row)


def _cell(row: Sequence[str], place: int | None) -> str:
    return plain_cell(row[place]) if place is not None and place < len(row) else ""


def _read(
    number: int, row: Sequence[str], columns: Mapping[str, int], titled: Mapping[str, str], sheet: str
) -> Iterator[Line | Fault]:
    """The line, or whatever is wrong with it."""
    said = {field: _cell(row, columns.get(field)) for field in LABELS}
    faults = [
        Fault(sheet, number, titled[field], message) for field, message in _wrong(said) if field in titled
    ]
    at = moment(said["on"])
    if faults or at is None:
        yield from faults
        return
    timed = bool(re.search(r"\d:\d", said["on"]))
    counts = {field: _count(said[field]) for field in COUNTS}
    local = at.astimezone(CHINA)
    clock = local.time() if timed else None
    yield Line(number, headline(said["title"]), local.date(), clock, said["address"], counts)


def _wrong(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the cells of a row: which, and what to do."""
    if not said["title"]:
        yield "title", "没有填写。请补上标题，或者删除这一行。"
    elif runs(said["title"]):
        yield "title", RUNS
    if not said["on"]:
        yield "on", "没有填写。请补上发布日期，例如 2026-03-02 09:30。"
    elif moment(said["on"]) is None:
        yield "on", f"“{said['on'][:30]}”不是日期。请改成 2026-03-02 或者 2026-03-02 09:30 的写法。"
    if said["address"] and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", said["address"]):
        yield "address", "不是完整的网址（http:// 或 https:// 开头，没有空格）。请核对，或者清空。"
    elif len(said["address"]) > ADDRESS:
        yield "address", f"超过 {ADDRESS} 个字符。请去掉网址中问号后面的跟踪参数。"
    for field in COUNTS:
        if said[field] and _count(said[field]) is None and said[field] not in _NOTHING:
            yield field, f"“{said[field][:20]}”不是整数。请填写确切的数字（不用“万”“+”），没有的留空。"


_NOTHING = frozenset({"-", "--", "—", "——", "/", "无", "暂无", "N/A", "n/a"})


def _count(text: str) -> int | None:
    """A whole number as exports write it; None for nothing, and for what is none."""
    bare = re.sub(r"[,，\s]", "", text).removesuffix(".0").removesuffix("次").removesuffix("人")
    if not bare.isascii() or not bare.isdigit():
        return None
    return int(bare) if len(bare) < 13 and int(bare) < _LARGEST else None


def headline(text: str) -> str:
    """The title of a post: of a long text what stands in 【】 before it, else its first sentence."""
    bare = " ".join(text.split())
    if found := _BRACKETS.match(bare):
        return found[1].strip()
    if len(bare) <= TITLE:
        return bare
    return _SENTENCE.split(bare, maxsplit=1)[0][:TITLE].strip() or bare[:TITLE]


def columns_in_words(columns: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Which heading of a file was read as what."""
    return ((LABELS[field], columns.get(field, "")) for field in LABELS)
