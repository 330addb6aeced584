"""Reads: the card of one document on the desk: its life on a day, what was entered about it, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import DocumentKind, EarlyEffect, Excluded, Step
from gongkai.normative.models import Correction, Document, JointBody, Marked, Origin
from gongkai.normative.queries.entries import Entry, entries_of
from gongkai.normative.queries.life import ArticleRow, Life, Other, life_of
from gongkai.normative.queries.listing import seen_by
from gongkai.normative.queries.matters import course_of, doings_of, matter_of, next_of
from gongkai.normative.queries.places import settings_of
from gongkai.records.access import Actor


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


@dataclass(frozen=True, kw_only=True)
class Card:
    """One document as its page shows it, on a day. `entries`: what was entered about it; `course`: what is wrong with its way."""

    life: Life
    on: date
    id: int
    revision: int
    number: str
    registry_no: str
    title: str
    kind: DocumentKind
    agency: str
    holder_id: int
    holder: str
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    valid_until: date | None
    origin: Origin
    item_id: int | None
    joint: tuple[str, ...]
    features: Features
    steps: tuple[StepLine, ...]
    entries: tuple[Entry, ...]
    course: tuple[Finding, ...]
    corrections: tuple[Corrected, ...]

    @property
    def standing(self) -> law.Standing | None:
        """How it stands on the day; None while it is on its way, and before it was made."""
        return self.life.standing(self.on)

    @property
    def says(self) -> str:
        """The same in words."""
        if self.standing:
            return self.standing.says
        return "这一天还没有制发。" if self.issued_on else "正在办理，还没有编号印发。"

    @property
    def by(self) -> Other | None:
        """The document by which it stands so."""
        return self.life.by(self.standing)

    @cached_property
    def articles(self) -> tuple[ArticleRow, ...]:
        """Its text on the day."""
        return self.life.text(self.on)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the facts about it."""
        return self.life.findings

    @property
    def next(self) -> StepLine | None:
        """The step that comes next."""
        return next((each for each in self.steps if each.next), None)


def card_for(viewer: Actor, document_id: int, on: date) -> Card | None:
    """The card for somebody at the desk, on a day; some fifteen queries, however long its life. None for what they may not see."""
    found = life_of(document_id, seen_by(viewer))
    return _card(found, on) if found else None


def _card(life: Life, on: date) -> Card:
    document, history = life.document, life.history
    settings = settings_of(document.agency_id, on)
    matter = matter_of(document, doings_of([document.pk]).get(document.pk, ()), history, on)
    gone = history is not None and history.leaving is not None and history.leaving.on <= on
    holder_id, holder = life.holder(on)
    corrections = Correction.objects.filter(document=document).order_by("-pk")
    return Card(
        life=life,
        on=on,
        id=document.pk,
        revision=document.revision,
        number=document.document_no,
        registry_no=document.registry_no,
        title=document.title,
        kind=DocumentKind(document.kind),
        agency=document.agency.name,
        holder_id=holder_id,
        holder=holder,
        issued_on=document.issued_on,
        published_on=document.published_on,
        effective_on=document.effective_on,
        valid_until=document.valid_until,
        origin=Origin(document.origin),
        item_id=document.item_id,
        joint=_joint(document),
        features=_features(document),
        steps=_steps(matter, on, settings, gone=gone),
        entries=entries_of(life),
        course=() if gone or document.origin != Origin.HERE else tuple(course_of(matter, on, settings)),
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


def _steps(matter: law.Matter, on: date, settings: law.Settings, *, gone: bool) -> tuple[StepLine, ...]:
    following, due_on = (None, None) if gone else next_of(matter, on, settings)
    lines = []
    for spec in law.taken(matter):
        done, last = matter.passed(spec.step, on), matter.stands(spec.step, on)
        comes = spec.step is following
        lines.append(StepLine(spec.step, done, last.on if last else None, comes, due_on if comes else None))
    return tuple(lines)


def of_number(number: str) -> list[int]:
    """The documents that have a number, or that title."""
    same = Q(document_no=number) | Q(title=number)
    return list(Document.objects.filter(same, gone=False).order_by("pk").values_list("pk", flat=True))
