"""One register as a list, a page at a time, and as a file: the same records in the same order."""

import json
from collections.abc import Iterable, Iterator
from csv import writer
from dataclasses import dataclass
from itertools import chain

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.documents.writing.as_csv import harmless
from gongkai.law.registers import Definition, Kind, definition
from gongkai.portal.freshness import kept
from gongkai.portal.registers.filters import RegisterFilter
from gongkai.portal.saving import CSV
from gongkai.registers.queries.public_figures import public_sums
from gongkai.registers.queries.public_rows import PublicRow, public_rows
from gongkai.registers.queries.records import Page, public_page

PROVABLE = frozenset({"seed_digest", "list_digest", "number", "seed", "drawn"})
"""A register with these fields holds draws that anybody can prove."""
MOST = 50_000
"""Records of a file; who wants more takes a year or an agency at a time."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A register that somebody looks at. `total`: how many there are, None with words: nobody counts those."""

    made: Definition
    form: RegisterFilter
    page: Page
    before: str

    @property
    def address(self) -> str:
        """Where it stands, without what was chosen."""
        return reverse("register", args=[self.made.key])

    @property
    def query(self) -> str:
        """What was chosen, with its question mark."""
        return self.form.query()

    @property
    def following(self) -> str:
        """The address of the next page; empty at the end."""
        return self.form.query(before=self.page.next) if self.page.next else ""

    @property
    def total(self) -> int | None:
        """How many there are of what was chosen."""
        return None if self.form.asked().words else sum(each.many for each in self.form.fitting())

    @property
    def most(self) -> int:
        """How many a file has at most."""
        return MOST


@require_safe
@kept
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """A register: two queries, however many records there are, one or two more with words."""
    made = definition(key)
    form, before = RegisterFilter(request.GET, made, public_sums(key)), request.GET.get("before", "")
    listing = Listing(made, form, public_page(form.asked(before)), before)
    context = {"listing": listing, "made": made, "page": listing.page, **heads(made)}
    context["provable"] = provable(made)
    return render(request, "portal/registers/list.html", context)


def provable(made: Definition) -> bool:
    """Whether a register holds draws that anybody can prove."""
    return made.by_key.keys() >= PROVABLE


def heads(made: Definition) -> dict[str, object]:
    """What the columns of a register are called."""
    dated = made.field(made.dated_by)
    return {
        "party_label": made.field(made.party).label if made.party else "",
        "amount_label": made.field(made.amount).label if made.amount else "",
        "dated_label": dated.label,
        "yearly": dated.kind is Kind.YEAR,
    }


@require_safe
def taken_away(request: HttpRequest, key: str, file: str) -> HttpResponseBase:
    """The same as CSV or as JSON, written while it is read."""
    made = definition(key)
    form = RegisterFilter(request.GET, made, public_sums(key))
    rows = public_rows(form.asked(), MOST)
    told = _csv(request, made, rows) if file.endswith("csv") else _json(request, made, rows)
    kind = CSV if file.endswith("csv") else "application/json"
    answer = StreamingHttpResponse(told, content_type=kind)
    name = f"{made.label}{localdate():%Y%m%d}.{file.partition('.')[2]}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


class _Line:
    """A file of one line: what is written is handed on at once."""

    def write(self, text: str) -> bytes:
        return text.encode("utf-8", "replace")


def _csv(request: HttpRequest, made: Definition, rows: Iterable[PublicRow]) -> Iterator[bytes]:
    line, fields = writer(_Line()), list(made.public)
    yield b"\xef\xbb\xbf"
    yield line.writerow(["公开机关", *(field.label for field in fields), "公开日期", "地址"])
    for row in rows:
        texts = (row.texts.get(field.key, "") for field in fields)
        told = (row.agency, *texts, str(row.out_on or ""), address(request, made.key, row.id))
        yield line.writerow([harmless(text) for text in told])


def _json(request: HttpRequest, made: Definition, rows: Iterable[PublicRow]) -> Iterator[bytes]:
    """One object, whose records are written line by line."""
    fields = {field.key: field.label for field in made.public}
    head = {"register": made.key, "label": made.label, "unit": made.unit, "fields": fields}
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "records": ['
    comma = chain([b"\n"], iter(lambda: b",\n", None))
    for row in rows:
        yield next(comma) + json.dumps(told(request, made.key, row), ensure_ascii=False).encode()
    yield b"\n]}\n"


def told(request: HttpRequest, key: str, row: PublicRow) -> dict[str, object]:
    """A record as JSON, with the fields that docs/formats.md describes."""
    return {
        "id": row.id,
        "url": address(request, key, row.id),
        "agency": row.agency,
        "dated_on": row.dated_on.isoformat(),
        "published_on": row.out_on.isoformat() if row.out_on else None,
        "fields": dict(row.texts),
    }


def address(request: HttpRequest, key: str, number: int) -> str:
    """Where a record stands."""
    return request.build_absolute_uri(reverse("register_record", args=[key, number]))
