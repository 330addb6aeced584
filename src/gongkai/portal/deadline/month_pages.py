"""The picture of a period: one page for each month, each day with what it is and the number that it counts as."""

from calendar import monthcalendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.documents.day_by_day import MOST_MONTHS
from gongkai.law.calendar.workdays import Calendar, Day
from gongkai.law.deadlines.answer import Clock, Step
from gongkai.law.ledger import Ledger
from gongkai.law.wording import day as in_words


@dataclass(frozen=True, slots=True)
class Box:
    """One day: class names of its look, what it counts as, a sign in the corner and one below, all of it in words."""

    on: date
    look: str
    n: int | None
    corner: str
    sign: str
    says: str


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday on, None outside the month."""

    boxes: tuple[Box | None, ...]

    @property
    def matters(self) -> bool:
        """Whether any of its days belongs to the period; small screens leave out the others."""
        return any(box is not None and "outside" not in box.look for box in self.boxes)


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month, week by week."""

    first: date
    weeks: tuple[Week, ...]

    @property
    def title(self) -> str:
        """As a wall calendar says it."""
        return f"{self.first.year}年{self.first.month}月"


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the days of a picture are looked up in."""

    steps: dict[date, Step]
    clock: Clock
    calendar: Calendar
    ledger: Ledger


def month_pages(
    steps: Sequence[Step], clock: Clock, calendar: Calendar, ledger: Ledger
) -> tuple[MonthPage, ...]:
    """The months from receipt to the last day that is explained; at most MOST_MONTHS of them, the first ones."""
    scene = _Scene({step.day: step for step in steps}, clock, calendar, ledger)
    first = ledger.received_on
    last = max([first, *scene.steps, *filter(None, (clock.due_on, clock.closed_on))])
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(_page(_month(first, offset), scene) for offset in range(min(count, MOST_MONTHS)))


def _month(start: date, offset: int) -> date:
    years, month = divmod(start.month - 1 + offset, 12)
    return date(start.year + years, month + 1, 1)


def _page(first: date, scene: _Scene) -> MonthPage:
    weeks = monthcalendar(first.year, first.month)
    return MonthPage(
        first,
        tuple(
            Week(tuple(_box(first.replace(day=day), scene) if day else None for day in week))
            for week in weeks
        ),
    )


def _box(on: date, scene: _Scene) -> Box:
    known, step = scene.calendar.day(on), scene.steps.get(on)
    signs = _signs(on, scene)
    starts = on in (scene.ledger.received_on, scene.clock.started_on)
    paused = step is not None and not step.counted and known.works and not starts
    look = [*_kind(known, step, paused=paused), *_rings(on, scene)]
    happened = any(fact.on == on for fact in scene.ledger.facts)
    short = next((sign for sign in signs if len(sign) == 2), "事" if happened else "停" if paused else "")
    return Box(
        on=on,
        look=" ".join(look),
        n=step.n if step is not None and step.counted else None,
        corner=_corner(known),
        sign=short,
        says="，".join([*_words(known, step), *signs]),
    )


def _kind(known: Day, step: Step | None, *, paused: bool) -> list[str]:
    if step is None:
        return ["outside"] if known.works else ["outside", "off"]
    if step.counted:
        return ["counted"]
    return ["paused"] if paused else [] if known.works else ["off"]


def _rings(on: date, scene: _Scene) -> list[str]:
    clock = scene.clock
    rings = {
        "due": on == clock.due_on,
        "start": on in (scene.ledger.received_on, clock.started_on),
        "today": on == clock.as_of,
    }
    return [name for name, there in rings.items() if there]


def _corner(known: Day) -> str:
    """休 on a holiday, 班 on a make-up working day, as wall calendars print it; nothing on a plain weekend."""
    if known.works:
        return "班" if known.on.weekday() >= 5 else ""
    return "休" if known.why.endswith("放假") else ""


def _signs(on: date, scene: _Scene) -> list[str]:
    """What falls on a day, the weightiest first: short signs, then the facts by their names."""
    signs = {
        "到期": scene.clock.due_on,
        "收到": scene.ledger.received_on,
        "起算": scene.clock.started_on if scene.clock.started_on != scene.ledger.received_on else None,
        "办结": scene.clock.closed_on,
        "算到这一天": scene.clock.as_of,
    }
    return [
        *(sign for sign, day in signs.items() if day == on),
        *(fact.kind.label for fact in scene.ledger.facts if fact.on == on),
    ]


def _words(known: Day, step: Step | None) -> list[str]:
    told = [in_words(known.on), known.why]
    if step is not None:
        told.append(f"第{step.n}个工作日" if step.counted else "不计")
    return told
