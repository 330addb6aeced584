"""Reads: the card of one document: how it stands on a day and why, its life, its text, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gongkai.law import normative as law
from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Finding
from gongkai.law.normative import DocumentKind, EarlyEffect, Excluded, Mark, Step
from gongkai.law.rules import Rule
from gongkai.normative import access
from gongkai.normative.models import Correction, Document, JointBody, Marked, Origin
from gongkai.normative.queries.facts import Facts, behind
from gongkai.normative.queries.lifeline import LifeLine, lines_of
from gongkai.normative.queries.matters import course_of, doings_of, matter_of, next_of
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class Where:
    """How a document stands on a day: since when, why in words, by which document, on which rules; None words on its way."""

    validity: Validity | None
    since: date | None
    until: date | None
    says: str
    by_id: int | None
    by: str
    in_force: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article as it stands on a day. `anchor`: for links that stay true, since a number is never used again.

    `was`: the text before the last change; `by_id`: the document that made it.
    """

    number: str
    anchor: str
    heading: str
    text: str
    mark: Mark
    since: date
    by_id: int | None
    by: str
    was: str | None

    @property
    def in_force(self) -> bool:
        """Whether it still stands."""
        return self.mark is not Mark.REMOVED


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that the document takes: whether it is done, whether it comes next and by which day."""

    step: Step
    done: bool
    on: date | None
    next: bool
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Features:
    """What a document is, as `law.normative.Nature` and `Matter` ask."""

    interests: bool
    made_public: bool
    general: bool
    repeatable: bool
    excluded: Excluded | None
    market: bool
    important: bool
    secret: bool
    interpreted: bool
    trial: bool
    early: EarlyEffect | None
    marked: Marked


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right once: columns before and after, why, by whom."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One document as its page shows it, on a day."""

    id: int
    on: date
    revision: int
    name: str
    number: str
    registry_no: str
    title: str
    kind: DocumentKind
    agency_id: int
    agency: str
    holder_id: int
    holder: str
    joint: tuple[str, ...]
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    valid_until: date | None
    features: Features
    origin: Origin
    item_id: int | None
    index_no: str
    where: Where
    steps: tuple[StepLine, ...]
    life: tuple[LifeLine, ...]
    articles: tuple[ArticleLine, ...]
    findings: tuple[Finding, ...]
    course: tuple[Finding, ...]
    corrections: tuple[Corrected, ...]

    @property
    def next(self) -> StepLine | None:
        """The step that comes next."""
        return next((each for each in self.steps if each.next), None)


def card(document_id: int, on: date) -> Card | None:
    """The card of a document on a day; None where there is none. Some fifteen queries, however long its life."""
    found = Document.objects.filter(pk=document_id, gone=False).select_related("agency", "holder", "item")
    document = found.first()
    return _card(document, on) if document else None


def card_for(viewer: Actor, document_id: int, on: date) -> Card | None:
    """The card for somebody at the desk; None for what they may not see, too."""
    return card(document_id, on) if access.sees(viewer, document_id) else None


def public_card(document_id: int, on: date) -> Card | None:
    """The card for everybody: None for what was not published."""
    there = Document.objects.filter(access.public(), pk=document_id).exists()
    return card(document_id, on) if there else None


def _card(document: Document, on: date) -> Card:
    facts = behind([document.pk], also_changed=True)
    life = facts.life(document.pk)
    matter = matter_of(document, doings_of([document.pk]).get(document.pk, ()), life, on)
    gone = life is not None and life.leaving is not None and life.leaving.on <= on
    holder_id = facts.holder(document.pk, on) if life else document.holder_id
    corrections = Correction.objects.filter(document=document).order_by("-pk")
    return Card(
        id=document.pk,
        on=on,
        revision=document.revision,
        name=facts.names.get(document.pk, document.title),
        number=document.document_no,
        registry_no=document.registry_no,
        title=document.title,
        kind=DocumentKind(document.kind),
        agency_id=document.agency_id,
        agency=document.agency.name,
        holder_id=holder_id,
        holder=facts.agencies[holder_id],
        joint=_joint(document),
        issued_on=document.issued_on,
        published_on=document.published_on,
        effective_on=document.effective_on,
        valid_until=document.valid_until,
        features=_features(document),
        origin=Origin(document.origin),
        item_id=document.item_id,
        index_no=document.item.index_no if document.item and document.item.public_id else "",
        where=_where(document, facts, life, on),
        steps=_steps(matter, on, gone=gone),
        life=lines_of(document, facts, on),
        articles=_articles(document, facts, life, on),
        findings=facts.findings.get(document.pk, ()),
        course=() if gone or document.origin != Origin.HERE else tuple(course_of(matter, on)),
        corrections=tuple(Corrected(c.before, c.after, c.reason, c.at, c.by) for c in corrections),
    )


def _joint(document: Document) -> tuple[str, ...]:
    bodies = JointBody.objects.filter(document=document).order_by("position")
    return tuple(bodies.values_list("name", flat=True))


def _features(document: Document) -> Features:
    return Features(
        document.interests,
        document.made_public,
        document.general,
        document.repeatable,
        Excluded(document.excluded) if document.excluded else None,
        document.market,
        document.important,
        document.secret,
        document.interpreted,
        document.trial,
        EarlyEffect(document.early) if document.early else None,
        Marked(document.marked),
    )


def _where(document: Document, facts: Facts, life: law.History | None, on: date) -> Where:
    standing = life.standing(on) if life else None
    if standing is None:
        says = "正在办理，还没有编号印发。" if document.issued_on is None else "这一天还没有制发。"
        return Where(None, None, None, says, None, "", in_force=False, rules=())
    by_id = facts.ids.get(standing.by)
    return Where(
        standing.validity,
        standing.since,
        standing.until,
        standing.says,
        by_id,
        facts.documents[by_id].title if by_id else "",
        in_force=standing.in_force,
        rules=standing.rules,
    )


def _steps(matter: law.Matter, on: date, *, gone: bool) -> tuple[StepLine, ...]:
    following, due_on = (None, None) if gone else next_of(matter, on)
    lines = []
    for spec in law.taken(matter):
        done, last = matter.passed(spec.step, on), matter.stands(spec.step, on)
        comes = spec.step is following
        lines.append(StepLine(spec.step, done, last.on if last else None, comes, due_on if comes else None))
    return tuple(lines)


def _articles(
    document: Document, facts: Facts, life: law.History | None, on: date
) -> tuple[ArticleLine, ...]:
    """The text on a day, with what became of each article; of a document on its way its draft."""
    headings = {each["number"]: each.get("heading", "") for each in document.articles}
    if life is None:
        since = document.at.date()
        drafts = (law.Provision(each["number"], each["text"], since, "") for each in document.articles)
        return tuple(_article(each, headings, facts, document.pk) for each in drafts)
    return tuple(_article(each, headings, facts, document.pk) for each in life.text(on))


def _article(each: law.Provision, headings: Mapping[str, str], facts: Facts, own: int) -> ArticleLine:
    by_id = facts.ids.get(each.by)
    other = by_id if by_id != own else None
    return ArticleLine(
        each.number,
        f"tiao-{each.number}",
        headings.get(each.number, ""),
        each.text,
        each.mark,
        each.since,
        other,
        facts.names[other] if other else "",
        each.was,
    )


def of_number(number: str) -> list[int]:
    """The documents that have a number, or that title."""
    same = Q(document_no=number) | Q(title=number)
    return list(Document.objects.filter(same, gone=False).order_by("pk").values_list("pk", flat=True))
