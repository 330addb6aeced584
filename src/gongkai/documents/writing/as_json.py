"""A report as JSON and back: what `gongkai report read --json` prints is itself an input.

`to_json` and `from_json` are inverse: cells, prose and unread parts survive unchanged. Figures are left out
on the way back, because they follow from the prose.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.refusals import shown
from gongkai.documents.writing.json_text import parse
from gongkai.law.report.content import Cell, Paragraph, Report, Section, Unread
from gongkai.law.report.narrative import figures
from gongkai.law.report.schema import Form, forms

LARGEST = 10**15  # no cell of any report comes near; longer numbers are not figures
MOST_DECIMALS = 10


def to_json(report: Report) -> dict[str, Any]:
    """The report as JSON values: cells by id in the order of the form, a blank cell has value null."""
    order = {cell_id: place for place, cell_id in enumerate(report.form.cells)}
    return {
        "format": report.format,
        "title": report.title,
        "agency_name": report.agency_name,
        "report_year": report.report_year,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "preface": [_paragraph_json(paragraph) for paragraph in report.preface],
        "sections": [_section_json(section) for section in report.sections],
        "captions": [_paragraph_json(caption) for caption in report.captions],
        "cells": {
            cell_id: _cell_json(report.cells[cell_id])
            for cell_id in sorted(report.cells, key=lambda cell_id: order.get(cell_id, len(order)))
        },
        "figures": [
            {
                "text": figure.text,
                "value": _number_json(figure.value),
                "unit": figure.unit,
                "approx": figure.approx,
                "where": figure.where,
            }
            for figure in figures(report)
        ],
        "unread": [
            {"cell": unread.cell, "raw": unread.raw, "where": unread.where, "why": unread.why}
            for unread in report.unread
        ],
    }


def dumps(document: Mapping[str, Any], *, indent: int | None = None) -> bytes:
    """JSON text in UTF-8 without a final newline; without `indent` on one line.

    Half a surrogate pair, which UTF-8 cannot hold, is written as its JSON escape.
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", "backslashreplace")


def loads(data: bytes, name: str) -> Report:
    """The report in the JSON file called `name`. Raises Unreadable."""
    try:
        return from_json(parse(data))
    except Unreadable as error:
        raise Unreadable(f"文件“{shown(name)}”不能使用：{error}") from None


def from_json(document: object) -> Report:
    """The report in JSON values: what `to_json` makes, or the object that `check --json` prints around it.

    Raises Unreadable, naming the place in the JSON, for anything that `to_json` would not have written;
    unknown keys are passed over.
    """
    top = _unwrapped(document)
    form = _form(top)
    return Report(
        format=form.id,
        title=_text(top.get("title", ""), "title"),
        agency_name=_text(top.get("agency_name", ""), "agency_name"),
        report_year=_year(top.get("report_year")),
        published_on=_date(top.get("published_on")),
        preface=_paragraphs(top.get("preface", []), "preface"),
        sections=tuple(
            _section(entry, f"sections[{at}]", form)
            for at, entry in enumerate(_list(top.get("sections", []), "sections"))
        ),
        captions=_paragraphs(top.get("captions", []), "captions"),
        cells={
            cell_id: _cell(cell_id, entry, form) for cell_id, entry in _mapping(top["cells"], "cells").items()
        },
        unread=tuple(
            _unread(entry, f"unread[{at}]") for at, entry in enumerate(_list(top.get("unread", []), "unread"))
        ),
    )


def _number_json(value: int | Decimal | None) -> int | float | None:
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _cell_json(cell: Cell) -> dict[str, Any]:
    entry: dict[str, Any] = {"value": _number_json(cell.value), "raw": cell.raw, "where": cell.where}
    return entry | {"inferred": True} if cell.inferred else entry


def _paragraph_json(paragraph: Paragraph) -> dict[str, str]:
    return {"text": paragraph.text, "where": paragraph.where}


def _section_json(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "where": section.where,
        "paragraphs": [_paragraph_json(paragraph) for paragraph in section.paragraphs],
    }


def _wrong(path: str, problem: str) -> Unreadable:
    place = f"{path} " if path else ""
    return Unreadable(f"JSON 内容不对：{place}{problem}。请使用 gongkai report read --json 输出的文件。")


