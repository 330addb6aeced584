"""What stands around the text of an item: the box of its metadata, and the tags that machines read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import FiveOpen, genres, topics
from gongkai.law.wording import day
from gongkai.publication.queries.content import Content
from gongkai.publication.queries.public import PublicItem

_TONES = {
    Validity.VALID: "ok",
    Validity.NOT_YET: "warning",
    Validity.AMENDED: "warning",
    Validity.EXPIRED: "error",
    Validity.REPEALED: "error",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the box. `tone`: how it is marked beside its words, for the validity alone."""

    label: str
    text: str
    tone: str = ""
    long: bool = False


def box(item: PublicItem, on: date) -> list[Line]:
    """The box in the usual order, with what is known alone."""
    said = item.content
    lines = [
        Line("索引号", item.index_no),
        Line("主题分类", topics().get(said.topic, "")),
        Line("发文机关", said.issuing_body or item.agency),
        Line("成文日期", day(said.written_on) if said.written_on else ""),
        Line("名称", said.title, long=True),
        Line("发文字号", said.document_no),
        Line("原发布日期" if item.platform else "发布日期", day(localtime(item.first_published_at).date())),
        Line("体裁", genres().get(said.genre, "")),
        Line("主题词", said.keywords),
        *_validity(said, on),
        Line("“五公开”", FiveOpen(said.five_open).label if said.five_open else ""),
        Line("公开对象", said.audience),
        Line("内容概述", said.summary, long=True),
    ]
    return [line for line in lines if line.text]


def _validity(said: Content, on: date) -> Iterator[Line]:
    """The validity as it is today, and the days from and until which a document is in force."""
    if said.validity:
        now = _now(said, on)
        yield Line("有效性", now.label, _TONES[now])
    if said.effective_on:
        yield Line("施行日期", day(said.effective_on))
    if said.valid_until:
        yield Line("有效期至", day(said.valid_until))


def _now(said: Content, on: date) -> Validity:
    """Time goes on after the last edition: what was to come into force is, what ran out is no longer."""
    stated = Validity(said.validity)
    if stated not in (Validity.VALID, Validity.NOT_YET):
        return stated
    if said.valid_until and said.valid_until < on:
        return Validity.EXPIRED
    begun = said.effective_on is not None and said.effective_on <= on
    return Validity.VALID if begun else stated


def tags(item: PublicItem, address: str) -> list[tuple[str, str]]:
    """The tags that inspectors look for, with what is known alone."""
    said = item.content
    found = [
        ("ColumnName", item.column or "政府信息公开"),
        ("ColumnType", item.column_kind.label if item.column_kind else "政府信息公开"),
        ("ArticleTitle", said.title),
        ("PubDate", f"{localtime(item.first_published_at):%Y-%m-%d %H:%M}"),
        ("ContentSource", said.source_name or said.issuing_body or item.agency),
        ("Keywords", said.keywords),
        ("Description", said.summary),
        ("Url", address),
    ]
    return [(name, value) for name, value in found if value]
