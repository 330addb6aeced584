"""公开制度: the law on disclosure, national documents, and what the agency published of its own rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from gongkai.law.basis import Instrument, instrument
from gongkai.portal.organs.frame import SYSTEMS, Frame
from gongkai.publication.queries.lists import PublicRow, Wanted, newest

LAWS = ("REG", "SPC25", "SEC", "ARC", "PIP", "ARA", "ALL")
NATIONAL = ("P61", "F30", "FEE", "T207", "C19", "R80", "B54", "Y61", "G37")
SHOWN = 60
"""Items of all sections together; more stand in the column."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `laws`: what the platform knows itself; `address`: where the column has more, empty where it has not."""

    key: str
    title: str
    laws: tuple[Instrument, ...]
    rows: tuple[PublicRow, ...]
    statement: str
    address: str


OWN = "zd-bd"
"""Where the agency's own rules stand, and whatever is in no section."""
_SECTIONS = (("zd-fg", "法律法规", LAWS), ("zd-gj", "国家文件", NATIONAL), (OWN, "本地文件", ()))


def systems(body: Frame) -> list[Section]:
    """The sections of an agency; two queries. Columns of its own follow the usual three."""
    rows = newest(Wanted(agencies=[body.agency.id], columns=body.system_ids), on=body.on, most=SHOWN)
    usual = {key for key, _, _ in _SECTIONS}
    own = [(shelf.key, shelf.title, ()) for shelf in body.systems if shelf.key not in usual]
    return [_section(body, key, title, laws, rows) for key, title, laws in (*_SECTIONS, *own)]


def _section(body: Frame, key: str, title: str, laws: Iterable[str], rows: Iterable[PublicRow]) -> Section:
    shelf = next((each for each in body.systems if each.key == key), None)
    keys = (key, SYSTEMS) if key == OWN else (key,)
    here = tuple(row for row in rows if row.column_key in keys)
    more = shelf is not None and shelf.items > len(here)
    return Section(
        key,
        shelf.title if shelf else title,
        tuple(instrument(law) for law in laws),
        here,
        shelf.statement if shelf else "",
        reverse("systems_column", args=[body.agency.slug, key]) if more else "",
    )
