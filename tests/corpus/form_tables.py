"""The three tables of the form as rows of merged boxes, as a word processor or a web page holds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.law.report.content import Report
from gongkai.law.report.schema import Block, Row
from tests.corpus.wording import Words, official

CHECK_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a table at its top left corner. `cell` names the figure in it; a `group` spans rows of labels."""

    text: str
    across: int = 1
    down: int = 1
    cell: str = ""
    group: bool = False


Boxes = tuple[Box, ...]
Rows = tuple[Boxes, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one report: a piece of table two for each block; table three without its head."""

    second: tuple[Rows, ...]
    head: Rows
    body: Rows
    fourth: Rows


def tables(report: Report, words: Words = official) -> Tables:
    """The tables of a report, labels in the given wording."""
    second = tuple(_block(report, block, words) for block in report.form.table2)
    return Tables(second, _head(words), _body(report, words), _fourth(report, words))


def _figure(report: Report, cell_id: str, across: int = 1) -> Box:
    return Box(report.cells[cell_id].raw, across, cell=cell_id)


def _block(report: Report, block: Block, words: Words) -> Rows:
    """Four columns; where a block has fewer figures, the last of them is merged over the rest."""
    count = len(block.columns)
    widths = [1] * (count - 1) + [4 - count]
    head = [Box(words(column.label), width) for column, width in zip(block.columns, widths, strict=True)]
    rows: list[Boxes] = [(Box(words(block.caption), 4),), (Box(words("信息内容")), *head)]
    for row in block.rows:
        ids = [f"t2.{block.id}.{row.id}.{column.id}" for column in block.columns]
        figures = [_figure(report, cell_id, width) for cell_id, width in zip(ids, widths, strict=True)]
        rows.append((Box(words(row.label)), *figures))
    return tuple(rows)


def _head(words: Words) -> Rows:
    single = [Box(words(label)) for label in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")]
    return (
        (Box(words(CHECK_NOTE), 3, 3), Box(words("申请人情况"), 7)),
        (Box(words("自然人"), 1, 2), Box(words("法人或其他组织"), 5), Box(words("总计"), 1, 2)),
        tuple(single),
    )


def _body(report: Report, words: Words) -> Rows:
    block = report.form.table3
    inner = [row for row in block.rows if row.id not in {"new_received", "carried_in", "carried_out"}]
    rows: list[Boxes] = []
    for row in block.rows:
        figures = [_figure(report, f"t3.{row.id}.{column.id}") for column in block.columns]
        rows.append((*_labels(row, inner, words), *figures))
    return tuple(rows)


def _labels(row: Row, inner: Sequence[Row], words: Words) -> Iterator[Box]:
    if row not in inner:
        yield Box(words(row.label), 3)
        return
    if row is inner[0]:
        yield Box(words("三、本年度办理结果"), 1, len(inner), group=True)
    members = [other for other in inner if other.group == row.group]
    if row.label.startswith("（"):
        yield Box(words(row.label), 2)
        return
    if row is members[0]:
        yield Box(words(row.group), 1, len(members), group=True)
    yield Box(words(row.label))


def _fourth(report: Report, words: Words) -> Rows:
    blocks = report.form.table4
    results = [words(column.label) for column in blocks[0].columns]
    figures = [_figure(report, f"t4.{block.id}.{column.id}") for block in blocks for column in block.columns]
    return (
        (Box(words("行政复议"), 5), Box(words("行政诉讼"), 10)),
        (
            *(Box(label, 1, 2) for label in results),
            Box(words("未经复议直接起诉"), 5),
            Box(words("复议后起诉"), 5),
        ),
        tuple(Box(label) for label in results * 2),
        tuple(figures),
    )


def spread(rows: Rows) -> list[list[tuple[Box, bool]]]:
    """The rows as a full grid: each place with its box, and whether it is the box's own top left corner."""
    taken: dict[tuple[int, int], tuple[Box, bool]] = {}
    for line, boxes in enumerate(rows):
        column = 0
        for box in boxes:
            while (line, column) in taken:
                column += 1
            for down in range(box.down):
                for across in range(box.across):
                    taken[line + down, column + across] = (box, down == 0 and across == 0)
            column += box.across
    width = max(column for _, column in taken) + 1
    empty = (Box(""), True)
    return [[taken.get((line, column), empty) for column in range(width)] for line in range(len(rows))]


def rows_with_blanks(every: Tables) -> frozenset[str]:
    """The cells of all rows in which some figure is blank: where blanks vanish, none of them has a sure place."""
    ids: set[str] = set()
    for rows in (*every.second, every.body, every.fourth):
        for boxes in rows:
            figures = [box for box in boxes if box.cell]
            if any(not box.text.strip() for box in figures):
                ids.update(box.cell for box in figures)
    return frozenset(ids)
