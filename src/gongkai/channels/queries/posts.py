"""Reads: what was put out, as lists show it: posts and what this platform published, merged by time; one post with its proofs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from heapq import merge

from django.db.models import Q, QuerySet

from gongkai.channels import access
from gongkai.channels.models import HANGING, CarrierKind, Photo, Standing, Tally
from gongkai.channels.queries.standing import SHOWN, Row, Scope, leads, on_carriers, on_website, website_first
from gongkai.channels.queries.statistics import HERE
from gongkai.publication.models import Item
from gongkai.records.access import Actor
from gongkai.records.queries.among import FEW, Among
from gongkai.records.queries.paging import LARGEST, counted

PAGE = 50
_READ = 1_000
_ITEM, _POST = 0, 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a post as of a day, with the file and the row that they came from."""

    id: int
    as_of: date
    reads: int | None
    likes: int | None
    forwards: int | None
    comments: int | None
    intake_id: int | None
    row: int | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class PutRow:
    """One row: a post, or (`post_id` None) an item on this platform. `first`: the text was to be read here first."""

    post_id: int | None
    item_id: int | None
    index_no: str
    title: str
    agency_id: int
    agency: str
    carrier: str
    carrier_id: int | None
    kind: CarrierKind
    out_at: datetime
    timed: bool
    address: str
    place: str
    until: date | None
    first: bool
    figures: Figures | None
    intake_id: int | None
    row: int | None

    @property
    def mark(self) -> str:
        """Where it stands in a list, for the page after it."""
        source, number = (_ITEM, self.item_id) if self.post_id is None else (_POST, self.post_id)
        return f"{self.out_at.isoformat()}_{source}_{number}"


