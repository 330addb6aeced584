"""Reads: the interpretation tasks of the agencies in reach, and one of them whole."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.law import normative as law
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import Form, Gate
from gongkai.normative import access
from gongkai.normative.models import (
    DraftingNote,
    GoingAhead,
    Interpretation,
    Plan,
    Question,
    Rendering,
    Serving,
)
from gongkai.normative.queries.syncs import SHOWN, Shape, Sync, documents_read, open_of, shapes_of, syncs
from gongkai.publication.access import PUBLISHERS
from gongkai.publication.models import Edition
from gongkai.publication.queries.items import State
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among
from gongkai.records.queries.paging import counted, mark, newest_first

PAGE = 30


class Tab(StrEnum):
    """Which tasks a list shows."""

    WORK = "work"
    OWED = "owed"
    OUT = "out"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"work": "办理中", "owed": "文件已公布，待补解读", "out": "已发布解读", "all": "全部"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is limited to."""

    tab: Tab = Tab.WORK
    agency_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in a list. `stands`: how far it has come, in words; `tone`: "ok", "warn" or ""."""

    id: int
    agency: str
    responsible: str
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    forms: tuple[Form, ...]
    due_on: date | None
    published_on: date | None
    released_on: date | None
    stands: str
    tone: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a list. `before` leads to the next one."""

    rows: tuple[TaskRow, ...]
    total: int
    more_than: bool
    before: str


@dataclass(frozen=True, slots=True)
class GateState:
    """How a document stands at one gate: open where nothing stands against it."""

    gate: Gate
    label: str
    done_on: date | None
    findings: tuple[Finding, ...]

    @property
    def open(self) -> bool:
        """Whether it lets the document pass."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Served:
    """A document of a task: its row, its gates, what stands against a release now, notes of its drafting."""

    sync: Sync
    serving_id: int
    gates: tuple[GateState, ...]
    notes: tuple[tuple[int, str], ...]
    ahead: tuple[int, str] | None
    edition_id: int
    state: State | None
    publish_after: datetime | None

    @property
    def ready(self) -> bool:
        """Whether document and interpretation wait for their release."""
        signed = any(shape.state is State.APPROVED or shape.released for shape in self.sync.shapes)
        return self.state is State.APPROVED and signed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer."""

    id: int
    rendering_id: int
    document: str
    question: str
    answer: str
    public: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan that counts."""

    id: int
    forms: tuple[Form, ...]
    due_on: date | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One task whole. `drafts`, `keeps`, `publishes`: what the viewer may do."""

    id: int
    agency_id: int
    agency: str
    responsible: str
    at: datetime
    plan: Planned | None
    plans: int
    documents: tuple[Served, ...]
    shapes: tuple[Shape, ...]
    questions: tuple[Asked, ...]
    drafts: bool
    keeps: bool
    publishes: bool
    missing: tuple[Form, ...] = field(default=())


_LABELS = {Gate.HANDED_IN: "同步组织", Gate.SIGNED: "同步审签", Gate.RELEASED: "同步公布"}


def tasks(viewer: Actor, wanted: Wanted, *, before: str = "") -> TaskPage:
    """The tasks that somebody may see, newest first; ten queries, however many there are."""
    found = _filtered(viewer, wanted)
    total, more_than = counted(found)
    rows = list(newest_first(found, "at", before).select_related("agency")[: PAGE + 1])
    shown = rows[:PAGE]
    return TaskPage(tuple(_rows(shown)), total, more_than, mark(shown[-1], "at") if len(rows) > PAGE else "")


def every_task(viewer: Actor, wanted: Wanted) -> Iterable[TaskRow]:
    """All of a list, read page by page."""
    before = ""
    while True:
        page = tasks(viewer, wanted, before=before)
        yield from page.rows
        before = page.before
        if not before:
            return


