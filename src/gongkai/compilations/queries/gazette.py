"""Reads: issues of the gazette as the desk shows them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q

from gongkai.compilations import access
from gongkai.compilations.models import Article, Issue, Rubric
from gongkai.compilations.queries.gazette_text import articles_of, digest_of
from gongkai.compilations.queries.issue_checks import Fault, faults
from gongkai.publication.models import Stand
from gongkai.records.access import Actor
from gongkai.signoff.models.round import APPROVED


class State(StrEnum):
    """Where an issue stands."""

    DRAFT = "draft"
    IN_SIGN_OFF = "in_sign_off"
    APPROVED = "approved"
    ISSUED = "issued"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "draft": "编排中",
            "in_sign_off": "审签中",
            "approved": "待出版",
            "issued": "已出版",
            "dropped": "已作废",
        }[self.value]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue in a list."""

    id: int
    agency_id: int
    agency: str
    agency_slug: str
    title: str
    year: int
    number: int
    total: int
    dated_on: date
    state: State
    articles: int
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A document in an issue. `stale`: its item has a newer edition; `gone`: how its item stands where it is not public."""

    id: int
    item_id: int
    number: int | None
    rubric: Rubric
    title: str
    document_no: str
    written_on: date | None
    agency: str
    index_no: str
    stale: bool
    gone: str


@dataclass(frozen=True, slots=True)
class IssueCard:
    """An issue whole; `digest`: of what it says now; `pdf`: the number of its file, None until it is made."""

    row: IssueRow
    sponsor: str
    digest: str
    round_id: int | None
    pdf: int | None
    articles: tuple[ArticleRow, ...]
    faults: tuple[Fault, ...]

    @property
    def rubrics(self) -> list[tuple[Rubric, list[ArticleRow]]]:
        """The rubrics that have something, with what they have."""
        return [
            (rubric, rows)
            for rubric in Rubric
            if (rows := [each for each in self.articles if each.rubric is rubric])
        ]

    @property
    def stopped(self) -> bool:
        """Whether something stands in the way."""
        return any(fault.stops for fault in self.faults)


def issues(viewer: Actor) -> list[IssueRow]:
    """The issues that somebody may see, the latest first; those that were dropped are left out. One query."""
    found = Issue.objects.filter(access.issues_visible_to(viewer), dropped_at__isnull=True)
    counted = found.annotate(
        many=Count("articles", filter=Q(articles__taken_out_at__isnull=True), distinct=True)
    )
    rows = counted.select_related("agency", "round").order_by("agency", "-total", "-pk")
    return [_row(each, getattr(each, "many", 0)) for each in rows]


def issue(issue_id: int, viewer: Actor) -> IssueCard | None:
    """An issue as its page shows it; None if there is none, or the viewer may not see it."""
    found = Issue.objects.filter(access.issues_visible_to(viewer), pk=issue_id)
    held = found.select_related("agency", "round").first()
    if held is None:
        return None
    articles = articles_of(held.pk)
    digest = digest_of(held, articles)
    return IssueCard(
        row=_row(held, len(articles), digest),
        sponsor=held.sponsor,
        digest=digest,
        round_id=held.round_id,
        pdf=held.pdf_id,
        articles=tuple(map(_article, articles)),
        faults=() if held.issued_at or held.dropped_at else tuple(faults(held, articles)),
    )


def state_of(held: Issue, digest: str) -> State:
    """Where an issue stands; `digest`: of what it says now. Its round is fetched with it."""
    if held.dropped_at:
        return State.DROPPED
    if held.issued_at:
        return State.ISSUED
    if held.round is None or held.round.outcome == "stopped":
        return State.DRAFT
    if held.round.ended_at is None:
        return State.IN_SIGN_OFF
    return State.APPROVED if held.round.outcome == APPROVED and held.round.digest == digest else State.DRAFT


def _row(held: Issue, articles: int, digest: str = "") -> IssueRow:
    return IssueRow(
        held.pk,
        held.agency_id,
        held.agency.name,
        held.agency.slug,
        held.title,
        held.year,
        held.number,
        held.total,
        held.dated_on,
        state_of(held, digest or held.digest),
        articles,
        held.issued_at,
    )


def _article(each: Article) -> ArticleRow:
    return ArticleRow(
        each.pk,
        each.item_id,
        each.number,
        Rubric(each.rubric),
        each.edition.title,
        each.edition.document_no,
        each.edition.written_on,
        each.edition.issuing_body or each.item.agency.name,
        each.item.index_no,
        each.item.public_id != each.edition_id,
        "" if each.item.stand == Stand.PUBLIC else Stand(each.item.stand).label,
    )
