"""What stands around the text of an item: the box of its metadata."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from gongkai.law.duties.publication import Validity, validity_on
from gongkai.law.metadata import FiveOpen, genres, topics
from gongkai.law.wording import day
from gongkai.publication.queries.content import Content
from gongkai.publication.queries.public import PublicItem

TONES = {
    Validity.VALID: "ok",
    Validity.NOT_YET: "warning",
    Validity.AMENDED: "warning",
    Validity.EXPIRED: "error",
    Validity.REPEALED: "error",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the box. `tone`: how it is marked beside its words, for the validity alone. `exact`: it is never written otherwise."""

    label: str
    text: str
    tone: str = ""
    long: bool = False
    exact: bool = False


def box(item: PublicItem, on: date) -> list[Line]:
    """The box in the usual order, with what is known alone."""
    label = "原发布日期" if item.platform else "发布日期"
    return box_of(item.content, on, item.index_no, item.agency, (label, item.first_published_at))


def box_of(
    said: Content, on: date, index_no: str, agency: str, published: tuple[str, datetime]
) -> list[Line]:
    """The box of a text, which is the present one or an older one."""
    label, at = published
    lines = [
        Line("索引号", index_no, exact=True),
        Line("主题分类", topics().get(said.topic, "")),
        Line("发文机关", said.issuing_body or agency),
        Line("成文日期", day(said.written_on) if said.written_on else ""),
        Line("名称", said.title, long=True),
        Line("发文字号", said.document_no, exact=True),
        Line(label, day(localtime(at).date())),
        Line("体裁", genres().get(said.genre, "")),
        Line("主题词", said.keywords),
        *_validity(said, on),
        Line("“五公开”", FiveOpen(said.five_open).label if said.five_open else ""),
        Line("公开对象", said.audience),
        Line("内容概述", said.summary, long=True),
    ]
    return [line for line in lines if line.text]


def validity_of(said: Content, on: date) -> Validity | None:
    """Whether a document is in force on a day; None for what nobody said it of."""
    if not said.validity:
        return None
    return validity_on(Validity(said.validity), said.effective_on, said.valid_until, on)


def _validity(said: Content, on: date) -> Iterator[Line]:
    """The validity as it is today, and the days from and until which a document is in force."""
    now = validity_of(said, on)
    if now:
        yield Line("有效性", now.label, TONES[now])
    if said.effective_on:
        yield Line("施行日期", day(said.effective_on))
    if said.valid_until:
        yield Line("有效期至", day(said.valid_until))
