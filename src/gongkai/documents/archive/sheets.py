"""The sheets of a case (案卷.pdf): cover, index, timeline, deadlines, approvals, search record, extract of the log.

What is too long for paper is cut with a word of where the rest stands; manifest.json and log.jsonl have all of it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from gongkai.documents.archive.folder import Approval, Folder, LogLine, Removal, Retention, Search, Step, Term
from gongkai.documents.archive.manifest import LOG, MANIFEST, Bound
from gongkai.documents.digests import SHA256
from gongkai.documents.paper.pieces import Grid, Line, Look, Paper, Piece, Slot
from gongkai.documents.rich_text.blocks import Run
from gongkai.law.wording import day

BEIJING = timezone(timedelta(hours=8))
TITLE = "政府信息公开申请案卷"
MOST_FILES, MOST_ROWS = 1_000, 500
NONE = "无。"
_NUMERALS = "一二三四五六七八九"

Row = TypeVar("Row")
Cells = tuple[str, ...]


def paper(folder: Folder, bound: Sequence[Bound]) -> Paper:
    """The sheets of a case whose pieces are bound in this order."""
    return Paper(
        title=TITLE,
        issuer=folder.agency,
        document_no=folder.number,
        pieces=tuple(_pieces(folder, bound)),
        made_at=folder.made_at,
        footer=(f"{folder.agency}　{folder.number}", f"案卷制作时间 {_minute(folder.made_at)}"),
    )


def _pieces(folder: Folder, bound: Sequence[Bound]) -> Iterator[Piece]:
    yield _grid((), _cover(folder, bound), (6, 22))
    for number, (heading, parts) in enumerate(_sections(folder, bound)):
        yield Line(Look.FIRST, (Run(f"{_NUMERALS[number]}、{heading}"),), new_page=number == 0)
        yield from parts


def _sections(folder: Folder, bound: Sequence[Bound]) -> Iterator[tuple[str, Iterator[Piece]]]:
    yield "卷内目录", _index(bound)
    yield "办理经过", _table(("时间", "经过", "办理人", "说明"), (6, 10, 5, 7), folder.steps, _step)
    yield "办理期限", _table(("期限", "起算", "届满", "完成", "说明"), (7, 5, 5, 5, 6), folder.terms, _term)
    yield (
        "审批记录",
        _table(("时间", "审批人", "事项", "结果", "意见"), (6, 5, 7, 4, 6), folder.approvals, _approval),
    )
    yield (
        "检索记录",
        _table(("时间", "检索人", "检索范围", "检索词", "结果"), (6, 5, 6, 5, 6), folder.searches, _search),
    )
    if folder.removed:
        yield (
            "已去除的内容",
            _table(("时间", "去除的内容", "去除人", "依据", "原因"), (6, 7, 5, 5, 5), folder.removed, _gone),
        )
    yield "操作日志摘录", _log(folder.log)
    yield "文件摘要（SHA-256）", _digests(bound)


def _cover(folder: Folder, bound: Sequence[Bound]) -> list[Cells]:
    pages = [each.entry.pages for each in bound if each.entry.pages is not None]
    counted = f"共 {len(bound)} 件" + (f"，已登记页数 {sum(pages)} 页" if pages else "")
    return [
        ("案卷题名", folder.title),
        ("申请人", folder.applicant),
        ("收到日期", day(folder.received_on)),
        ("办结日期", day(folder.closed_on) if folder.closed_on else "尚未办结"),
        ("办理结果", folder.result or "—"),
        ("承办人", folder.handler or "—"),
        ("卷内文件", counted),
        ("保管期限", _kept(folder.retention)),
        *([("个人信息", "已去除，见“已去除的内容”")] if folder.removed else []),
    ]


def _kept(retention: Retention) -> str:
    if retention.since is None:
        return "　".join(part for part in ("尚未起算", retention.rule, retention.note) if part)
    told = "永久" if retention.years is None else f"{retention.years}年"
    ends = f"至{day(retention.until)}" if retention.until else ""
    words = f"{told}（自{day(retention.since)}起{ends}）"
    return "　".join(part for part in (words, retention.rule, retention.note) if part)


def _index(bound: Sequence[Bound]) -> Iterator[Piece]:
    heads, widths = ("序号", "类别", "题名", "日期", "页数", "文件"), (2.5, 4.5, 8, 5, 2.5, 9.5)
    yield from _table(heads, widths, bound, _piece, most=MOST_FILES)


def _piece(bound: Bound) -> Cells:
    entry = bound.entry
    altered = "与登记的摘要不符" if bound.intact is False else ""
    place = bound.filed.name if bound.filed else "无电子文件"
    note = "；".join(part for part in (entry.note, altered) if part)
    return (
        str(bound.number),
        entry.kind.label,
        entry.title,
        _short(entry.on) if entry.on else "",
        "" if entry.pages is None else str(entry.pages),
        f"{place}（{note}）" if note else place,
    )


def _step(step: Step) -> Cells:
    at = _minute(step.at) if isinstance(step.at, datetime) else _short(step.at)
    return at, step.what, step.who, step.note


def _term(term: Term) -> Cells:
    done = _short(term.done) if term.done else ""
    return term.what, _short(term.since) if term.since else "", _short(term.due), done, term.note


def _approval(approval: Approval) -> Cells:
    who = f"{approval.who}（{approval.role}）" if approval.role else approval.who
    return _minute(approval.at), who, approval.what, approval.result, approval.opinion


def _search(search: Search) -> Cells:
    return _minute(search.at), search.who, search.where, search.words, search.found


def _gone(removal: Removal) -> Cells:
    who = f"{removal.who}（{removal.role}）" if removal.role else removal.who
    return _minute(removal.at), removal.what, who, removal.rule, removal.why


def _log(lines: Sequence[LogLine]) -> Iterator[Piece]:
    if not lines:
        yield _text(NONE)
        return
    for line in lines[:MOST_ROWS]:
        who = f"{line.who}（{line.role}）" if line.role else line.who
        said = f"第 {line.place} 条　{_second(line.at)}　{who}　{line.what}\n{line.hash}"
        yield Line(Look.SMALL, (Run(said),), with_next=True)
        yield _small(f"前一条\n{line.previous}", left=2)
    yield from _rest(len(lines), MOST_ROWS, LOG)


def _digests(bound: Sequence[Bound]) -> Iterator[Piece]:
    filed = [each.filed for each in bound if each.filed]
    for each in filed[:MOST_FILES]:
        yield _small(f"{each.name}\n{each.digests[SHA256]}")
    yield from _rest(len(filed), MOST_FILES, MANIFEST)
    yield _text("怎样核对，见案卷中的 README.txt。")


def _table(
    heads: Cells,
    widths: tuple[float, ...],
    rows: Sequence[Row],
    cells: Callable[[Row], Cells],
    *,
    most: int = MOST_ROWS,
) -> Iterator[Piece]:
    if not rows:
        yield _text(NONE)
        return
    yield _grid(heads, [cells(row) for row in rows[:most]], widths)
    yield from _rest(len(rows), most, MANIFEST)


def _rest(count: int, most: int, where: str) -> Iterator[Piece]:
    if count > most:
        yield _text(f"以上是前 {most} 项，其余 {count - most} 项见案卷中的 {where}。")


def _grid(heads: Cells, rows: Sequence[Cells], widths: tuple[float, ...]) -> Grid:
    """A table; without heads the first column names what stands beside it."""
    whole = [heads, *rows] if heads else rows
    slots = tuple(
        Slot(
            row,
            column,
            1,
            1,
            row == 0 if heads else column == 0,
            "",
            (Line(Look.FLUSH, (Run(cell or " "),)),),
        )
        for row, cells in enumerate(whole)
        for column, cell in enumerate(cells)
    )
    return Grid(slots, len(whole), widths, 1 if heads else 0)


def _text(text: str) -> Line:
    return Line(Look.TEXT, (Run(text),))


def _small(text: str, left: float = 0) -> Line:
    return Line(Look.SMALL, (Run(text),), left=left)


def _short(on: date) -> str:
    return on.isoformat()


def _minute(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _second(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