def task(viewer: Actor, interpretation_id: int, on: date) -> Task | None:
    """One task; None if there is none, or the viewer may not see it. A fixed number of queries."""
    row = _visible(viewer).filter(pk=interpretation_id).select_related("agency").first()
    if row is None:
        return None
    servings = list(row.servings.filter(taken_back__isnull=True, document__gone=False).order_by("pk"))
    ids = frozenset(one.document_id for one in servings)
    known = syncs(documents_read().filter(pk__in=ids))
    shapes = tuple(shapes_of(frozenset({row.pk})).get(row.pk, ()))
    plans = list(row.plans.filter(taken_back__isnull=True).order_by("-pk"))
    plan = _planned(plans[0]) if plans else None
    given = {shape.form for shape in shapes}
    return Task(
        id=row.pk,
        agency_id=row.agency_id,
        agency=row.agency.name,
        responsible=row.responsible,
        at=row.at,
        plan=plan,
        plans=len(plans),
        documents=tuple(_served(servings, known, on)),
        shapes=shapes,
        questions=tuple(_asked(row.pk)),
        drafts=access.may_draft(viewer, row.agency_id),
        keeps=access.may_keep(viewer, row.agency_id),
        publishes=viewer.holds(PUBLISHERS, row.agency_id) is not None,
        missing=tuple(form for form in plan.forms if form not in given) if plan else (),
    )


def tasks_of(document_id: int) -> tuple[int, ...]:
    """The tasks of a document, the oldest first; one query."""
    found = Serving.objects.filter(document=document_id, taken_back__isnull=True)
    return tuple(found.order_by("pk").values_list("interpretation", flat=True))


def item_of(edition_id: int) -> int:
    """The item of an edition."""
    return int(Edition.objects.values_list("item", flat=True).get(pk=edition_id))


def titles_of_documents(viewer: Actor, agency_id: int, but: Iterable[int] = ()) -> list[tuple[int, str]]:
    """The documents of an agency that an interpretation may be of as well, the newest first; one query."""
    found = documents_read().filter(access.visible_to(viewer), agency=agency_id).exclude(pk__in=list(but))
    rows = found.order_by("-pk").values_list("pk", "title", "document_no")[:200]
    return [(pk, f"{title}（{number}）" if number else title) for pk, title, number in rows]


def _visible(viewer: Actor) -> QuerySet[Interpretation]:
    return Interpretation.objects.filter(Among("agency_id", viewer.reach(access.READERS)))


def _filtered(viewer: Actor, wanted: Wanted) -> QuerySet[Interpretation]:
    found = _visible(viewer)
    if wanted.agency_id is not None:
        found = found.filter(agency=wanted.agency_id)
    out = Rendering.objects.filter(
        interpretation=OuterRef("pk"),
        taken_back__isnull=True,
        item__stand__in=SHOWN,
        item__first_published_at__isnull=False,
    )
    serving = Serving.objects.filter(
        interpretation=OuterRef("pk"), taken_back__isnull=True, document__gone=False
    )
    waiting = serving.filter(
        document__published_on__isnull=True, document__item__first_published_at__isnull=True
    )
    if wanted.tab is Tab.OUT:
        found = found.filter(Exists(out))
    elif wanted.tab is Tab.WORK:
        found = found.filter(~Exists(out))
    elif wanted.tab is Tab.OWED:
        found = found.filter(~Exists(out), ~Exists(waiting), Exists(serving))
    if words := wanted.words.strip():
        named = serving.filter(Q(document__title__contains=words) | Q(document__document_no=words))
        found = found.filter(Exists(named))
    return found


def _rows(shown: list[Interpretation]) -> Iterable[TaskRow]:
    ids = frozenset(row.pk for row in shown)
    servings: dict[int, list[int]] = defaultdict(list)
    found = Serving.objects.filter(Among("interpretation_id", ids), taken_back__isnull=True)
    for task_id, document_id in found.order_by("pk").values_list("interpretation_id", "document_id"):
        servings[task_id].append(document_id)
    documents = documents_read().filter(
        Among("pk", frozenset(one for each in servings.values() for one in each))
    )
    known = syncs(documents)
    plans: dict[int, Plan] = {}
    for plan in Plan.objects.filter(Among("interpretation_id", ids), taken_back__isnull=True).order_by("pk"):
        plans[plan.interpretation_id] = plan
    for row in shown:
        listed = [known[one] for one in servings[row.pk] if one in known]
        yield _row(row, listed, plans.get(row.pk))


