"""The deadline light: colour, shape and word together, for the period of the law and for the nearest step."""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import Clock, Limit, State
from gongkai.law.wording import day as in_words

SOON = 5  # working days from which on the lamp is yellow


class Tone(StrEnum):
    """What a lamp says; the template gives each its colour and its shape."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"
    DONE = "done"

    @property
    def word(self) -> str:
        """The word in the lamp."""
        return {"green": "充裕", "amber": "临近", "red": "紧急", "paused": "暂停", "done": "办结"}[self.value]


@dataclass(frozen=True, slots=True)
class Lamp:
    """A tone and, in words, how it stands."""

    tone: Tone
    says: str
    late: bool = False

    @property
    def word(self) -> str:
        """The word in the lamp: red has two, for the last day and for after it."""
        return "超期" if self.late else self.tone.word


@dataclass(frozen=True, slots=True)
class StepClock:
    """The nearest thing with a last day that is still to be done, and how it stands."""

    limit: Limit
    lamp: Lamp


def of_days_left(left: int) -> Lamp:
    """The lamp for working days that remain; below zero, those that have passed since."""
    if left < 0:
        return Lamp(Tone.RED, f"已超过{-left}个工作日", late=True)
    if left == 0:
        return Lamp(Tone.RED, "今天是最后一天")
    return Lamp(Tone.AMBER if left <= SOON else Tone.GREEN, f"还剩{left}个工作日")


def of_clock(clock: Clock) -> Lamp:
    """The lamp of the period of the law."""
    if clock.closed_on is not None:
        return _closed(clock)
    if clock.state is State.CONFIRMING_RECEIPT:
        return Lamp(Tone.PAUSED, "确认收到以后才起算")
    if clock.due_on is None:
        return Lamp(Tone.PAUSED, f"停止计算，{clock.state.label}")
    pauses = [pause for pause in clock.pauses if pause.first <= clock.as_of <= pause.last]
    if pauses and not clock.overdue:
        longest = max(pauses, key=lambda pause: pause.last)
        return Lamp(Tone.PAUSED, f"{longest.why}，最迟到{in_words(longest.last)}")
    return (
        Lamp(Tone.RED, "期限已过", late=True)
        if clock.overdue and not clock.left
        else of_days_left(clock.left or 0)
    )


def _closed(clock: Clock) -> Lamp:
    if clock.overdue and clock.left is not None:
        return Lamp(Tone.RED, f"晚了{-clock.left}个工作日" if clock.left else "期限过后才办结", late=True)
    return Lamp(Tone.DONE, clock.state.label)


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
    return StepClock(nearest, of_days_left(calendar.between(clock.as_of, nearest.by))) if nearest else None
