"""What stands around every page of an agency: its parts, the directory to the left, the way back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404
from django.urls import reverse

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import queries as reports
from gongkai.publication.queries.catalogue import fields_of, has_every_field
from gongkai.publication.queries.shelves import Shelf, shelves

SYSTEMS, STATUTORY = "zd", "fdzdgk"
"""The keys of the two columns that are parts of the platform.   依据：国办公开办函〔2019〕61号"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the platform of an agency. `key`: the end of its address; `view`: the name of that; `short`: in menus."""

    key: str
    title: str
    line: str
    view: str
    short: str


PARTS = (
    Part("zn", "政府信息公开指南", "公开什么、怎么查、找谁问", "organ_zn", "公开指南"),
    Part("zd", "政府信息公开制度", "法律法规、国家文件和本地规定", "organ_zd", "公开制度"),
    Part("fdzdgk", "法定主动公开内容", "文件、预决算、许可、处罚等", "organ_fdzdgk", "法定主动公开"),
    Part("nb", "政府信息公开年报", "历年报告、法定表格和数据", "agency", "年度报告"),
    Part("ysqgk", "依申请公开", "没有主动公开的，可以申请", "organ_ysqgk", "依申请公开"),
)
"""The parts in their order: four by 国办公开办函〔2019〕61号, and the way to apply."""
BY_KEY = {part.key: part for part in PARTS}


@dataclass(frozen=True, slots=True)
class Frame:
    """An agency on a day, with what stands in its directory.

    `systems`, `statutory`: columns of the two parts, without the part itself; `system_ids`: all columns of the former;
    `items`: how much is in the latter. `reports`: annual reports. `heirs`: who carries on where the agency has ended.
    """

    agency: AgencyRow
    on: date
    systems: tuple[Shelf, ...]
    system_ids: tuple[int, ...]
    statutory: tuple[Shelf, ...]
    items: int
    catalogue: bool
    reports: int
    heirs: tuple[AgencyRow, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the platform."""
        return PARTS

    @property
    def ended(self) -> bool:
        """Whether the agency is no more."""
        return self.agency.ends_on is not None and self.agency.ends_on < self.on

    def way(self, *steps: tuple[str, str]) -> list[tuple[str, str]]:
        """The way from the front page to the agency and on: titles and addresses."""
        start = [("首页", reverse("home")), ("公开机关", reverse("organs"))]
        return [*start, (self.agency.name, reverse("organ", args=[self.agency.slug])), *steps]

    def part(self, key: str) -> tuple[str, str]:
        """The step of the way that a part is."""
        return BY_KEY[key].title, reverse(BY_KEY[key].view, args=[self.agency.slug])


def frame(slug: str, on: date) -> Frame:
    """The frame of an agency; Http404 if there is none. Eleven queries at most, however much there is."""
    found = agencies.find(slug)
    if found is None:
        raise Http404
    agency = agencies.as_of(found.id, on)
    held = shelves(agency.id, on)
    tops = {shelf.key: shelf for shelf in held if shelf.depth == 0}
    gone = agency.ends_on is not None and agency.ends_on < on
    return Frame(
        agency=agency,
        on=on,
        systems=tuple(_part(held, SYSTEMS)),
        system_ids=tops[SYSTEMS].column_ids if SYSTEMS in tops else (),
        statutory=tuple(_part(held, STATUTORY)),
        items=sum(shelf.items for key, shelf in tops.items() if key != SYSTEMS),
        catalogue=has_every_field(agency.level) or bool(fields_of(agency.id, on)),
        reports=len(reports.rows([slug], on=on)),
        heirs=tuple(agencies.successors(agency.id, on)) if gone else (),
    )


def _part(found: Iterable[Shelf], wanted: str) -> Iterator[Shelf]:
    """The columns of one of the two parts, a step higher; what stands below neither is statutory content as it is."""
    top = ""
    for shelf in found:
        if shelf.depth == 0:
            top = shelf.key
        part = top if top in (SYSTEMS, STATUTORY) else STATUTORY
        if part == wanted and shelf.key not in (SYSTEMS, STATUTORY):
            yield replace(shelf, depth=shelf.depth - 1) if top == part else shelf
