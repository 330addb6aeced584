"""One list of items as a page, as CSV, as RSS and as Atom: the same items in the same order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime

from gongkai.law.metadata import genres, topics
from gongkai.portal.feeds import ATOM_FILE, FED, RSS_FILE, Entry, fed
from gongkai.portal.lists.filters import ListFilter
from gongkai.portal.saving import table
from gongkai.publication.queries.lists import PublicPage, PublicRow, Wanted, every, latest

MOST = 5_000
"""Lines of a CSV file; who wants more narrows the list."""
CSV_FILE = "list.csv"


class ListFile:
    """The ways in which a list can be taken away, as the end of an address."""

    regex = "list\\.csv|rss\\.xml|atom\\.xml"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that somebody looks at. `address`: where it stands, without what was chosen."""

    title: str
    address: str
    form: ListFilter
    wanted: Wanted
    on: date
    before: str = ""

    @property
    def query(self) -> str:
        """What was chosen, with its question mark, for addresses of the same list."""
        said = self.form.query()
        return f"?{said}" if said else ""

    @property
    def csv(self) -> str:
        """Where the list can be had as a table."""
        return f"{self.address}{CSV_FILE}{self.query}"

    @property
    def rss(self) -> str:
        """Where the list can be subscribed to."""
        return f"{self.address}{RSS_FILE}{self.query}"

    @property
    def atom(self) -> str:
        """The same as Atom."""
        return f"{self.address}{ATOM_FILE}{self.query}"

    def page(self) -> PublicPage:
        """The page of it that is looked at."""
        return latest(self.form.narrowed(self.wanted), on=self.on, before=self.before)


def taken_away(request: HttpRequest, listing: Listing, file: str) -> HttpResponse:
    """The list as the file that the address names."""
    return _csv(request, listing) if file == CSV_FILE else _feed(request, listing, file)


def _csv(request: HttpRequest, listing: Listing) -> HttpResponse:
    rows = every(listing.form.narrowed(listing.wanted), on=listing.on, most=MOST)
    heads = [head for head, _ in COLUMNS]
    lines = ([*(said(row) for _, said in COLUMNS), _address(request, row)] for row in rows)
    return table(f"{listing.title}.csv", [[*heads, "地址"], *lines])


def _feed(request: HttpRequest, listing: Listing, file: str) -> HttpResponse:
    entries = (
        Entry(
            row.title,
            _address(request, row),
            row.summary or row.title,
            row.published_at,
            author=row.agency,
            key=row.index_no,
            category=row.column,
        )
        for row in every(listing.form.narrowed(listing.wanted), on=listing.on, most=FED)
    )
    return fed(
        request,
        file,
        title=listing.title,
        page=f"{listing.address}{listing.query}",
        here=f"{listing.address}{file}{listing.query}",
        said=f"{listing.title}：最近公开的信息",
        entries=entries,
    )


def _address(request: HttpRequest, row: PublicRow) -> str:
    return request.build_absolute_uri(reverse("item", args=[row.index_no]))


COLUMNS: tuple[tuple[str, Callable[[PublicRow], object]], ...] = (
    ("索引号", lambda row: row.index_no),
    ("名称", lambda row: row.title),
    ("发文字号", lambda row: row.document_no),
    ("发布机关", lambda row: row.agency),
    ("栏目", lambda row: row.column),
    ("成文日期", lambda row: row.written_on or ""),
    ("发布日期", lambda row: localtime(row.published_at).date()),
    ("有效性", lambda row: row.validity.label if row.validity else ""),
    ("主题", lambda row: topics().get(row.topic, "")),
    ("体裁", lambda row: genres().get(row.genre, "")),
)
"""What the table says of an item."""
