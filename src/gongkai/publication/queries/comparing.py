"""Reads: what differs between two contents, of two editions or of two who edit: field by field, the text by characters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from gongkai.documents.comparing import Piece, compare
from gongkai.documents.rich_text import plain
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.items import items
from gongkai.law.duties.publication import Validity
from gongkai.law.exemptions import exemptions
from gongkai.law.metadata import FiveOpen, genres, topics
from gongkai.publication.models import Column, Entry
from gongkai.publication.queries.catalogue import entry_row
from gongkai.publication.queries.content import Content

LABELS: Mapping[str, str] = {
    "title": "标题",
    "document_no": "发文字号",
    "issuing_body": "发文机关",
    "written_on": "成文日期",
    "column_id": "栏目",
    "entry_key": "目录事项",
    "duty": "法定主动公开内容",
    "topic": "主题分类",
    "genre": "体裁",
    "keywords": "主题词",
    "summary": "内容概述",
    "five_open": "“五公开”",
    "audience": "公开对象",
    "attribute": "公开属性",
    "grounds": "不公开的依据",
    "reasons": "理由",
    "required_by": "要求公开的规定",
    "validity": "有效性",
    "effective_on": "施行日期",
    "valid_until": "有效期至",
    "source_name": "来源",
    "source_url": "来源网址",
    "naming_required": "实名公开的依据",
    "consulted": "会商机关",
}
"""What the fields of a content are called, in the order of a page; the body aside."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that differs, in words."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What is to be seen of two contents beside each other."""

    fields: tuple[Changed, ...]
    body: tuple[Piece, ...]

    @property
    def same_text(self) -> bool:
        """Whether the words of the body are the same."""
        return all(piece.kind == "equal" for piece in self.body)


@dataclass(frozen=True, slots=True)
class _Titles:
    """What columns and rows of the catalogue are called; those that are not here by their number or key."""

    columns: Mapping[int | None, str]
    entries: Mapping[str, str]


def differences(before: Content, now: Content, agency_id: int) -> Differences:
    """What changed from one content of an agency to another; no more than two queries."""
    titles = _Titles(_column_titles(before, now), _entry_titles(agency_id, before, now))
    fields = tuple(
        Changed(label, _said(before, name, titles), _said(now, name, titles))
        for name, label in LABELS.items()
        if getattr(before, name) != getattr(now, name)
    )
    return Differences(fields, compare(plain(before.body), plain(now.body)))


def in_words(content: Content, column: str = "") -> tuple[tuple[str, str], ...]:
    """The metadata that is filled in, label and words, in the order of a page; the title aside."""
    titles = _Titles({content.column_id: column}, {})
    said = ((label, _said(content, name, titles)) for name, label in LABELS.items() if name != "title")
    return tuple((label, words) for label, words in said if words)


def _column_titles(*contents: Content) -> dict[int | None, str]:
    numbers = {each.column_id for each in contents}
    if len(numbers) < len(contents):
        return {}
    wanted = [number for number in numbers if number is not None]
    return dict(Column.objects.filter(pk__in=wanted).values_list("pk", "title"))


def _entry_titles(agency_id: int, *contents: Content) -> dict[str, str]:
    """As the agency calls them, where it has a row of its own, and as they are called now."""
    keys = {each.entry_key for each in contents}
    if len(keys) < len(contents):
        return {}
    owners = Q(agency=agency_id) | Q(agency__isnull=True)
    found = Entry.objects.filter(owners, key__in=keys - {""})
    rows = found.order_by(F("agency").asc(nulls_first=True), "begins_on", "pk")
    return {entry.key: entry_row(entry).title for entry in rows}


def _said(content: Content, name: str, titles: _Titles) -> str:  # noqa: PLR0911 - one for each kind of field
    value: Any = getattr(content, name)
    if not value:
        return ""
    match name:
        case "column_id":
            return titles.columns.get(value, "")
        case "entry_key":
            return titles.entries.get(value, str(value))
        case "duty":
            return items()[value].title if value in items() else str(value)
        case "topic":
            return topics().get(value, str(value))
        case "genre":
            return genres().get(value, str(value))
        case "grounds":
            return "；".join(exemptions()[each].label if each in exemptions() else each for each in value)
        case "five_open" | "attribute" | "validity":
            return _KINDS[name](value).label
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)


_KINDS: Mapping[str, type[FiveOpen] | type[Attribute] | type[Validity]] = {
    "five_open": FiveOpen,
    "attribute": Attribute,
    "validity": Validity,
}
