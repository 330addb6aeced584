"""What the page shows of an answer: the clock, its lamps, the picture, the days, the articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.documents.day_by_day import MonthOfDays, day_by_day
from gongkai.law.basis import Basis
from gongkai.law.calendar.workdays import WEEKDAYS, Calendar
from gongkai.law.deadlines.answer import Clock, State, Step
from gongkai.law.deadlines.lamps import Lamp, StepClock, next_step, of_clock
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.remedies.standing import Remedies
from gongkai.law.standing import Standing
from gongkai.law.wording import day as in_words
from gongkai.portal.deadline.month_pages import MonthPage, month_pages

_STANDS_STILL = {
    State.CONFIRMING_RECEIPT: "以双方确认之日为收到之日；还没有确认，期限没有开始。",
    State.CORRECTION_REQUESTED: "等待补正期间不计期限；收到补正之日起，重新计算答复期限。",
    State.FEE_NOTIFIED: "等待缴费期间不计期限；缴清以后再计算答复期限。",
    State.ABANDONED_NO_CORRECTION: "申请人逾期没有补正，视为放弃申请，不再处理。",
    State.ABANDONED_UNPAID: "申请人逾期没有缴费，视为放弃申请，不再处理。",
    State.WITHDRAWN: "申请人已撤回申请，不再答复。",
}


@dataclass(frozen=True, slots=True)
class Result:
    """Everything about one answer."""

    ledger: Ledger
    clock: Clock
    remedies: Remedies | None
    lamp: Lamp
    step: StepClock | None
    months: tuple[MonthPage, ...]
    days: tuple[MonthOfDays, ...]
    sources: tuple[Basis, ...]
    unsettled: tuple[int, ...]
    cut: bool

    @property
    def facts(self) -> list[Fact]:
        """What happened, day after day."""
        return sorted(self.ledger.facts, key=lambda fact: (fact.on, list(Kind).index(fact.kind)))

    @property
    def weekday(self) -> str:
        """Of the due day."""
        return WEEKDAYS[self.clock.due_on.weekday()] if self.clock.due_on else ""

    @property
    def stands_still(self) -> str:
        """Why there is no due day; empty where there is one."""
        return (
            ""
            if self.clock.due_on
            else _STANDS_STILL.get(self.clock.state, f"{self.clock.state.label}，没有到期日。")
        )

    @property
    def awaited(self) -> str:
        """What the due day assumes about opinions that have not arrived; empty if it assumes nothing."""
        if self.clock.due_on is None or not any(pause.open for pause in self.clock.pauses):
            return ""
        return "意见还没有收到，上面的日期先按最迟收到推算；意见早到，答复期限相应提前。"

    @property
    def total(self) -> int:
        """How many working days used and left make together."""
        return self.clock.used + max(self.clock.left or 0, 0)

    @property
    def can_remind(self) -> bool:
        """Whether the due day is still to be kept."""
        return self.clock.due_on is not None and self.clock.closed_on is None and not self.clock.overdue

    @property
    def in_words(self) -> str:
        """The answer in one sentence, for a calendar entry."""
        clock = self.clock
        if clock.due_on is None:
            return self.stands_still
        rough = "（暂定）" if clock.provisional else ""
        return f"{in_words(self.ledger.received_on)}收到的申请，答复最迟{in_words(clock.due_on)}{self.weekday}{rough}。"


def lay_out(ledger: Ledger, said: Standing, steps: Sequence[Step], calendar: Calendar) -> Result:
    """The answer as the page shows it."""
    clock = said.clock
    told = day_by_day(clock, steps)
    return Result(
        ledger=ledger,
        clock=clock,
        remedies=said.remedies,
        lamp=of_clock(clock),
        step=next_step(clock, calendar),
        months=month_pages(steps, clock, calendar, ledger),
        days=told.days,
        sources=told.sources,
        unsettled=_unsettled(clock, ledger, steps, calendar),
        cut=told.cut,
    )


def _unsettled(clock: Clock, ledger: Ledger, steps: Sequence[Step], calendar: Calendar) -> tuple[int, ...]:
    """The years whose notice is awaited; empty unless the answer is provisional."""
    if not clock.provisional:
        return ()
    ends = [ledger.received_on, *(step.day for step in steps[-1:]), *(limit.by for limit in clock.limits)]
    years = range(ledger.received_on.year, max(ends).year + 1)
    return tuple(year for year in years if year not in calendar.settled_years)
