"""Reads: what is to be done about documents, and by when; marks that do not fit what is public."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongkai.documents.holidays import installed_calendar
from gongkai.law import normative as law
from gongkai.law.calendar.workdays import OutOfCalendar
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import Step, StepResult
from gongkai.law.wording import day as in_words
from gongkai.normative.models import Document, Doing, Marked
from gongkai.normative.queries.facts import behind
from gongkai.normative.queries.places import EVALUATED, places
from gongkai.publication.models import Stand
from gongkai.records.queries.among import Among

MOST = 500
AHEAD = timedelta(days=31)
"""So long before its day a step is shown as a task."""
_ENDS_SOON = timedelta(days=92)
_IN_FORCE = (Validity.VALID, Validity.AMENDED)


class TaskKind(StrEnum):
    """What is to be done."""

    FILE = "file"
    EVALUATE = "evaluate"
    EXPIRING = "expiring"
    OVERDUE = "overdue"
    MARK = "mark"
    FAULTY = "faulty"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "file": "报送备案",
            "evaluate": "有效期届满前评估",
            "expiring": "有效期将满",
            "overdue": "办理环节到期",
            "mark": "公开标注与发布不符",
            "faulty": "登记内容有矛盾",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that is to be done about a document; `due_on` None where nothing sets a day; `late`: the day is past."""

    kind: TaskKind
    document_id: int
    name: str
    title: str
    agency_id: int
    due_on: date | None
    late: bool
    says: str


def tasks(agencies: Collection[int] | None, today: date) -> list[Task]:
    """What is to be done, the most urgent first; ten queries or so, however many documents there are."""
    found = Document.objects.filter(gone=False).defer("articles")
    if agencies is not None:
        found = found.filter(Among("holder_id", frozenset(agencies)))
    every = [
        *_steps(found, today),
        *_ends(found, today),
        *marks(found, today),
        *_faulty(found),
    ]
    return sorted(every, key=lambda each: (each.due_on or date.max, each.kind, each.document_id))[:MOST]


def _steps(found: QuerySet[Document], today: date) -> Iterator[Task]:
    """Steps whose day is near or past: filing, and whatever is late on the way."""
    due = found.filter(due_on__lte=today + AHEAD).exclude(next_step__in=[Step.EVALUATE, Step.END])
    for row in due.order_by("due_on", "pk")[:MOST]:
        if row.due_on is None:
            continue
        step, late = Step(row.next_step), row.due_on < today
        if step is Step.FILE:
            says = f"公布后应当报送备案，最迟{in_words(row.due_on)}。"
            yield _task(TaskKind.FILE, row, row.due_on, says, late=late)
        elif late and step is not Step.COMMENT:
            says = f"“{step.label}”应当在{in_words(row.due_on)}以前完成。"
            yield _task(TaskKind.OVERDUE, row, row.due_on, says, late=True)
        elif step is Step.COMMENT and late:
            says = f"征求意见的期限已于{in_words(row.due_on)}届满，可以登记结束。"
            yield _task(TaskKind.OVERDUE, row, row.due_on, says, late=False)


def _ends(found: QuerySet[Document], today: date) -> Iterator[Task]:
    """Periods that run out: to be evaluated six months before, to be decided about before the end."""
    evaluated = Doing.objects.filter(
        document=OuterRef("pk"), step=Step.EVALUATE, result=StepResult.PASSED, voiding__isnull=True
    ).order_by("-on")
    known = places()
    longest = timedelta(days=31 * known.longest(EVALUATED) + 14)
    ending = found.filter(
        validity__in=_IN_FORCE, until__isnull=False, until__gte=today, until__lte=today + longest
    )
    rows = list(
        ending.annotate(evaluated_on=Subquery(evaluated.values("on")[:1])).order_by("until", "pk")[:MOST]
    )
    facts = behind(row.pk for row in rows) if rows else None
    for row in rows:
        life = facts.life(row.pk) if facts else None
        if row.until is None or life is None:
            continue
        due_on = _evaluation_on(life, today, known.settings(row.agency_id, today))
        if due_on is not None and due_on <= today and not _evaluated(life, row.evaluated_on, today):
            says = f"有效期到{in_words(row.until)}，应当评估是否继续有效、修改或者废止。"
            yield _task(TaskKind.EVALUATE, row, row.until, says, late=False)
        if row.until <= today + _ENDS_SOON:
            says = (
                f"{in_words(row.until)}届满，之后自动失效。需要继续执行的，请在届满以前登记延长或者新文件。"
            )
            yield _task(TaskKind.EXPIRING, row, row.until, says, late=False)


def _evaluated(life: law.History, on: date | None, today: date) -> bool:
    """Whether a document was looked at since its period was last extended."""
    extended = [change.on for change in life.changes if change.until and change.on <= today]
    return on is not None and (not extended or on > extended[-1])


def _evaluation_on(life: law.History, today: date, settings: law.Settings) -> date | None:
    """From which day on a document is evaluated."""
    try:
        clock = law.evaluation(life, today, installed_calendar(), settings)
    except OutOfCalendar:
        return None
    return clock.due_on if clock else None


def marks(found: QuerySet[Document], today: date) -> Iterator[Task]:
    """Documents marked 此件公开发布 that are not public, and the other way round."""
    public = Q(item__stand=Stand.PUBLIC)
    wrong = Q(marked=Marked.PUBLIC, issued_on__isnull=False, item__isnull=False) & ~public
    missing = Q(marked=Marked.PUBLIC, issued_on__lte=today, item__isnull=True)
    secret = Q(marked=Marked.NOT_PUBLIC) & public
    rows = found.filter(wrong | missing | secret).select_related("item").order_by("-issued_on", "pk")
    for row in rows[:MOST]:
        yield _task(TaskKind.MARK, row, None, _of_mark(row), late=False)


def _of_mark(row: Document) -> str:
    if row.marked == Marked.NOT_PUBLIC:
        return "标注不公开，关联的信息却是公开的。请核对标注，或者撤回信息。"
    if row.item is None:
        return "标注“此件公开发布”，在本平台没有公开的信息。请发布文件，或者关联已经公开的信息。"
    return f"标注“此件公开发布”，关联的信息却是“{Stand(row.item.stand).label}”。请发布，或者核对标注。"


def _faulty(found: QuerySet[Document]) -> Iterator[Task]:
    for row in found.filter(faults__gt=0).order_by("-issued_on", "pk")[:MOST]:
        yield _task(TaskKind.FAULTY, row, None, f"有{row.faults}处矛盾，请打开文件核对。", late=False)


def _task(kind: TaskKind, row: Document, due_on: date | None, says: str, *, late: bool) -> Task:
    return Task(kind, row.pk, str(row), row.title, row.holder_id, due_on, late, says)
