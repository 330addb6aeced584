"""Reads: the pages that there are beside those of items, scope by scope."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import AnnualReport
from gongkai.compilations.queries import mapping as composed
from gongkai.compilations.queries.issued import issues_of
from gongkai.copies.queries.items import agencies_with_items, items_of
from gongkai.copies.queries.near import items_near
from gongkai.copies.queries.organs import pages_of, shelves_of, years_of
from gongkai.copies.queries.things import (
    AGENCY,
    AWAY,
    COMPILATIONS,
    ITEMS,
    KEPT,
    LOOKS,
    MAP,
    NEAR,
    NEWS,
    NORMATIVE,
    OBSERVATORY,
    REGISTERS,
    REPORTS,
    SHELVES,
    SITE,
    YEARS,
    Thing,
)
from gongkai.law.registers import definitions
from gongkai.normative.queries import mapping as register
from gongkai.portal.feeds import FEED_FILES
from gongkai.portal.pages.maps import KEPT as KEPT_PARTS
from gongkai.publication.queries.mapping import map_blocks, map_parts
from gongkai.registers.queries.public_lotteries import every_published

NEWEST = ("home", "organs", "items", "policies", "topics", "sitemap")
"""Pages of the whole site on which items stand, or how many there are."""
WHOLE_SITE = ("gazettes", "accessibility", "privacy", "site_map", "interface", "robots", "sitemap_pages")
KIOSK_NEWEST = ("kiosk", "kiosk_newest", "kiosk_organs")
OF_KIOSK = ("kiosk_reports", "kiosk_search", "kiosk_applying")
OF_REGISTER = ("register", "register_figures", "register_matrix")


def scopes() -> list[str]:
    """Every scope that there is now."""
    bodies = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    return [
        *(f"{ITEMS}{pk}" for pk in agencies_with_items()),
        *(NEWS, SITE),
        *(f"{AGENCY}{pk}" for pk in bodies),
        *(f"{MAP}{number}" for number in map_blocks()),
        *(f"{begin}{pk}" for begin in (REPORTS, YEARS) for pk in bodies),
        *(COMPILATIONS, OBSERVATORY, NORMATIVE, REGISTERS, KEPT),
    ]


def things_of(scope: str, *, on: date, stamp: str) -> Iterator[Thing]:
    """What has pages in a scope, on a day; nothing in one that there is not."""
    if scope == SITE:
        yield from (Thing(SITE, AWAY, ()), Thing(SITE, LOOKS, ()))
    begin, _, number = scope.partition(":")
    if walk := _WALKS.get(f"{begin}:"):
        yield from walk(int(number), on=on, stamp=stamp)
        return
    made = _WITH_NUMBER.get(f"{begin}:")
    addresses = made(int(number), on) if made else _WHOLE[scope](on) if scope in _WHOLE else ()
    for address in map(unquote, dict.fromkeys(addresses)):
        yield Thing(scope, address[:160], (address,))


def _of_news(_on: date) -> Iterator[str]:
    yield from map(reverse, NEWEST)
    yield from _of_kiosks(KIOSK_NEWEST)
    for name in ("items_file", "policies_file"):
        yield from _feeds(name)


def _of_site(_on: date) -> Iterator[str]:
    yield from map(reverse, WHOLE_SITE)
    yield from _of_kiosks(OF_KIOSK)
    yield from _feeds("gazettes_feed")


def _of_kiosks(names: Iterable[str]) -> Iterator[str]:
    named = Agency.objects.filter(slug__in=settings.KIOSKS).order_by("slug").values_list("slug", flat=True)
    yield from (reverse(name, args=[slug]) for slug in named for name in names)


def _feeds(name: str, *args: object) -> Iterator[str]:
    yield from (reverse(name, args=[*args, file]) for file in FEED_FILES)


def _of_map(number: int, _on: date) -> Iterator[str]:
    yield from (reverse("sitemap_items", args=[part.month, part.number]) for part in map_parts(number))


def _of_kept(_on: date) -> Iterator[str]:
    for kind, kept in KEPT_PARTS.items():
        yield from (reverse("sitemap_kept", args=[kind, part.number]) for part in kept.parts())


def _of_compilations(_on: date) -> Iterator[str]:
    for part in composed.topic_parts():
        for named, _ in composed.topic_part(part.number):
            yield reverse("topic", args=named)
            yield from _feeds("topic_feed", *named)
    for issue in issues_of():
        args = [issue.agency_slug, issue.year, issue.number]
        yield reverse("gazette_issue", args=args)
        places = range(1, issue.articles + 1)
        yield from (reverse("gazette_article", args=[*args, place]) for place in places)


def _of_reports(agency_id: int, _on: date) -> Iterator[str]:
    found = AnnualReport.objects.filter(agency=agency_id).order_by("year")
    yield from (reverse("report", args=args) for args in found.values_list("agency__slug", "year").distinct())


def _of_observatory(_on: date) -> Iterator[str]:
    yield from map(reverse, ("reports", "observatory", "observatory_figure", "report_data"))


def _of_normative(_on: date) -> Iterator[str]:
    yield from map(reverse, ("normative", "interpretations", "questions"))
    yield from _feeds("normative_file")
    for part in register.document_parts():
        documents = register.document_part(part.number)
        yield from (reverse("normative_document", args=args) for args, _ in documents)
    for part in register.question_parts():
        yield from (reverse("question", args=args) for args, _ in register.question_part(part.number))


def _of_registers(_on: date) -> Iterator[str]:
    yield from (reverse("registers"), reverse("register_draws"))
    yield from (reverse("register_draw", args=[number]) for number in every_published())
    yield from (reverse(name, args=[key]) for key in definitions() for name in OF_REGISTER)


class _Walk(Protocol):
    """What works out fingerprints."""

    def __call__(self, number: int, /, *, on: date, stamp: str) -> Iterator[Thing]: ...


_WALKS: dict[str, _Walk] = {
    ITEMS: items_of,
    NEAR: items_near,
    AGENCY: pages_of,
    YEARS: years_of,
    SHELVES: shelves_of,
}
_WITH_NUMBER: dict[str, Callable[[int, date], Iterator[str]]] = {MAP: _of_map, REPORTS: _of_reports}
_WHOLE: dict[str, Callable[[date], Iterator[str]]] = {
    NEWS: _of_news,
    SITE: _of_site,
    KEPT: _of_kept,
    COMPILATIONS: _of_compilations,
    OBSERVATORY: _of_observatory,
    NORMATIVE: _of_normative,
    REGISTERS: _of_registers,
}
