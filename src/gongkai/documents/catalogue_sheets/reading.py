"""Catalogues as counties really make them, read: titles above, two rows of headings, merged matters, several sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.documents.catalogue_sheets.layout import (
    ABOVE,
    LABELS,
    LEVELS,
    Line,
    carrier_of,
    field_in,
    head_of,
)
from gongkai.documents.catalogue_sheets.marks import (
    beside_tick,
    carriers_in,
    levels_in,
    lines_of,
    one_line,
    ticked,
)
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.spreadsheets import RUNS, Fault, Table, plain_cell, read_tables, runs
from gongkai.law.metadata import fields

_ADVICE = "请用本平台导出的目录表填写，或者另存为 .xlsx 后再试。"
_FEWEST_HEADS = 4
_MOST_LINES = 5_000
_WIDE = 2  # columns beyond its own: a merged cell that wide is a title
_NEEDED = ("item_l1", "elements", "basis", "time_limit", "carriers")
_NOTES = ("注:", "注：", "备注", "说明", "填表")
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file says, and what is wrong with single cells of it."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Headings:
    """What each column holds, where the headings begin and where the rows below them do (from 0)."""

    top: int
    below: int
    columns: Mapping[int, str]


def read_catalogue(data: bytes, name: str) -> Catalogue:
    """Read a workbook or a CSV, told by its content; `name` is only shown, and may name the field.

    The field stands in a column, in the title above the table, in the name of the sheet or of the file. Raises Unreadable
    for a file that is broken, has hidden sheets or formulas, or no catalogue in it.
    """
    lines: list[Line] = []
    faults: list[Fault] = []
    seen = False
    for table in read_tables(data, name, advice=_ADVICE, lines=True):
        headings = _headings(table)
        if headings is None:
            continue
        seen = True
        for found in _lines(table, headings, name):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                lines.append(found)
    if not seen:
        raise refusal(name, "没有公开目录的表头（序号、公开事项、公开内容、公开依据、公开时限……）", _ADVICE)
    if len(lines) > _MOST_LINES:
        raise refusal(name, f"超过 {_MOST_LINES} 行", "请分成几个文件导入。")
    if not lines and not faults:
        raise refusal(name, "只有表头，没有事项", _ADVICE)
    return Catalogue(tuple(lines), tuple(faults))


def _headings(table: Table) -> _Headings | None:
    """Where the headings are: the first row with enough of them, and those below it that are nothing else."""
    rows = _spread(table)
    top = next((at for at, row in enumerate(rows) if _is_heading(row)), None)
    if top is None:
        return None
    below = top + 1
    while below < len(rows) and _goes_on(rows[below], rows[top]):
        below += 1
    columns: dict[int, str] = {}
    for at in range(len(rows[top])):
        above = [head_of(rows[row][at]) or _carrier(rows, top, row, at) for row in range(top, below)]
        named = next((head for head in reversed(above) if head), "")
        if named:
            columns[at] = "item_l1" if named == "items" else named
    return _Headings(top, below, columns)


def _carrier(rows: Sequence[Sequence[str]], top: int, row: int, at: int) -> str:
    """A carrier with a column of its own below 公开渠道和载体."""
    if row == top or head_of(rows[top][at]) != "carriers":
        return ""
    carrier = carrier_of(rows[row][at])
    return f"carriers:{carrier}" if carrier else ""


def _is_heading(row: Sequence[str]) -> bool:
    return len({head for text in row if (head := head_of(text))}) >= _FEWEST_HEADS


def _goes_on(row: Sequence[str], top: Sequence[str]) -> bool:
    """Whether a row is more of the headings: nothing but headings in it, or what stands below one of several columns."""
    filled = [(at, text) for at, text in enumerate(row) if text.strip()]
    return bool(filled) and all(
        head_of(text) or (head_of(top[at]) in ABOVE and carrier_of(text)) for at, text in filled
    )


def _spread(table: Table) -> list[list[str]]:
    """The rows with the text of a merged range in every cell of it."""
    return _filled(table, whole=True)


def _filled(table: Table, *, whole: bool) -> list[list[str]]:
    """The rows with the text of a merged range in its cells: in all (`whole`), or in those of its first column."""
    width = max(map(len, table.rows), default=0)
    rows = [[plain_cell(text) for text in row] + [""] * (width - len(row)) for row in table.rows]
    for (top, left), (bottom, right) in table.merged:
        if top >= len(rows) or left >= width:
            continue
        text = rows[top][left]
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, width) if whole else left + 1):
                rows[row][column] = text
    return rows


def _lines(table: Table, headings: _Headings, name: str) -> Iterator[Line | Fault]:
    sheet = table.title or "表"
    kinds = {key.partition(":")[0] for key in headings.columns.values()}
    if missing := [LABELS[key] for key in _NEEDED if key not in kinds]:
        yield Fault(sheet, headings.top + 1, "", f"缺少这些列：{'、'.join(missing)}。")
        return
    rows = _filled(table, whole=False)
    titles = [text for row in rows[: headings.top] for text in row if text]
    field = next(filter(None, map(field_in, [*titles, table.title, name])), "")
    if not field and "field" not in headings.columns.values():
        labels = "、".join(each.label for each in fields().values())
        yield Fault(
            sheet, headings.top + 1, "", f"看不出属于哪个领域，请在表的标题或者工作表名称中写明：{labels}。"
        )
        return
    wide = {top for (top, left), (_, right) in table.merged if right - left >= _WIDE}
    matter = ""
    for number, row in enumerate(rows[headings.below :], headings.below + 1):
        cells = {key: row[at] for at, key in headings.columns.items()}
        if _is_heading(row) or _says_nothing(cells, row, wide=number - 1 in wide):
            continue
        matter = one_line(cells["item_l1"]) or matter
        yield from _faults(cells, sheet, number)
        yield _line({**cells, "item_l1": matter}, field, sheet, number)


def _says_nothing(cells: Cells, row: Sequence[str], *, wide: bool) -> bool:
    """A row without anything but its number, a title inside the table, or a note below it."""
    if not any(text for key, text in cells.items() if key != "seq"):
        return True
    texts = [text for text in row if text]
    return len(texts) == 1 and (wide or texts[0].startswith(_NOTES))


def _faults(cells: Cells, sheet: str, number: int) -> Iterator[Fault]:
    for key, text in cells.items():
        if runs(text):
            yield Fault(sheet, number, _label(key), RUNS)
    if (text := cells.get("field", "")) and not field_in(text):
        yield Fault(sheet, number, LABELS["field"], f"没有“{one_line(text)}”这个领域。")
    for label in carriers_in(cells.get("carriers", ""))[1]:
        yield Fault(sheet, number, LABELS["carriers"], f"没有“{label}”这个渠道，请改为“其他”或者规定的渠道。")
    for key, both in (("audience", ("everybody", "group")), ("mode", ("proactive", "on_request"))):
        if all(ticked(cells.get(f"{key}:{one}", "")) for one in both):
            yield Fault(sheet, number, LABELS[key], "两项都选了，请只留一项。")


def _line(cells: Cells, field: str, sheet: str, number: int) -> Line:
    audience = _one_of(cells, "audience", {"everybody": "全社会", "group": "特定群"})
    group = cells.get("audience:group", "") if audience == "group" else ""
    return Line(
        sheet=sheet,
        row=number,
        field=field_in(cells.get("field", "")) or field,
        item_l1=cells["item_l1"],
        item_l2=one_line(cells.get("item_l2", "")),
        elements=lines_of(cells["elements"]),
        basis=lines_of(cells["basis"]),
        time_limit=one_line(cells["time_limit"]),
        body=one_line(cells.get("body", "")),
        carriers=_carriers(cells),
        audience=audience,
        audience_group=beside_tick(group),
        mode=_one_of(cells, "mode", {"proactive": "主动", "on_request": "依申请"}),
        levels=_levels(cells),
    )


def _one_of(cells: Cells, key: str, words: Mapping[str, str]) -> str:
    """The one that is chosen, by a ticked column or in words; empty for none."""
    by_column = next((one for one in words if ticked(cells.get(f"{key}:{one}", ""))), "")
    said = one_line(cells.get(key, ""))
    return by_column or next((one for one, word in words.items() if word in said), "")


def _carriers(cells: Cells) -> tuple[str, ...]:
    own = [
        key.partition(":")[2] for key, text in cells.items() if key.startswith("carriers:") and ticked(text)
    ]
    return tuple(own) or carriers_in(cells.get("carriers", ""))[0]


def _levels(cells: Cells) -> tuple[str, ...]:
    chosen = {
        level
        for key, text in cells.items()
        if key.startswith("level:") and ticked(text)
        for level in key.partition(":")[2].split("+")
    }
    chosen |= set(levels_in(cells.get("levels", "")))
    return tuple(level for level in LEVELS if level in chosen)


def _label(key: str) -> str:
    return LABELS.get(key.partition(":")[0], "")