@dataclass(frozen=True, slots=True)
class PutPage:
    """One page of a list. `before` leads to the next one, empty on the last."""

    rows: tuple[PutRow, ...]
    total: int
    more_than: bool
    before: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A photograph of a post."""

    id: int
    file_id: int
    name: str
    digest: str
    taken_on: date
    by: str


@dataclass(frozen=True, slots=True)
class PostCard:
    """One post whole: with all its figures, the latest first, and its photographs; who entered it."""

    post: PutRow
    agency_id: int
    figures: tuple[Figures, ...]
    proofs: tuple[Proof, ...]
    at: datetime
    by: str
    file: str


def put_out(scope: Scope, *, before: str = "", page: int = PAGE) -> PutPage:
    """A page of what a scope has, newest first; `before` is where the page before ended. Four queries, however many there are.

    Whoever asks says in the scope which agencies may be seen.
    """
    asked = _walked(scope)
    items, posts = on_website(asked), on_carriers(asked)
    (some, over), (others, above) = counted(items), counted(posts)
    rows = _merged(items, posts, before, page + 1)
    return PutPage(
        tuple(rows[:page]), some + others, over or above, rows[page - 1].mark if len(rows) > page else ""
    )


def all_put_out(scope: Scope) -> Iterator[PutRow]:
    """All of a list, read a thousand at a time."""
    asked, before = _walked(scope), ""
    while rows := _merged(on_website(asked), on_carriers(asked), before, _READ):
        yield from rows
        before = rows[-1].mark


def of_item(item_id: int) -> list[PutRow]:
    """Where an item stands, this platform and all carriers, the first one first; two queries. Who may see it the caller decides."""
    items = _items(Item.objects.filter(pk=item_id, stand__in=SHOWN, first_published_at__isnull=False))
    posts = _posts(Standing.objects.filter(post__item=item_id))
    rows = [*items, *posts]
    return sorted(rows, key=lambda row: (not row.first, row.out_at, row.kind.rank, row.post_id or 0))


def one_post(viewer: Actor, post_id: int) -> PostCard | None:
    """A post of an agency in reach, unless it was taken back; None without one. Three queries."""
    found = _with(Standing.objects.filter(Among("agency", access.reach(viewer)), post=post_id))
    row = found.select_related("post__intake").first()
    if row is None:
        return None
    post = row.post
    tallies = (
        Tally.objects.filter(post=post_id, void__isnull=True)
        .select_related("intake")
        .order_by("-as_of", "-pk")
    )
    photos = Photo.objects.filter(post=post_id).select_related("file").order_by("taken_on", "pk")
    return PostCard(
        _post(row),
        post.agency_id,
        tuple(_figures(each) for each in tallies),
        tuple(
            Proof(one.pk, one.file_id, one.file.name, one.file.digest, one.taken_on, one.by) for one in photos
        ),
        post.at,
        post.by,
        post.intake.name if post.intake else "",
    )


def one_tally(viewer: Actor, tally_id: int) -> tuple[PutRow, Figures] | None:
    """Figures of a post in reach, with the post; None without them, or where either was taken back. Two queries."""
    reached = Among("post__agency", access.reach(viewer))
    tally = Tally.objects.filter(reached, pk=tally_id, void__isnull=True).select_related("intake").first()
    rows = _posts(Standing.objects.filter(post=tally.post_id)) if tally else []
    return (rows[0], _figures(tally)) if tally and rows else None


def proof_file(viewer: Actor, photo_id: int) -> int | None:
    """The stored file of a photograph of a post in reach; None without one."""
    found = Photo.objects.filter(Among("post__agency", access.reach(viewer)), pk=photo_id)
    return found.values_list("file", flat=True).first()


def proofs_of(scope: Scope) -> list[tuple[PutRow, tuple[Proof, ...]]]:
    """What hung in a scope with its photographs, oldest first, for a sheet to print; two queries, the first few hundred."""
    posts = _posts(
        on_carriers(scope).filter(carrier__kind__in=HANGING).order_by("out_at", "post_id"), most=300
    )
    photos = (
        Photo.objects.filter(post__in=[row.post_id for row in posts]).select_related("file").order_by("pk")
    )
    found: dict[int, list[Proof]] = {}
    for one in photos:
        found.setdefault(one.post_id, []).append(
            Proof(one.pk, one.file_id, one.file.name, one.file.digest, one.taken_on, one.by)
        )
    return [(row, tuple(found.get(row.post_id or 0, ()))) for row in posts]


def _walked(scope: Scope) -> Scope:
    """Of many agencies the newest posts are found by time, of few in the index of each."""
    return replace(scope, walked=len(scope.agencies) > FEW and scope.carrier is None)


def _merged(items: QuerySet[Item], posts: QuerySet[Standing], before: str, most: int) -> list[PutRow]:
    """The newest of both, from after a mark on: so many of each are read, so that it costs the same however many there are."""
    if mark := _mark(before):
        at, source, number = mark
        items = items.filter(_after("first_published_at", at, "pk", number if source == _ITEM else 0))
        posts = posts.filter(_after("out_at", at, "post", number if source == _POST else LARGEST - 1))
    rows_of_items = _items(_only(items, "-first_published_at", "-pk", most))
    rows_of_posts = _posts(_only(posts, "-out_at", "-post_id", most))
    both = merge(
        rows_of_items, rows_of_posts, key=lambda row: (row.out_at, row.post_id is None), reverse=True
    )
    return list(both)[:most]


def _only(found: QuerySet[Row], moment: str, number: str, most: int) -> QuerySet[Row]:
    """The newest, and nothing else: which ones they are is found in an index before anything that is told of them is read."""
    wanted = found.order_by(moment, number).values("pk")[:most]
    return found.model._default_manager.filter(pk__in=wanted).order_by(moment, number)


def _after(moment: str, at: datetime, name: str, number: int) -> Q:
    """Said so that an index is entered at the moment."""
    return Q(**{f"{moment}__lte": at}) & ~Q(**{moment: at, f"{name}__gte": number})


def _mark(before: str) -> tuple[datetime, int, int] | None:
    when, _, rest = before.partition("_")
    source, _, number = rest.partition("_")
    try:
        at, pk = datetime.fromisoformat(when), int(number)
    except (ValueError, OverflowError):
        return None
    if at.tzinfo is None or not 0 <= pk < LARGEST or source not in ("0", "1"):
        return None
    return at, int(source), pk


def _items(found: QuerySet[Item]) -> list[PutRow]:
    rows = found.select_related("agency").annotate(is_first=website_first())
    return [
        PutRow(
            post_id=None,
            item_id=item.pk,
            index_no=item.index_no,
            title=item.title,
            agency_id=item.agency_id,
            agency=item.agency.name,
            carrier=HERE,
            carrier_id=None,
            kind=CarrierKind.WEBSITE,
            out_at=item.first_published_at,
            timed=True,
            address="",
            place="",
            until=None,
            first=item.is_first,
            figures=None,
            intake_id=None,
            row=None,
        )
        for item in rows
        if item.first_published_at is not None
    ]


def _with(found: QuerySet[Standing]) -> QuerySet[Standing]:
    related = ("post__latest__tally", "agency", "carrier", "item")
    return found.select_related(*related).annotate(is_first=leads())


def _posts(found: QuerySet[Standing], most: int | None = None) -> list[PutRow]:
    return [_post(row) for row in _with(found)[:most]]


def _post(row: Standing) -> PutRow:
    post = row.post
    latest = getattr(post, "latest", None)
    return PutRow(
        post_id=post.pk,
        item_id=row.item_id,
        index_no=row.item.index_no if row.item else "",
        title=post.title,
        agency_id=row.agency_id,
        agency=row.agency.name,
        carrier=row.carrier.name,
        carrier_id=row.carrier_id,
        kind=CarrierKind(row.carrier.kind),
        out_at=row.out_at,
        timed=post.timed,
        address=post.address,
        place=post.place or row.carrier.place,
        until=post.until,
        first=bool(getattr(row, "is_first", False)),
        figures=_figures(latest.tally, named=False) if latest else None,
        intake_id=post.intake_id,
        row=post.row,
    )


def _figures(tally: Tally, *, named: bool = True) -> Figures:
    return Figures(
        tally.pk,
        tally.as_of,
        tally.reads,
        tally.likes,
        tally.forwards,
        tally.comments,
        tally.intake_id,
        tally.row,
        tally.intake.name if named and tally.intake else "",
    )
