"""Reads: the pages that there are beside those of items, scope by scope."""

from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import unquote

from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import AnnualReport
from gongkai.compilations.queries import mapping as composed
from gongkai.compilations.queries.issued import issues_of
from gongkai.copies.queries.items import agencies_with_items, items_of
from gongkai.copies.queries.things import (
    AGENCY,
    AWAY,
    COMPILATIONS,
    ITEMS,
    KEPT,
    MAP,
    NORMATIVE,
    REGISTERS,
    REPORTS,
    SITE,
    Thing,
)
from gongkai.law.registers import definitions
from gongkai.normative.queries import mapping as register
from gongkai.portal.lists.listing import RSS_FILE
from gongkai.portal.organs.frame import frame
from gongkai.portal.pages.maps import KEPT as KEPT_PARTS
from gongkai.publication.queries.catalogue import fields_of, in_force
from gongkai.publication.queries.mapping import map_parts

WHOLE_SITE = (
    *("home", "organs", "items", "policies", "topics", "gazettes", "accessibility", "privacy", "site_map"),
    *("robots", "sitemap", "sitemap_pages", "gazettes_rss"),
)
OF_AGENCY = ("organ", "organ_zn", "organ_zd", "organ_fdzdgk", "agency", "organ_ysqgk", "organ_channels")
OF_REGISTER = ("register", "register_figures", "register_matrix")


def scopes() -> list[str]:
    """Every scope that there is now."""
    bodies = Agency.objects.order_by("pk").values_list("pk", flat=True)
    return [
        *(f"{ITEMS}{pk}" for pk in agencies_with_items()),
        SITE,
        *(f"{AGENCY}{pk}" for pk in bodies),
        *(f"{MAP}{part.number}" for part in map_parts()),
        *(COMPILATIONS, REPORTS, NORMATIVE, REGISTERS, KEPT),
    ]


def things_of(scope: str, *, on: date, stamp: str) -> Iterator[Thing]:
    """What has pages in a scope, on a day; nothing in one that there is not."""
    if scope == SITE:
        yield Thing(SITE, AWAY, ())
    begin, _, number = scope.partition(":")
    if scope.startswith(ITEMS):
        yield from items_of(int(number), on=on, stamp=stamp)
        return
    made = _WITH_NUMBER.get(f"{begin}:")
    addresses = made(int(number), on) if made else _WHOLE[scope](on) if scope in _WHOLE else ()
    for address in map(unquote, dict.fromkeys(addresses)):
        yield Thing(scope, address[:160], (address,))


def _of_site(_on: date) -> Iterator[str]:
    yield from map(reverse, WHOLE_SITE)
    yield reverse("items_file", args=[RSS_FILE])
    yield reverse("policies_file", args=[RSS_FILE])


def _of_agency(agency_id: int, on: date) -> Iterator[str]:
    found = Agency.objects.filter(pk=agency_id).values_list("slug", "level").first()
    if found is None:
        return
    slug, _level = found
    yield from (reverse(name, args=[slug]) for name in OF_AGENCY)
    yield reverse("statutory_file", args=[slug, RSS_FILE])
    body = frame(slug, on)
    for shelf in body.statutory:
        yield reverse("column", args=[slug, shelf.key])
        yield reverse("column_file", args=[slug, shelf.key, RSS_FILE])
    for shelf in body.systems:
        yield reverse("systems_column", args=[slug, shelf.key])
        yield reverse("systems_file", args=[slug, shelf.key, RSS_FILE])
    if body.catalogue:
        yield reverse("catalogue", args=[slug])
        fields = fields_of(agency_id, on) or in_force(on).values_list("field", flat=True).distinct()
        yield from (reverse("catalogue_field", args=[slug, key]) for key in sorted(set(fields)))


def _of_map(number: int, _on: date) -> Iterator[str]:
    yield reverse("sitemap_items", args=[number])


def _of_kept(_on: date) -> Iterator[str]:
    for kind, kept in KEPT_PARTS.items():
        yield from (reverse("sitemap_kept", args=[kind, part.number]) for part in kept.parts())


def _of_compilations(_on: date) -> Iterator[str]:
    for part in composed.topic_parts():
        yield from (reverse("topic", args=args) for args, _ in composed.topic_part(part.number))
    for issue in issues_of():
        args = [issue.agency_slug, issue.year, issue.number]
        yield reverse("gazette_issue", args=args)
        places = range(1, issue.articles + 1)
        yield from (reverse("gazette_article", args=[*args, place]) for place in places)


def _of_reports(_on: date) -> Iterator[str]:
    yield from map(reverse, ("reports", "observatory", "report_data"))
    found = AnnualReport.objects.order_by("agency", "year").values_list("agency__slug", "year").distinct()
    yield from (reverse("report", args=args) for args in found)


def _of_normative(_on: date) -> Iterator[str]:
    yield from map(reverse, ("normative", "interpretations", "questions"))
    yield reverse("normative_file", args=[RSS_FILE])
    for part in register.document_parts():
        documents = register.document_part(part.number)
        yield from (reverse("normative_document", args=args) for args, _ in documents)
    for part in register.question_parts():
        yield from (reverse("question", args=args) for args, _ in register.question_part(part.number))


def _of_registers(_on: date) -> Iterator[str]:
    yield from (reverse("registers"), reverse("register_draws"))
    yield from (reverse(name, args=[key]) for key in definitions() for name in OF_REGISTER)


_WITH_NUMBER: dict[str, Callable[[int, date], Iterator[str]]] = {AGENCY: _of_agency, MAP: _of_map}
_WHOLE: dict[str, Callable[[date], Iterator[str]]] = {
    SITE: _of_site,
    KEPT: _of_kept,
    COMPILATIONS: _of_compilations,
    REPORTS: _of_reports,
    NORMATIVE: _of_normative,
    REGISTERS: _of_registers,
}
