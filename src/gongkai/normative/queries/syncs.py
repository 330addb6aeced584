"""Reads: documents with their interpretations as the law sees them: planned, handed in, signed, released, each on its day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai.law import normative as law
from gongkai.law.bodies import BodyKind
from gongkai.law.normative import DocumentKind, Form
from gongkai.normative.models import Document, GoingAhead, Plan, Rendering, Serving
from gongkai.normative.queries.interpretation_rules import RuleRow, Rules, rules
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.queries.items import State, state_of
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day

SHOWN = frozenset({Stand.PUBLIC, Stand.EXPIRED})
"""How an item stands that went out and was not taken back."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of an interpretation as it stands. `open_edition`: 0 where none is in work; `state`: of that one."""

    id: int
    interpretation_id: int
    form: Form
    item_id: int
    title: str
    index_no: str
    agency_id: int
    attachment: str
    accessible: str
    stand: Stand
    added_on: date
    published_on: date | None
    open_edition: int = 0
    state: State | None = None
    signed_on: date | None = None
    publish_after: datetime | None = None

    @property
    def released(self) -> bool:
        """Whether it is out."""
        return self.stand in SHOWN and self.published_on is not None

    @property
    def signed(self) -> date | None:
        """The day on which it was signed, of what is out at the latest the day on which it went out."""
        return min((day for day in (self.signed_on, self.published_on) if day), default=None)


@dataclass(frozen=True, slots=True)
class Sync:
    """A document beside its interpretations. `ahead`: why it goes out before them, "" where it does not."""

    document: Document
    rule: RuleRow
    told: law.Interpretation
    tasks: tuple[int, ...]
    shapes: tuple[Shape, ...]
    ahead: str = ""

    @property
    def out(self) -> bool:
        """Whether an interpretation is out."""
        return any(shape.released for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of interpretations, by the numbers of documents and tasks."""

    rules: Rules
    tasks: Mapping[int, list[Serving]]
    plans: Mapping[int, date]
    shapes: Mapping[int, list[Shape]] = field(default_factory=dict)
    ahead: Mapping[int, str] = field(default_factory=dict)


def syncs(documents: Iterable[Document], together: frozenset[int] = frozenset()) -> dict[int, Sync]:
    """Documents (read with agency and item) beside their interpretations, by number; six queries.

    `together`: editions that are just going out count as open ones still.
    """
    listed = list(documents)
    numbers = frozenset(each.pk for each in listed)
    servings = Serving.objects.filter(Among("document_id", numbers), taken_back__isnull=True)
    tasks: dict[int, list[Serving]] = defaultdict(list)
    for serving in servings.select_related("interpretation__agency").order_by("pk"):
        tasks[serving.document_id].append(serving)
    task_ids = frozenset(one.interpretation_id for each in tasks.values() for one in each)
    plans = Plan.objects.filter(Among("interpretation_id", task_ids), taken_back__isnull=True)
    planned: dict[int, date] = {}
    for task_id, at in plans.order_by("-pk").values_list("interpretation_id", "at"):
        planned[task_id] = civil_day(at)
    ahead = GoingAhead.objects.filter(Among("document_id", numbers), taken_back__isnull=True)
    read = _Read(
        rules(),
        tasks,
        planned,
        shapes_of(task_ids, together),
        dict(ahead.order_by("pk").values_list("document_id", "reason")),
    )
    return {each.pk: _sync(each, read) for each in listed}


def shapes_of(task_ids: frozenset[int], together: frozenset[int] = frozenset()) -> dict[int, list[Shape]]:
    """The forms of these interpretations, by task; two queries."""
    rows = Rendering.objects.filter(Among("interpretation_id", task_ids), taken_back__isnull=True)
    renderings = list(rows.select_related("item").order_by("pk"))
    editions = open_of(frozenset(one.item_id for one in renderings), together)
    found: dict[int, list[Shape]] = defaultdict(list)
    for one in renderings:
        found[one.interpretation_id].append(_shape(one, one.item, *editions.get(one.item_id, (None, None))))
    return found


def released_on(document: Document) -> date | None:
    """The day on which a document went out, here or elsewhere; read with its item."""
    if document.published_on:
        return document.published_on
    item = document.item
    return civil_day(item.first_published_at) if item and item.first_published_at else None


def open_of(
    item_ids: frozenset[int], together: frozenset[int] = frozenset()
) -> dict[int, tuple[Edition, State]]:
    """The open editions of these items with how they stand, by item; one query."""
    return {edition.item_id: (edition, state_of(edition)) for edition in _open(item_ids, together)}


def _open(item_ids: frozenset[int], together: frozenset[int]) -> QuerySet[Edition]:
    waiting = Q(published_at__isnull=True, ended_at__isnull=True)
    if together:
        waiting |= Q(pk__in=together)
    found = Edition.objects.filter(waiting, Among("item_id", item_ids))
    return found.select_related("round").defer("body", "text")


def _shape(one: Rendering, item: Item, edition: Edition | None, state: State | None) -> Shape:
    ended = edition.round.ended_at if edition and edition.round and state is State.APPROVED else None
    return Shape(
        id=one.pk,
        interpretation_id=one.interpretation_id,
        form=Form(one.form),
        item_id=item.pk,
        title=item.title,
        index_no=item.index_no,
        agency_id=item.agency_id,
        attachment=one.attachment,
        accessible=one.accessible,
        stand=Stand(item.stand),
        added_on=civil_day(one.at),
        published_on=civil_day(item.first_published_at) if item.first_published_at else None,
        open_edition=edition.pk if edition else 0,
        state=state,
        signed_on=civil_day(ended) if ended else None,
        publish_after=edition.publish_after if edition else None,
    )


def _sync(document: Document, read: _Read) -> Sync:
    servings = read.tasks.get(document.pk, [])
    tasks = tuple(one.interpretation_id for one in servings)
    shapes = tuple(shape for task in tasks for shape in read.shapes.get(task, ()))
    rule = read.rules.of(document.agency_id, document.kind)
    out = [shape for shape in shapes if shape.released]
    by = next((one.interpretation.agency for one in servings), None)
    told = law.Interpretation(
        document=document.title,
        agency=document.agency.name,
        needed=document.interpreted and _needs(document, rule),
        by=by.name if by else "",
        published_on=released_on(document),
        plan_on=min((read.plans[task] for task in tasks if task in read.plans), default=None),
        material_on=min((shape.added_on for shape in shapes), default=None),
        signed_on=min((shape.signed for shape in shapes if shape.signed), default=None),
        released_on=min((shape.published_on for shape in out if shape.published_on), default=None),
        forms=frozenset(shape.form for shape in out),
    )
    return Sync(document, rule, told, tasks, shapes, read.ahead.get(document.pk, ""))


def _needs(document: Document, rule: RuleRow) -> bool:
    return law.needs(
        DocumentKind(document.kind),
        BodyKind(document.agency.kind),
        interests=document.interests,
        settings=rule.settings,
    )


def documents_read() -> QuerySet[Document]:
    """Documents as `syncs` wants them."""
    return Document.objects.filter(gone=False).select_related("agency", "item")
