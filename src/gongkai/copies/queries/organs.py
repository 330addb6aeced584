"""Reads: the pages of an agency, each with a fingerprint of what its items show there.

An agency has a page and two feeds for each of its columns, and one publication changes few of them: its column, what holds that, the
first page. What else shows on these pages (the guide, reports, what columns are called) is done by acts of which the log tells, after
which all of them are made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from urllib.parse import unquote

from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.copies.queries.things import AGENCY, YEARS, Thing
from gongkai.portal.feeds import FED, FEED_FILES
from gongkai.portal.organs.figures import figures
from gongkai.portal.organs.frame import Frame, frame
from gongkai.portal.organs.systems import systems
from gongkai.portal.organs.views import NEWEST
from gongkai.publication.queries.completion import kept
from gongkai.publication.queries.lists import Wanted, amount, first_year, marks
from gongkai.publication.queries.shelves import Shelf

WITHOUT_ITEMS = ("organ_zn", "agency", "organ_ysqgk", "organ_channels")
"""Pages on which no item stands: the directory beside them says which columns there are."""
MARKED = FED + 1
"""Of what stands on a list and in its feeds, and of whether there is more."""


def pages_of(agency_id: int, *, on: date, stamp: str) -> Iterator[Thing]:
    """The pages of an agency but those over the years. `stamp`: of the program and its settings."""
    for slug in _slug(agency_id):
        yield from _Pages(agency_id, slug, on, stamp, frame(slug, on)).every()


def years_of(agency_id: int, *, on: date, stamp: str) -> Iterator[Thing]:
    """The page of an agency over the years."""
    for slug in _slug(agency_id):
        body = _Pages(agency_id, slug, on, stamp, frame(slug, on))
        yield replace(body.thing(reverse("agency_years", args=[slug])), scope=f"{YEARS}{agency_id}")


def shelves_of(agency_id: int, *, on: date, stamp: str) -> Iterator[Thing]:
    """All of these, as far as items decide: after a publication their fingerprints say all that may be another."""
    for walk in (pages_of, years_of):
        yield from (replace(each, sure=True) for each in walk(agency_id, on=on, stamp=stamp))


def _slug(agency_id: int) -> Iterable[str]:
    return Agency.objects.filter(pk=agency_id).values_list("slug", flat=True)


@dataclass(frozen=True, slots=True)
class _Pages:
    """An agency on a day, and how its pages are told apart."""

    agency_id: int
    slug: str
    on: date
    stamp: str
    body: Frame

    def thing(self, address: str, shown: object = None) -> Thing:
        """A page on which this is shown beside the frame."""
        told = repr((self.stamp, self.on, _told(self.body), shown))
        made = blake2b(told.encode(), digest_size=16).hexdigest()
        plain = unquote(address)
        return Thing(f"{AGENCY}{self.agency_id}", plain[:160], (plain,), made)

    def every(self) -> Iterator[Thing]:
        """All but the one over the years."""
        args, whole = [self.slug], self._statutory()
        yield from (self.thing(reverse(name, args=args)) for name in WITHOUT_ITEMS)
        yield self.thing(reverse("organ", args=args), self._home())
        yield self.thing(reverse("organ_zd", args=args), systems(self.body))
        yield self.thing(reverse("organ_fdzdgk", args=args), whole)
        yield from self._feeds(whole, "statutory_file", self.slug)
        held = self._in_columns()
        for shelf in self.body.statutory:
            yield from self._of_column("column", "column_file", shelf, held)
        for shelf in self.body.systems:
            yield from self._of_column("systems_column", "systems_file", shelf, held)
        if self.body.catalogue:
            yield from self._of_catalogue()

    def _home(self) -> object:
        counts = [(shelf.key, shelf.items) for shelf in self.body.statutory]
        newest = marks(Wanted(agencies=[self.agency_id]), on=self.on, most=NEWEST)
        return counts, newest, figures(self.body)

    def _statutory(self) -> object:
        wanted = Wanted(agencies=[self.agency_id], but_columns=self.body.system_ids)
        many = amount(wanted, on=self.on)
        return marks(wanted, on=self.on, most=MARKED), many, first_year(wanted, on=self.on)

    def _in_columns(self) -> dict[int, object]:
        """What begins and ends each column, by its number."""
        shelves = (*self.body.statutory, *self.body.systems)
        found = dict[int, object]()
        for column in sorted({each for shelf in shelves for each in shelf.column_ids}):
            wanted = Wanted(agencies=[self.agency_id], columns=[column])
            found[column] = marks(wanted, on=self.on, most=MARKED), first_year(wanted, on=self.on)
        return found

    def _of_column(self, page: str, feed: str, shelf: Shelf, held: Mapping[int, object]) -> Iterator[Thing]:
        """A column and its feeds show the newest of it and of those below it."""
        shown = shelf, [held[each] for each in shelf.column_ids]
        yield self.thing(reverse(page, args=[self.slug, shelf.key]), shown)
        yield from self._feeds(shown, feed, self.slug, shelf.key)

    def _feeds(self, shown: object, name: str, *args: object) -> Iterator[Thing]:
        yield from (self.thing(reverse(name, args=[*args, file]), shown) for file in FEED_FILES)

    def _of_catalogue(self) -> Iterator[Thing]:
        rows = kept(self.agency_id, self.on)
        of_field = defaultdict[str, list[object]](list)
        for row in rows:
            of_field[row.entry.field].append(row)
        yield self.thing(reverse("catalogue", args=[self.slug]), rows)
        for key in sorted(of_field):
            yield self.thing(reverse("catalogue_field", args=[self.slug, key]), of_field[key])


def _told(body: Frame) -> object:
    """What stands around every page of an agency: of its columns not how much is in them, which no directory says."""
    systems, statutory = (
        tuple((each.key, each.title, each.depth, each.statement, each.stated_on) for each in shelves)
        for shelves in (body.systems, body.statutory)
    )
    return body.agency, systems, statutory, body.catalogue, body.reports, body.heirs
