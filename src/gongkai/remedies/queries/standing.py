"""Reads: a chain as the law sees it: its facts with those of the answer, where it stands, what is open, what is owed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.applications.models import Event as ApplicationEvent
from gongkai.applications.queries.clocks import ledger_of as ledger_of_application
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import Limit
from gongkai.law.deadlines.clock import clock
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from gongkai.law.remedies.course import Round, Suit, read
from gongkai.law.remedies.obligations import Consequences, Ordered, obligations
from gongkai.law.remedies.procedure import final_on
from gongkai.law.remedies.results import Column, Forum, Result, described, result_of
from gongkai.law.remedies.settings import Matter, Remedy, remedy_on
from gongkai.law.remedies.stages import stages
from gongkai.law.remedies.standing import Remedies
from gongkai.law.standing import matters
from gongkai.remedies.models import Chain, Event
from gongkai.remedies.models.kinds import Besides, Cause, Stage


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision against the agency that stands, and what follows from it.

    `event_id`: the decision; `since`: the day from which it has to be carried out; `ordered_id`: the event by which that was
    entered, None while it is not. `done`: the obligations that were fulfilled.
    """

    event_id: int
    forum: Forum
    result: Result
    since: date
    consequences: Consequences
    ordered_id: int | None
    done: frozenset[str]

    @property
    def open(self) -> bool:
        """Whether something of it still has to be done."""
        return any(each.id not in self.done for each in self.consequences.obligations if owed(each.id))


@dataclass(frozen=True, slots=True)
class Where:
    """Where a chain stands on a day. `opened_on`, `closed_on`: as `Chain` keeps them."""

    remedies: Remedies
    stage: Stage
    opened_on: date | None
    closed_on: date | None
    due_on: date | None
    lost: tuple[Lost, ...]


def owed(obligation_id: str) -> bool:
    """Whether an obligation is something to do and to be ticked off; the rest is told as a reminder."""
    return obligation_id not in ("not_the_same", "table_four")


def counting(events: Iterable[Event]) -> list[Event]:
    """The events that were not taken back."""
    every = list(events)
    gone = {event.voids_id for event in every}
    return [event for event in every if event.pk not in gone and event.kind != Besides.VOIDED]


def ledger_of(
    chain: Chain, events: Iterable[Event], answered: Iterable[ApplicationEvent] | None = None
) -> Ledger:
    """The facts of a chain and of the answer that it is about; what was taken back is none.

    `answered`: the events of the application, where it has one; read where they are not given.
    """
    own = tuple(event.fact() for event in counting(events) if event.counts)
    if chain.application is None:
        first = min((fact.on for fact in own), default=chain.settled_on)
        return Ledger(first, facts=own)
    of_answer = chain.application.events.order_by("pk") if answered is None else answered
    base = ledger_of_application(chain.application, of_answer)
    return Ledger(base.received_on, base.channel, (*base.facts, *own))


def where(
    chain: Chain,
    events: Iterable[Event],
    on: date,
    *,
    answered: Iterable[ApplicationEvent] | None = None,
    calendar: Calendar | None = None,
) -> Where:
    """Where a chain stands on a day."""
    calendar = calendar or installed_calendar()
    every = counting(events)
    ledger = ledger_of(chain, every, answered)
    remedies = stages(ledger, on, calendar, matters=tuple(_matters(chain, ledger, on, calendar)))
    rounds, _ = read((fact for fact in ledger.facts if fact.on <= on), calendar)
    lost = tuple(_lost(every, rounds, on, calendar))
    opened = min((each.opened_on for each in remedies.proceedings), default=None)
    return Where(
        remedies=remedies,
        stage=_stage(rounds, remedies, lost, on),
        opened_on=opened,
        closed_on=_closed(remedies),
        due_on=_due(remedies, lost),
        lost=lost,
    )


def way(chain: Chain, ledger: Ledger, on: date, calendar: Calendar) -> Remedy | None:
    """The way that is open against the last answer on a day; None while there is nothing that could be challenged."""
    told = list(_matters(chain, ledger, on, calendar))
    answers = [fact for fact in ledger.facts if fact.kind is Kind.REPLIED and fact.on <= on]
    if not answers:
        return None
    last = max(answers, key=lambda fact: fact.on)
    return remedy_on(told[-1].remedy, last.on)


def _matters(chain: Chain, ledger: Ledger, on: date, calendar: Calendar) -> Iterator[Matter]:
    due_on = chain.owed_by
    if chain.application is not None:
        due_on = clock(ledger, on, calendar).due_on
    if chain.cause not in (Cause.ANSWER, Cause.SILENCE):
        # What was done without being asked is no answer: either way is open from the day on which it was known.
        yield Matter(due_on=due_on)
        return
    yield from matters(ledger, due_on)


