"""The deadline light: colour, shape and word together, for the period of the law and for the nearest step."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import Clock, Limit, State
from gongkai.law.lamps import Light, in_words, light
from gongkai.law.wording import day


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light and, in words, how it stands."""

    light: Light
    says: str
    late: bool = False

    @property
    def word(self) -> str:
        """The word in the lamp: red has two, for the last day and for after it."""
        return "超期" if self.late else self.light.word


@dataclass(frozen=True, slots=True)
class StepClock:
    """The nearest thing with a last day that is still to be done, and how it stands."""

    limit: Limit
    lamp: Lamp


def of_days_left(left: int, on: date) -> Lamp:
    """The lamp on a day for working days that remain; below zero, those that have passed since."""
    return Lamp(light(left, on), in_words(left), late=left < 0)


def of_clock(clock: Clock) -> Lamp:
    """The lamp of the period of the law."""
    if clock.closed_on is not None:
        return _closed(clock)
    if clock.state is State.CONFIRMING_RECEIPT:
        return Lamp(Light.PAUSED, "确认收到以后才起算")
    if clock.due_on is None:
        return Lamp(Light.PAUSED, f"停止计算，{clock.state.label}")
    pauses = [pause for pause in clock.pauses if pause.first <= clock.as_of <= pause.last]
    if pauses and not clock.overdue:
        longest = max(pauses, key=lambda pause: pause.last)
        return Lamp(Light.PAUSED, f"{longest.why}，最迟到{day(longest.last)}")
    return (
        Lamp(Light.RED, in_words(0, past=True), late=True)
        if clock.overdue and not clock.left
        else of_days_left(clock.left or 0, clock.as_of)
    )


def _closed(clock: Clock) -> Lamp:
    if clock.overdue and clock.left is not None:
        return Lamp(Light.RED, f"晚了{-clock.left}个工作日" if clock.left else "期限过后才办结", late=True)
    return Lamp(Light.DONE, clock.state.label)


def next_step(clock: Clock, calendar: Calendar) -> StepClock | None:
    """The limit that comes first among those still to come, without the reply itself.

    One that has passed asks for nothing: an opinion that is late counts no more, a correction need not be asked.
    """
    if clock.closed_on is not None:
        return None
    ahead = [
        limit
        for limit in clock.limits
        if limit.done_on is None and limit.id != "reply" and limit.by >= clock.as_of
    ]
    nearest = min(ahead, key=lambda limit: limit.by, default=None)
    if nearest is None:
        return None
    return StepClock(nearest, of_days_left(calendar.between(clock.as_of, nearest.by), clock.as_of))
