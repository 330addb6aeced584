"""Reads: the gazette as the public sees it: issues by year, one with its contents, one document in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from gongkai.agencies.models import Agency
from gongkai.compilations.models import Article, Issue, Rubric
from gongkai.compilations.queries.bound import reads_as
from gongkai.compilations.queries.gazette_text import articles_of, numbers
from gongkai.compilations.queries.readable import Standing, standings
from gongkai.publication.models import Attachment, Edition, Use


@dataclass(frozen=True, slots=True)
class Out:
    """An issue that is out."""

    id: int
    agency: str
    agency_slug: str
    title: str
    sponsor: str
    year: int
    number: int
    total: int
    dated_on: date
    articles: int
    pdf: int | None
    issued_at: datetime | None

    @property
    def named(self) -> str:
        """Title and numbers in one line."""
        return f"{self.title}{numbers(self.year, self.number, self.total)}"


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the contents of an issue."""

    number: int
    rubric: Rubric
    title: str
    document_no: str
    agency: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Whole:
    """An issue with its contents."""

    out: Out
    lines: tuple[Line, ...]

    @property
    def rubrics(self) -> list[tuple[Rubric, list[Line]]]:
        """The rubrics that have something, with what they have."""
        return [
            (rubric, rows)
            for rubric in Rubric
            if (rows := [each for each in self.lines if each.rubric is rubric])
        ]


@dataclass(frozen=True, slots=True)
class Standard:
    """A document in an issue, in the text of that issue. `edition`: which of the published ones it is, counted from 1."""

    line: Line
    index_no: str
    body: str
    written_on: date | None
    pictures: frozenset[str]
    edition: int
    present: bool


def years(agency_slug: str = "") -> list[tuple[int, int]]:
    """The years in which something came out, with how many issues, the latest first; of one agency or of all. One query."""
    found = _out(agency_slug).order_by().values_list("year")
    return sorted(found.annotate(many=Count("pk")), reverse=True)


def bodies() -> list[tuple[str, str]]:
    """The agencies that have a gazette: slug and name. One query."""
    found = Agency.objects.filter(gazettes__issued_at__isnull=False).distinct().order_by("pk")
    return list(found.values_list("slug", "name"))


def issues_of(*, agency_slug: str = "", year: int | None = None, most: int | None = None) -> list[Out]:
    """The issues that are out, the latest first, at most so many; one query."""
    found = _out(agency_slug)
    if year is not None:
        found = found.filter(year=year)
    counted = found.annotate(many=Count("articles__number")).select_related("agency")
    ordered = counted.order_by("-dated_on", "agency", "-total")[:most]
    return [_as_out(each, getattr(each, "many", 0)) for each in ordered]


def contents_of(issue_ids: Iterable[int]) -> dict[int, list[str]]:
    """The titles in these issues in their order, as far as they may be shown. Four queries, however many issues."""
    found = Article.objects.filter(issue__in=list(issue_ids), number__isnull=False)
    rows = list(
        found.select_related("item__agency", "edition")
        .defer("edition__body", "edition__text")
        .order_by("issue", "number")
    )
    known = standings(rows)
    titles: dict[int, list[str]] = {}
    for each in rows:
        titles.setdefault(each.issue_id, []).append(known[each.pk].title)
    return titles


def whole(agency_slug: str, year: int, number: int) -> Whole | None:
    """An issue that is out; None if there is none."""
    held = _out(agency_slug).filter(year=year, number=number).select_related("agency").first()
    if held is None:
        return None
    rows = articles_of(held.pk)
    known = standings(rows)
    return Whole(_as_out(held, len(rows)), tuple(_line(each, known[each.pk]) for each in rows))


def standard(issue_id: int, number: int) -> Standard | None:
    """A document of an issue that is out, by its number in it; None if there is none. Its text is empty where it is not shown."""
    rows = Article.objects.filter(issue=issue_id, number=number, issue__issued_at__isnull=False)
    each = rows.select_related("item__agency", "edition").first()
    if each is None:
        return None
    standing = standings([each])[each.pk]
    pictures = Attachment.objects.filter(edition=each.edition_id, use=Use.IMAGE)
    before = Edition.objects.filter(
        item=each.item_id, published_at__isnull=False, number__lte=each.edition.number
    )
    return Standard(
        line=_line(each, standing),
        index_no=each.item.index_no,
        body=each.edition.body if standing.readable else "",
        written_on=each.edition.written_on,
        pictures=frozenset(pictures.values_list("name", flat=True)) if standing.readable else frozenset(),
        edition=before.count(),
        present=each.item.public_id == each.edition_id,
    )


def pdf_of(issue_id: int) -> int | None:
    """The number of the PDF of an issue that is out; None while there is none, or while it shows what may not be shown any more."""
    held = Issue.objects.filter(pk=issue_id, issued_at__isnull=False, pdf__isnull=False).first()
    return held.pdf_id if held is not None and held.pdf_of == reads_as(issue_id) else None


def _out(agency_slug: str) -> QuerySet[Issue]:
    found = Issue.objects.filter(issued_at__isnull=False)
    return found.filter(agency__slug=agency_slug) if agency_slug else found


def _as_out(held: Issue, articles: int) -> Out:
    return Out(
        held.pk,
        held.agency.name,
        held.agency.slug,
        held.title,
        held.sponsor,
        held.year,
        held.number,
        held.total,
        held.dated_on,
        articles,
        held.pdf_id,
        held.issued_at,
    )


def _line(each: Article, standing: Standing) -> Line:
    hidden = standing.title != each.edition.title
    return Line(
        each.number or 0,
        Rubric(each.rubric),
        standing.title,
        "" if hidden else each.edition.document_no,
        each.edition.issuing_body or each.item.agency.name,
        standing,
    )
