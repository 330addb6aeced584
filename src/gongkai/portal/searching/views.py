"""The page of the search, its hits as a table to take away, and what it suggests while somebody types."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from gongkai.documents.searching.asking import understand
from gongkai.documents.searching.snippets import Piece
from gongkai.law.duties.publication import Validity
from gongkai.portal.saving import table
from gongkai.portal.searching.asking import Request, understood
from gongkai.portal.searching.naming import FACETS, Names, address, names
from gongkai.portal.searching.unready import page, when_ready
from gongkai.registers.queries.public_matches import Matches, public_matches
from gongkai.search.queries import FURTHEST, Answer, Asked, EntryKind, Hit, find, suggest

MOST = 1_000
"""Lines of a CSV file."""
SHOWN = 8
"""Values of a facet that are shown at once; the others are folded away."""
TRIED = 4
"""Terms that are looked for alone where all together are found nowhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as the page shows it. `kind`: what it is, where it is no item; `number`: the document number, where the title does
    not carry it.
    """

    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    address: str
    kind: str
    agency: str
    column: str
    number: str
    validity: Validity | None
    day: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, how many hits have it, and where choosing it, or no longer choosing it, leads."""

    name: str
    hits: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values; `more`: those that are folded away."""

    title: str
    first: list[Value]
    more: list[Value]
    clear: str


@require_safe
@when_ready(page)
def search(request: HttpRequest) -> HttpResponse:
    """Hits with what they can be narrowed by; with nothing asked, everything, the newest first."""
    said = understood(request.GET)
    answer = find(said.asked)
    named = names(answer, said.asked.narrowed.get("agency", ()), localdate())
    context = {
        "said": said,
        "answer": answer,
        "lines": [_line(hit, named) for hit in answer.hits],
        "facets": list(_facets(said, answer, named)),
        "chips": list(_chips(said, named)),
        "orders": _orders(said),
        "first": (answer.page - 1) * said.asked.size + 1,
        "previous": said.query(p=answer.page - 1) if answer.page > 1 else "",
        "following": said.query(p=answer.page + 1) if answer.page < answer.pages else "",
        "alone": _alone(said) if not answer.total else [],
        "furthest": FURTHEST,
        "registers": _registers(said),
    }
    return render(request, "portal/searching/search.html", context)


@require_safe
@when_ready(page)
def listed(request: HttpRequest) -> HttpResponse:
    """The hits as a table: the first thousand of them."""
    said = understood(request.GET, size=MOST)
    answer = find(replace(said.asked, page=1, counted=()))
    named = names(answer, (), localdate())
    heads = ("名称", "发文字号", "发布机关", "栏目", "发布日期", "地址")
    rows = (
        (
            "".join(piece.text for piece in hit.title),
            hit.number,
            named.agency(hit),
            named.column(hit),
            localtime(hit.published_at).date(),
            request.build_absolute_uri(address(hit)),
        )
        for hit in answer.hits
    )
    return table("检索结果.csv", [heads, *rows])


def none(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as every view
    """Nothing to suggest at the moment."""
    return _suggested([])


@require_safe
@when_ready(none)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What somebody may mean, as {"suggestions": [text, …]}."""
    response = _suggested([one.text for one in suggest(request.GET.get("q", ""))])
    response["Cache-Control"] = "public, max-age=60"
    return response


def _registers(said: Request) -> list[Matches]:
    """The registers that have the words, where nothing but words was asked for."""
    narrowed = said.asked.narrowed or said.asked.page > 1
    return [] if narrowed else public_matches(said.asked.text)


def _suggested(texts: list[str]) -> HttpResponse:
    return JsonResponse({"suggestions": texts}, json_dumps_params={"ensure_ascii": False})


def _line(hit: Hit, named: Names) -> Line:
    written = "".join(piece.text for piece in hit.title)
    validity = Validity(hit.validity) if hit.validity in set(Validity) else None
    return Line(
        title=hit.title,
        snippet=hit.snippet,
        address=address(hit),
        kind="" if hit.kind is EntryKind.ITEM else hit.kind.label,
        agency=named.agency(hit),
        column=named.column(hit) if hit.kind is EntryKind.ITEM else "",
        number=hit.number if hit.number not in written else "",
        validity=validity,
        day=f"{localtime(hit.published_at):%Y-%m-%d}",
    )


def _facets(said: Request, answer: Answer, named: Names) -> Iterator[Facet]:
    """Those that can narrow the hits or widen them again."""
    for facet, title in FACETS.items():
        counted = answer.facets.get(facet, ())
        values = [
            Value(named.of(facet, one.value), one.hits, one.chosen, said.narrowed(facet, one.value))
            for one in counted
        ]
        first = [value for place, value in enumerate(values) if place < SHOWN or value.chosen]
        more = [value for place, value in enumerate(values) if place >= SHOWN and not value.chosen]
        if values:
            yield Facet(title, first, more, said.without(facet) if said.asked.narrowed.get(facet) else "")


def _chips(said: Request, named: Names) -> Iterator[tuple[str, str, str]]:
    """What was chosen: label, word, and the address without it."""
    for facet, values in said.asked.narrowed.items():
        for value in sorted(values):
            yield FACETS[facet], named.of(facet, value), said.narrowed(facet, value)


def _orders(said: Request) -> list[tuple[str, str, bool]]:
    words = {"": "相关度", "xin": "最新", "jiu": "最早"}
    return [(word, said.query(px=order), said.order == order) for order, word in words.items()]


def _alone(said: Request) -> list[tuple[str, int]]:
    """Where all terms together are found nowhere: each alone, with its hits."""
    terms = understand(said.asked.text).terms
    if len(terms) < 2:
        return []
    counts = [(term, find(Asked(text=f'"{term}"', size=1, counted=())).total) for term in terms[:TRIED]]
    return [(term, hits) for term, hits in counts if hits]
