"""The one inbox over all kinds: what waits for me (待办), what I did (已办), what I watch over (督办)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, Subquery, When

from gongkai.accounts.models import User
from gongkai.law.lamps import Light
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import Actor
from gongkai.signoff import access
from gongkai.signoff.models import Opinion, Round, Turn
from gongkai.signoff.queries.kinds import label
from gongkai.signoff.queries.working_days import days_left, lamp

SIZE = 20


class Which(StrEnum):
    """The three lists of an inbox."""

    TODO = "todo"
    DONE = "done"
    WATCH = "watch"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"todo": "待办", "done": "已办", "watch": "督办"}[self.value]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an inbox: a thing, at which step it is or was, since when.

    `left` is how many working days are left, negative when late. `said` is what the viewer said, in the list of what is
    done; `now` is where the thing stands.
    """

    round_id: int
    subject: str
    kind: str
    kind_label: str
    title: str
    agency_id: int
    agency: str
    drafter: str
    step: str
    step_title: str
    since: datetime
    due_on: date | None
    left: int | None
    lamp: Light
    urgent_because: str
    reminded: bool
    said: str
    now: str

    @property
    def thing_id(self) -> str:
        """The id of the thing within its kind."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an inbox."""

    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the menu shows: waiting, of that late; watched over."""

    todo: int
    overdue: int
    watch: int


def inbox(
    viewer: Actor, which: Which = Which.TODO, *, on: date, kind: str = "", page: int = 1, size: int = SIZE
) -> Page:
    """One page of an inbox, urgent and nearest first, of all kinds or of one; at most four queries however long it is.

    A page beyond the last one is the last one. What the viewer cannot act on, having another part in it, is not listed.
    """
    if which is Which.DONE:
        return _done(viewer, on, kind, page, size)
    found = access.waiting_for(viewer) if which is Which.TODO else _watched(viewer, on)
    turns = Turn.objects.filter(found)
    if kind:
        turns = turns.filter(round__kind=kind)
    total = turns.count()
    number, start = _place(total, page, size)
    order = (_urgent_first("round__"), F("due_on").asc(nulls_last=True), "since", "pk")
    # All that is found is sorted by number alone; names and titles are read of the page only.
    listed = Turn.objects.filter(pk__in=turns.order_by(*order).values("pk")[start : start + size])
    full = listed.select_related("round__agency", "round__drafter", "agency").order_by(*order)
    return Page(tuple(_turn_row(turn, on) for turn in full), total, number, _pages(total, size))


def counts(viewer: Actor, *, on: date) -> Counts:
    """What the menu shows, in one query: each number by the index that serves it, whatever else there is."""
    if viewer.user_id is None:
        return Counts(0, 0, 0)
    waiting = access.waiting_for(viewer)
    numbers = User.objects.filter(pk=viewer.user_id).values_list(
        _number_of(waiting), _number_of(waiting & Q(due_on__lt=on)), _number_of(_watched(viewer, on))
    )
    todo, overdue, watch = numbers.first() or (0, 0, 0)
    return Counts(todo or 0, overdue or 0, watch or 0)


def _number_of(turns: Q) -> Subquery:
    counted = Turn.objects.filter(turns).order_by().annotate(number=Func("pk", function="COUNT"))
    return Subquery(counted.values("number"))


def _watched(viewer: Actor, on: date) -> Q:
    """What is late or urgent among what somebody watches over."""
    return access.watched_by(viewer) & (Q(due_on__lt=on) | ~Q(round__urgent_because=""))


def _done(viewer: Actor, on: date, kind: str, page: int, size: int) -> Page:
    """The last opinion of the viewer in each round, newest first."""
    newer = Opinion.objects.filter(round=OuterRef("round"), by=OuterRef("by"), number__gt=OuterRef("number"))
    said = Opinion.objects.filter(~Exists(newer), by=viewer.user_id)
    if kind:
        said = said.filter(round__kind=kind)
    total = said.count()
    number, start = _place(total, page, size)
    ordered = (
        said.select_related("round__agency", "round__drafter", "round__chain")
        .prefetch_related("round__turns", "round__countersigns")
        .order_by("-at", "-pk")
    )
    rows = tuple(_done_row(opinion, on) for opinion in ordered[start : start + size])
    return Page(rows, total, number, _pages(total, size))


def _turn_row(turn: Turn, on: date) -> Row:
    return _row(
        turn.round,
        step=turn.step,
        step_title=turn.title,
        agency_id=turn.agency_id,
        agency=turn.agency.name,
        since=turn.since,
        due_on=turn.due_on,
        left=days_left(on, turn.due_on),
        lamp=lamp(on, turn.due_on),
        reminded=turn.reminded_at is not None,
        said="",
        now=turn.title,
    )


def _done_row(opinion: Opinion, on: date) -> Row:
    held = opinion.round
    turns = list(held.turns.all())
    due = min((turn.due_on for turn in turns if turn.due_on), default=None)
    return _row(
        held,
        step=opinion.step,
        step_title=titles(held).get(opinion.step, opinion.step),
        agency_id=held.agency_id,
        agency=held.agency.name,
        since=opinion.at,
        due_on=due,
        left=days_left(on, due),
        lamp=lamp(on, due),
        reminded=any(turn.reminded_at for turn in turns),
        said=Verdict(opinion.verdict).label,
        now=held.get_outcome_display() or "、".join(turn.title for turn in turns),
    )


def _row(held: Round, **fields: object) -> Row:
    return Row(
        round_id=held.pk,
        subject=held.subject,
        kind=held.kind,
        kind_label=label(held.kind),
        title=held.title,
        drafter=held.drafter.name,
        urgent_because=held.urgent_because,
        **fields,  # type: ignore[arg-type] # the callers above give the rest
    )


def titles(held: Round) -> dict[str, str]:
    """What the steps of a round are called, those that joined included."""
    chain = {step.id: step.title for stage in held.chain.facts() for step in stage}
    return {"draft": "拟稿"} | chain | {joined.step: joined.title for joined in held.countersigns.all()}


def _urgent_first(prefix: str) -> Case:
    return Case(When(**{f"{prefix}urgent_because": ""}, then=1), default=0, output_field=IntegerField())


def _place(total: int, page: int, size: int) -> tuple[int, int]:
    """The number of a page that exists, and where it begins."""
    number = min(max(page, 1), _pages(total, size))
    return number, (number - 1) * size


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))