def _row(row: Interpretation, listed: list[Sync], plan: Plan | None) -> TaskRow:
    stands, tone = _stands(listed)
    out = [sync.told.released_on for sync in listed if sync.told.released_on]
    published = [sync.told.published_on for sync in listed if sync.told.published_on]
    return TaskRow(
        id=row.pk,
        agency=row.agency.name,
        responsible=row.responsible,
        titles=tuple(sync.document.title for sync in listed),
        numbers=tuple(sync.document.document_no for sync in listed if sync.document.document_no),
        forms=tuple(Form(each) for each in plan.forms) if plan else (),
        due_on=plan.due_on if plan else None,
        published_on=min(published, default=None),
        released_on=min(out, default=None),
        stands=stands,
        tone=tone,
    )


def _stands(listed: list[Sync]) -> tuple[str, str]:
    """How far a task has come, by the document that is furthest behind."""
    told = [sync.told for sync in listed]
    steps: tuple[tuple[str, str, bool], ...] = (
        ("没有对应的文件", "warn", not told),
        ("解读已发布", "ok", all(each.released_on for each in told)),
        ("文件已公布，没有解读", "warn", any(each.published_on and not each.released_on for each in told)),
        ("没有解读方案", "warn", any(each.plan_on is None for each in told)),
        ("没有解读材料", "", any(each.material_on is None for each in told)),
        ("解读待审签", "", any(each.signed_on is None for each in told)),
    )
    return next(((words, tone) for words, tone, so in steps if so), ("解读已审签，待同步发布", "ok"))


def _planned(plan: Plan) -> Planned:
    return Planned(plan.pk, tuple(Form(each) for each in plan.forms), plan.due_on, plan.note, plan.at)


def _served(servings: list[Serving], known: dict[int, Sync], on: date) -> Iterable[Served]:
    ids = frozenset(known)
    notes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    found = DraftingNote.objects.filter(Among("document_id", ids), taken_back__isnull=True)
    for document_id, pk, text in found.order_by("-pk").values_list("document_id", "pk", "text"):
        notes[document_id].append((pk, text))
    ahead = {
        row.document_id: (row.pk, row.reason)
        for row in GoingAhead.objects.filter(Among("document_id", ids), taken_back__isnull=True)
    }
    editions = open_of(frozenset(sync.document.item_id for sync in known.values() if sync.document.item_id))
    for serving in servings:
        sync = known[serving.document_id]
        edition, state = editions.get(sync.document.item_id or 0) or (None, None)
        yield Served(
            sync=sync,
            serving_id=serving.pk,
            gates=tuple(_gates(sync, on)),
            notes=tuple(notes.get(serving.document_id, ())),
            ahead=ahead.get(serving.document_id),
            edition_id=edition.pk if edition else 0,
            state=state,
            publish_after=edition.publish_after if edition else None,
        )


def _gates(sync: Sync, on: date) -> Iterable[GateState]:
    told = sync.told
    done = {Gate.HANDED_IN: told.plan_on, Gate.SIGNED: told.signed_on, Gate.RELEASED: told.released_on}
    for gate in Gate:
        findings = law.gate(gate, told, on, sync.rule.settings)
        yield GateState(gate, _LABELS[gate], done[gate], tuple(findings))


def _asked(task_id: int) -> Iterable[Asked]:
    found = Question.objects.filter(rendering__interpretation=task_id, taken_back__isnull=True)
    rows = found.filter(rendering__taken_back__isnull=True).select_related(
        "document", "rendering__item__public"
    )
    for row in rows.order_by("position", "pk"):
        public = row.rendering.item.public
        shown = row.rendering.item.stand in SHOWN and public is not None and public.number >= row.edition
        yield Asked(row.pk, row.rendering_id, row.document.title, row.question, row.answer, shown)
