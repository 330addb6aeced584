"""The official tables as printed: rows of boxes with merged headings, made from the form alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from gongkai.law.report.schema import Block, Column, Form, Row, forms

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
TABLES = {"t2": "s2_proactive", "t3": "s3_requests", "t4": "s4_review_litigation"}
T2_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell. `cell` is the id of a data cell; headings have none.

    `headers` are the ids of the headings of a data cell, where its column alone does not tell them.
    """

    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""
    look: str = ""
    cell: str = ""
    id: str = ""
    headers: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A group of printed rows (`thead` or one `tbody`)."""

    boxes: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One printed table: id ("t3"), the heading that names it, head rows, body groups."""

    id: str
    label: str
    head: Rows
    bodies: tuple[Rows, ...]
    columns: int


@cache
def layouts(form_id: str) -> dict[str, Layout]:
    """The three printed tables of a form by table id."""
    form = forms()[form_id]
    titles = {section.id: section.heading for section in form.sections}
    return {
        table: replace(made, label=titles[TABLES[table]])
        for table, made in (("t2", _table2(form)), ("t3", _table3(form)), ("t4", _table4(form)))
    }


def _table2(form: Form) -> Layout:
    bodies = tuple(Rows(tuple(_table2_rows(block))) for block in form.table2)
    return Layout("t2", "", Rows(()), bodies, T2_COLUMNS)


def _table2_rows(block: Block) -> Iterator[tuple[Box, ...]]:
    """A caption row, a heading row, a row for each item; the last column is as wide as what is left."""
    last = T2_COLUMNS - len(block.columns)
    start = f"h-t2-{block.id}"
    yield (Box(block.caption, colspan=T2_COLUMNS, scope="colgroup", look="caption", id=start),)
    heads = [Box("信息内容", scope="col", look="head")]
    heads += [
        Box(column.label, scope="col", look="head", id=f"{start}-{column.id}") for column in block.columns
    ]
    yield (*heads[:-1], replace(heads[-1], colspan=last))
    for row in block.rows:
        values = [
            Box(
                cell=f"t2.{block.id}.{row.id}.{column.id}",
                headers=f"{start} {start}-{column.id} {start}-{row.id}",
            )
            for column in block.columns
        ]
        label = Box(row.label, scope="row", look="label", id=f"{start}-{row.id}")
        yield (label, *values[:-1], replace(values[-1], colspan=last))


def _table3(form: Form) -> Layout:
    block = form.table3
    head = (
        (
            Box(BALANCE_NOTE, rowspan=3, colspan=3, look="corner"),
            Box("申请人情况", colspan=len(block.columns), scope="colgroup", look="head"),
        ),
        *_two_head_rows(block.columns),
    )
    return Layout("t3", "", Rows(head), (Rows(tuple(_table3_rows(block))),), 3 + len(block.columns))


def _two_head_rows(columns: tuple[Column, ...]) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Columns under a shared heading stand in the second row, the others span both."""
    upper: list[Box] = []
    lower: list[Box] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        inside = list(members)
        if not group:
            upper += [Box(column.label, rowspan=2, scope="col", look="head") for column in inside]
            continue
        upper.append(Box(group, colspan=len(inside), scope="colgroup", look="head"))
        lower += [Box(column.label, scope="col", look="head") for column in inside]
    return tuple(upper), tuple(lower)


def _table3_rows(block: Block) -> Iterator[tuple[Box, ...]]:
    """Rows of results share the heading of item three; numbered reasons share the heading of their kind."""
    results = [row for row in block.rows if row.group]
    outermost = results[0].group
    for kind, members in groupby(block.rows, key=lambda row: row.group):
        inside = list(members)
        for place, row in enumerate(inside):
            lead: list[Box] = []
            if row is results[0]:
                lead.append(Box(outermost, rowspan=len(results), scope="rowgroup", look="group"))
            if kind and kind != outermost and place == 0:
                lead.append(Box(kind, rowspan=len(inside), scope="rowgroup", look="group"))
            yield (*lead, _label(row, outermost), *_values(block, row))


def _label(row: Row, outermost: str) -> Box:
    width = 3 if not row.group else 2 if row.group == outermost else 1
    return Box(row.label, colspan=width, scope="row", look="label")


def _values(block: Block, row: Row) -> tuple[Box, ...]:
    return tuple(Box(cell=f"t3.{row.id}.{column.id}") for column in block.columns)


def _table4(form: Form) -> Layout:
    blocks = form.table4
    upper: list[Box] = []
    middle: list[Box] = []
    lower: list[Box] = []
    for block in blocks:
        group, width = block.rows[0].group, len(block.columns)
        labels = [Box(column.label, scope="col", look="head upright") for column in block.columns]
        if not group:
            upper.append(Box(block.caption, colspan=width, scope="colgroup", look="head"))
            middle += [replace(label, rowspan=2) for label in labels]
            continue
        if all(box.text != group for box in upper):
            members = sum(len(other.columns) for other in blocks if other.rows[0].group == group)
            upper.append(Box(group, colspan=members, scope="colgroup", look="head"))
        middle.append(Box(block.caption, colspan=width, scope="colgroup", look="head"))
        lower += labels
    values = tuple(Box(cell=f"t4.{block.id}.{column.id}") for block in blocks for column in block.columns)
    head = Rows((tuple(upper), tuple(middle), tuple(lower)))
    return Layout("t4", "", head, (Rows((values,)),), len(values))
