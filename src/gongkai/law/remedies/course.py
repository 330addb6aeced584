"""The facts of review and suit in order: rounds of answer, review and suit, and the facts that fit nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Fact, Kind
from gongkai.law.params import param
from gongkai.law.remedies import grounds
from gongkai.law.remedies.results import Forum, Result, result_of
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

ANSWERS = (Kind.REPLIED, Kind.CORRECTION_LAPSED, Kind.FEE_LAPSED)
_OF_REVIEW = (
    Kind.REVIEW_ADMITTED,
    Kind.REVIEW_COPIED,
    Kind.REVIEW_ANSWERED,
    Kind.REVIEW_EXTENDED,
    Kind.REVIEW_DECIDED,
)
_OF_SUIT = (Kind.SUIT_COPIED, Kind.SUIT_ANSWERED, Kind.JUDGED, Kind.APPEALED)
DISPUTE = (Kind.REVIEW_APPLIED, *_OF_REVIEW, Kind.SUIT_FILED, *_OF_SUIT)
_ORDER = {kind: n for n, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Review:
    """One review: the application and what happened to it."""

    applied: Fact
    steps: tuple[Fact, ...] = ()

    def first(self, kind: Kind) -> Fact | None:
        """The first fact of a kind."""
        return next((fact for fact in self.steps if fact.kind is kind), None)

    @property
    def result(self) -> Result | None:
        """How it ended; None while it is open or where the result is not known."""
        return result_of(self.decided.result, Forum.REVIEW) if self.decided else None

    @property
    def decided(self) -> Fact | None:
        """The decision; None while it is open."""
        return self.first(Kind.REVIEW_DECIDED)

    @property
    def given_up(self) -> bool:
        """Whether it was withdrawn or terminated, as if it had not been."""
        return self.result in (Result.WITHDRAWN, Result.TERMINATED)

    @property
    def may_follow(self) -> bool:
        """Whether another application may follow: this one was given up or not accepted."""
        return self.given_up or self.result is Result.NOT_ACCEPTED


@dataclass(frozen=True, slots=True)
class Suit:
    """One suit through its instances; `turns` are judgments and appeals in order."""

    filed: Fact
    steps: tuple[Fact, ...] = ()
    turns: tuple[Fact, ...] = ()

    def first(self, kind: Kind) -> Fact | None:
        """The first fact of a kind."""
        return next((fact for fact in self.steps if fact.kind is kind), None)

    @property
    def forum(self) -> Forum:
        """The instance that it is in, or that decided last."""
        return self._so_far().forum

    @property
    def judged(self) -> Fact | None:
        """The judgment that the present instance gave; None while it has not."""
        return self._so_far().judged

    @property
    def results(self) -> tuple[Result | None, ...]:
        """What the judgments said, in order; None where a result is not known."""
        return self._so_far().results

    @property
    def tried_since(self) -> Fact | None:
        """The fact that opened the present instance anew: an appeal or a remand; None in the first instance."""
        return self._so_far().since

    @property
    def appealed(self) -> Fact | None:
        """The appeal that brought it into the second instance; None while it is in the first."""
        return self.tried_since if self.forum is Forum.SECOND else None

    @property
    def appealable(self) -> tuple[Fact, Result | None] | None:
        """The judgment of the first instance and what it said, whether or not an appeal followed."""
        return self._so_far().appealable

    def _so_far(self) -> "_Instances":
        now = _Instances()
        for turn in self.turns:
            if turn.kind is Kind.APPEALED:
                now = replace(now, forum=Forum.SECOND, since=turn, judged=None)
                continue
            result = result_of(turn.result, now.forum)
            now = replace(now, judged=turn, results=(*now.results, result))
            if result is Result.REMANDED:
                now = replace(now, forum=Forum.FIRST, since=turn, judged=None, appealable=None)
            elif now.forum is Forum.FIRST:
                now = replace(now, appealable=(turn, result))
        return now


@dataclass(frozen=True, slots=True)
class _Instances:
    forum: Forum = Forum.FIRST
    since: Fact | None = None
    judged: Fact | None = None
    appealable: tuple[Fact, Result | None] | None = None
    results: tuple[Result | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One answer, or the wait for it, and what was undertaken against it."""

    number: int
    ordered: Fact | None = None
    answer: Fact | None = None
    delivered: Fact | None = None
    withdrawn: Fact | None = None
    reviews: tuple[Review, ...] = ()
    suit: Suit | None = None

    @property
    def review(self) -> Review | None:
        """The review that counts: the last one."""
        return self.reviews[-1] if self.reviews else None

    def known_on(self, upto: date) -> date | None:
        """The day on which the applicant knew of the answer, if it lies on or before a day: delivery, else recorded receipt."""
        known = self.answer.received_on if self.answer else None
        if self.delivered is not None:
            known = self.delivered.received_on or self.delivered.on
        return known if known is not None and known <= upto else None


@dataclass(slots=True)
class _Reading:
    calendar: Calendar
    rounds: list[Round] = field(default_factory=lambda: [Round(1)])
    findings: list[Finding] = field(default_factory=list)