def _closed(remedies: Remedies) -> date | None:
    """The day on which the last proceeding ended; None while one is pending or there is none."""
    if not remedies.proceedings:
        return None
    days = [each.closed_on for each in remedies.proceedings]
    return None if None in days else max(day for day in days if day is not None)


def _due(remedies: Remedies, lost: Iterable[Lost]) -> date | None:
    """The next day on which the agency owes something: an answer to review or suit, or what a loss obliges to."""
    days = [
        limit.by
        for limit in remedies.limits
        if limit.who is Party.AGENCY
        and limit.done_on is None
        and not limit.id.startswith("appeal")
        and _still(limit, remedies)
    ]
    days += [
        each.by
        for one in lost
        for each in one.consequences.obligations
        if each.by is not None and owed(each.id) and each.id not in one.done
    ]
    return min(days, default=None)


def _still(limit: Limit, remedies: Remedies) -> bool:
    """An answer is owed only as long as the review or the suit goes on."""
    return remedies.under_review if limit.id.startswith("review") else remedies.in_litigation


def _stage(rounds: tuple[Round, ...], remedies: Remedies, lost: Iterable[Lost], on: date) -> Stage:
    if not remedies.proceedings:
        return Stage.BEFORE
    if any(one.open for one in lost):
        return Stage.DUTY
    if remedies.in_litigation:
        return _instance(next(each.suit for each in reversed(rounds) if each.suit is not None))
    if remedies.under_review:
        return Stage.REVIEW
    after = [limit for limit in remedies.limits if limit.id.startswith("suit_after")]
    can_sue = any(limit.done_on is None and limit.by >= on for limit in after)
    return Stage.REVIEWED if can_sue else Stage.ENDED


def _instance(suit: Suit) -> Stage:
    if suit.judged is not None:
        return Stage.APPEALABLE
    return Stage.SECOND if suit.forum is Forum.SECOND else Stage.FIRST


def _lost(events: list[Event], rounds: tuple[Round, ...], on: date, calendar: Calendar) -> Iterator[Lost]:
    for decided, forum, since in _final(rounds, on, calendar):
        result = result_of(decided.result, forum)
        if result is None or described()[result].column is not Column.CORRECTED:
            continue
        event = next((each for each in events if each.counts and each.fact() == decided), None)
        if event is None:
            continue
        orders = [
            each for each in events if each.kind == Besides.ORDERED and each.details.get("of") == event.pk
        ]
        order = orders[-1] if orders else None
        period = period_of(order or event)
        yield Lost(
            event_id=event.pk,
            forum=forum,
            result=result,
            since=order.on if order else since,
            consequences=obligations(result, forum, order.on if order else since, calendar, period),
            ordered_id=order.pk if order else None,
            done=_done(events, event, order, rounds),
        )


def _done(
    events: list[Event], decision: Event, order: Event | None, rounds: tuple[Round, ...]
) -> frozenset[str]:
    """What was fulfilled: as it was entered, and the new answer as soon as there is one."""
    entered = {
        str(each.details.get("duty"))
        for each in events
        if each.kind == Besides.FULFILLED and each.details.get("of") == decision.pk
    }
    again = order is not None and any(
        each.ordered is not None and each.ordered.on == order.on and each.answer is not None
        for each in rounds
    )
    return frozenset(entered | ({"redo"} if again else set()))


def period_of(event: Event) -> Ordered:
    """The period that the decision itself was entered with."""
    said = event.details.get("ordered")
    if not isinstance(said, dict):
        return Ordered()
    to = said.get("to")
    return Ordered(date.fromisoformat(to) if to else None, said.get("days"), said.get("working_days"))


def _final(rounds: tuple[Round, ...], on: date, calendar: Calendar) -> Iterator[tuple[Fact, Forum, date]]:
    """The decisions that stand on a day: of reviews, and the judgment that became final; each with the day since when."""
    for each in rounds:
        for review in each.reviews:
            if review.decided is not None:
                yield review.decided, Forum.REVIEW, review.decided.received_on or review.decided.on
        suit = each.suit
        if suit is None or suit.judged is None:
            continue
        since = final_on(suit, on, calendar)
        if since is None:
            continue
        upheld = suit.results[-1] is Result.APPEAL_REJECTED
        if not upheld:
            yield suit.judged, suit.forum, since
        elif suit.appealable is not None:
            # The judgment of the first instance stands, from the day on which the second said so.
            yield suit.appealable[0], Forum.FIRST, since