def _mapping(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(path or "最外层", "应当是对象 {…}")
    return value


def _list(value: object, path: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _wrong(path, "应当是数组 […]")
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "应当是文字")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _wrong(path, "含有残缺的字符")
    return value


def _required(entry: Mapping[str, Any], key: str, path: str) -> Any:
    if key not in entry:
        raise _wrong(f"{path}.{key}" if path else key, "缺失")
    return entry[key]


def _unwrapped(document: object) -> Mapping[str, Any]:
    """The report itself: `check --json` prints it inside {"file", "report", "findings"}."""
    top = _mapping(document, "")
    if "cells" in top:
        return top
    if "error" in top:
        why = _text(top["error"], "error")[:200]
        raise Unreadable(f"这份 JSON 记录的是一次失败的读取（{why}），里面没有报告，请换用原文件。")
    return _mapping(top["report"], "report") if "report" in top else top


def _form(top: Mapping[str, Any]) -> Form:
    name = _text(_required(top, "format", ""), "format")
    _required(top, "cells", "")
    if name not in forms():
        raise _wrong("format", f"应当是 {' 或 '.join(forms())}，而不是“{name[:40]}”")
    return forms()[name]


def _year(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 9999:
        raise _wrong("report_year", "应当是四位数的年份或 null")
    return value


def _date(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(_text(value, "published_on"))
    except ValueError:
        raise _wrong("published_on", "应当是 2021-01-31 这样的日期或 null") from None


def _paragraphs(value: object, path: str) -> tuple[Paragraph, ...]:
    made = []
    for at, entry in enumerate(_list(value, path)):
        here = f"{path}[{at}]"
        fields = _mapping(entry, here)
        text = _text(_required(fields, "text", here), f"{here}.text")
        made.append(Paragraph(text, _text(fields.get("where", ""), f"{here}.where")))
    return tuple(made)


def _section(entry: object, path: str, form: Form) -> Section:
    fields = _mapping(entry, path)
    section_id = _text(_required(fields, "id", path), f"{path}.id")
    if section_id and section_id not in {section.id for section in form.sections}:
        raise _wrong(f"{path}.id", f"没有“{section_id[:40]}”这一部分")
    return Section(
        id=section_id,
        number=_text(fields.get("number", ""), f"{path}.number"),
        title=_text(fields.get("title", ""), f"{path}.title"),
        where=_text(fields.get("where", ""), f"{path}.where"),
        paragraphs=_paragraphs(fields.get("paragraphs", []), f"{path}.paragraphs"),
    )


def _cell(cell_id: str, entry: object, form: Form) -> Cell:
    path = f'cells["{cell_id[:80]}"]'
    if cell_id not in form.cells:
        raise _wrong(path, f"不是{form.label}里的单元格")
    fields = _mapping(entry, path)
    inferred = fields.get("inferred", False)
    if not isinstance(inferred, bool):
        raise _wrong(f"{path}.inferred", "应当是 true 或 false")
    return Cell(
        value=_number(_required(fields, "value", path), f"{path}.value"),
        raw=_text(fields.get("raw", ""), f"{path}.raw"),
        where=_text(fields.get("where", ""), f"{path}.where"),
        inferred=inferred,
    )


def _number(value: object, path: str) -> int | Decimal | None:
    """A figure: an integer as int, any other as Decimal, exactly as printed."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _wrong(path, "应当是数字或 null")
    if isinstance(value, int):
        number: int | Decimal = value
    else:
        number = Decimal(repr(value)) if isinstance(value, float) else value
        if not number.is_finite():
            raise _wrong(path, "不是有限的数")
    if not -LARGEST < number < LARGEST:
        raise _wrong(path, "数字过大")
    return number if isinstance(number, int) else _plain(number, path)


def _plain(number: Decimal, path: str) -> int | Decimal:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise _wrong(path, "小数位数过多")
    return int(number) if number == number.to_integral_value() else number


def _unread(entry: object, path: str) -> Unread:
    fields = _mapping(entry, path)
    cell, raw, where, why = (
        _text(_required(fields, key, path), f"{path}.{key}") for key in ("cell", "raw", "where", "why")
    )
    return Unread(cell=cell, raw=raw, where=where, why=why)