def read(facts: Iterable[Fact], calendar: Calendar) -> tuple[tuple[Round, ...], tuple[Finding, ...]]:
    """Facts of one application as rounds, whatever the order of entry; a fact that cannot be is a finding and left out.

    Raises OutOfCalendar for days beyond the calendar.
    """
    reading = _Reading(calendar)
    for fact in in_order(facts):
        if fact.kind in (*ANSWERS, Kind.DELIVERED, Kind.WITHDRAWN, Kind.REDO_ORDERED):
            _handled(reading, fact)
        elif fact.kind in (Kind.REVIEW_APPLIED, Kind.SUIT_FILED):
            _opened(reading, fact)
        elif fact.kind in _OF_REVIEW:
            _reviewed(reading, fact)
        elif fact.kind in _OF_SUIT:
            _tried(reading, fact)
    return tuple(reading.rounds), tuple(reading.findings)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts in the order in which they take effect; the order of entry decides nothing."""
    return sorted(facts, key=lambda fact: (fact.on, _ORDER[fact.kind], repr(fact)))


def found(rule: Rule, severity: Severity, fact: Fact, message: str) -> Finding:
    """A finding about one fact."""
    return Finding(rule.id, severity, fact.place, message, rule.basis)


def _handled(reading: _Reading, fact: Fact) -> None:
    """A fact of the handling itself: only the first answer and delivery of a round count."""
    now = reading.rounds[-1]
    if fact.kind is Kind.REDO_ORDERED:
        reading.rounds.append(Round(now.number + 1, ordered=fact))
    elif fact.kind is Kind.WITHDRAWN:
        reading.rounds[-1] = replace(now, withdrawn=fact)
    elif fact.kind in ANSWERS and now.answer is None:
        reading.rounds[-1] = replace(now, answer=fact)
    elif fact.kind is Kind.DELIVERED and now.answer is not None and now.delivered is None:
        reading.rounds[-1] = replace(now, delivered=fact)


def _opened(reading: _Reading, fact: Fact) -> None:
    at = _place_of_opening(reading, fact)
    target = reading.rounds[at]
    if fact.kind is Kind.SUIT_FILED and target.suit is None:
        reading.rounds[at] = replace(target, suit=Suit(fact))
    elif fact.kind is Kind.REVIEW_APPLIED and (target.review is None or target.review.may_follow):
        reading.rounds[at] = replace(target, reviews=(*target.reviews, Review(fact)))
    else:
        message = (
            f"{in_words(fact.on)}又记录了一次“{fact.kind.label}”，但对同一答复已经有过一次。"
            "请核对日期，重复的请删去；对重新作出的答复不服的，请先补记重新答复的事实。"
        )
        reading.findings.append(found(grounds.TWICE, Severity.ERROR, fact, message))


def _place_of_opening(reading: _Reading, fact: Fact) -> int:
    """Which round a review or suit belongs to: the last one, but for a suit against the review that ordered it."""
    last = len(reading.rounds) - 1
    now = reading.rounds[last]
    if fact.kind is not Kind.SUIT_FILED or last == 0 or now.answer is not None or now.review is not None:
        return last
    before = reading.rounds[last - 1]
    decided = before.review.decided if before.review is not None else None
    if decided is None or before.suit is not None:
        return last
    served = decided.received_on or decided.on
    days = param("suit_after_review_days").on(served).value
    return last - 1 if fact.on <= reading.calendar.days_after(served, days) else last


def _reviewed(reading: _Reading, fact: Fact) -> None:
    for at in reversed(range(len(reading.rounds))):
        review = reading.rounds[at].review
        if review is not None and review.decided is None:
            grown = replace(review, steps=(*review.steps, fact))
            reading.rounds[at] = replace(
                reading.rounds[at], reviews=(*reading.rounds[at].reviews[:-1], grown)
            )
            if fact.kind is Kind.REVIEW_DECIDED:
                _named(reading, fact, Forum.REVIEW)
            return
    _unopened(reading, fact, "行政复议申请")


def _tried(reading: _Reading, fact: Fact) -> None:
    for at in reversed(range(len(reading.rounds))):
        suit = reading.rounds[at].suit
        if suit is not None and _can_follow(suit, fact):
            forum = suit.forum
            grown = _grow(suit, fact)
            reading.rounds[at] = replace(reading.rounds[at], suit=grown)
            if fact.kind is Kind.JUDGED:
                _named(reading, fact, forum)
            return
    _unopened(reading, fact, "第一审裁判" if fact.kind is Kind.APPEALED else "尚未审结的行政诉讼")


def _can_follow(suit: Suit, fact: Fact) -> bool:
    """A judgment needs a pending instance, an appeal a judgment of the first or an appeal of the other side."""
    if fact.kind is Kind.APPEALED:
        return (suit.judged is not None) == (suit.forum is Forum.FIRST)
    return suit.judged is None


def _grow(suit: Suit, fact: Fact) -> Suit:
    if fact.kind in (Kind.SUIT_COPIED, Kind.SUIT_ANSWERED):
        return replace(suit, steps=(*suit.steps, fact))
    if fact.kind is Kind.APPEALED and suit.forum is Forum.SECOND:
        return suit  # the other side appealed too: one second instance
    return replace(suit, turns=(*suit.turns, fact))


def _named(reading: _Reading, fact: Fact, forum: Forum) -> None:
    if result_of(fact.result, forum) is None:
        stated = f"“{fact.result}”不是{forum.label}可能有的结果" if fact.result else "没有写明结果"
        message = f"{in_words(fact.on)}的“{fact.kind.label}”{stated}，请按决定书或者裁判文书补正。"
        reading.findings.append(found(grounds.RESULT_UNKNOWN, Severity.ERROR, fact, message))


def _unopened(reading: _Reading, fact: Fact, needed: str) -> None:
    message = f"{in_words(fact.on)}记录了“{fact.kind.label}”，但在此以前没有{needed}。请先补记，或者核对这条记录的日期。"
    reading.findings.append(found(grounds.WITHOUT_OPENING, Severity.ERROR, fact, message))
