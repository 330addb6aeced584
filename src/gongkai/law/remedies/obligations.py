"""What the end of a review or a suit obliges the agency to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Fact, Kind
from gongkai.law.remedies import grounds
from gongkai.law.remedies.results import Column, Forum, Result, described
from gongkai.law.rules import Rule


@dataclass(frozen=True, slots=True)
class Ordered:
    """The period that a decision or judgment sets: a last day, calendar days, or working days; the first that is given."""

    to: date | None = None
    days: int | None = None
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to do: what, by when where a day is fixed, by which rule."""

    id: str
    what: str
    by: date | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a result.

    `column` is where table four counts it (None: where the judgment before it counts). `redo` is the fact that opens the
    clock for the new answer; None where none is ordered.
    """

    result: Result
    column: Column | None
    obligations: tuple[Obligation, ...]
    redo: Fact | None


# The answer no longer stands, so what was registered about its outcome changes.
_ANSWER_FALLS = (Result.CHANGED, Result.REVOKED, Result.REVOKED_REDO, Result.DISCLOSE, Result.VOID)
_COMPENSATES = (Result.UNLAWFUL, Result.VOID)
_NOT_AGAIN = (Result.REVOKED_REDO,)
NO_PERIOD = Ordered()
DEFAULT = Settings()


def obligations(
    result: Result,
    forum: Forum,
    served_on: date,
    calendar: Calendar,
    ordered: Ordered = NO_PERIOD,
    settings: Settings = DEFAULT,
) -> Consequences:
    """What follows from a decision or judgment served on a day.

    The new answer is due at the end of the period that was ordered; where none was, `settings.redo_working_days` after
    service. Raises ValueError where this forum cannot come to the result.
    依据：行政复议法第六十四、六十六、七十二、七十七条；行政诉讼法第七十至七十七、九十四、一百零二条
    """
    about = described()[result]
    if forum not in about.forums:
        raise ValueError(f"{result} is no result of {forum}")
    redo, by = _redo(served_on, ordered, settings, calendar) if about.redo else (None, None)
    return Consequences(result, about.column, tuple(_all(result, forum, by)), redo)


def _all(result: Result, forum: Forum, by: date | None) -> Iterator[Obligation]:
    about = described()[result]
    lost = about.column is Column.CORRECTED
    if lost:
        yield Obligation("carry_out", "履行生效的决定、判决", by, grounds.CARRY_OUT)
    if about.redo:
        yield Obligation("redo", "重新答复申请人", by, grounds.REDO)
    if result is Result.DISCLOSE:
        yield Obligation("publish", "向申请人公开判决确定的政府信息", by, grounds.PUBLISH)
    if result in _NOT_AGAIN:
        what = "不以同一事实和理由作出基本相同的答复（仅因违反法定程序被撤销的除外）"
        yield Obligation("not_the_same", what, None, grounds.NOT_THE_SAME)
    if result in _ANSWER_FALLS:
        yield Obligation("change_outcome", "改正登记的办理结果", None, grounds.CHANGE_OUTCOME)
    if result in _COMPENSATES:
        what = "按决定、判决采取补救措施，造成损失的依法赔偿"
        yield Obligation("remedial", what, None, grounds.REMEDIAL)
    if lost and forum is not Forum.REVIEW:
        yield Obligation("pay", "承担诉讼费用", None, grounds.PAY)
    yield Obligation("table_four", _counted(about.column), None, grounds.TABLE_FOUR)


def _counted(column: Column | None) -> str:
    if column is None:
        return "计入年度报告表四，按原审裁判的结果"
    return f"计入年度报告表四“{column.label}”"


def _redo(served_on: date, ordered: Ordered, settings: Settings, calendar: Calendar) -> tuple[Fact, date]:
    """The fact that starts the new period, with the one length that counts, and the day on which it ends."""
    if ordered.to is not None:
        return Fact(Kind.REDO_ORDERED, served_on, to=ordered.to), ordered.to
    if ordered.days is not None:
        by = calendar.days_after(served_on, ordered.days)
        return Fact(Kind.REDO_ORDERED, served_on, days=ordered.days), by
    working_days = settings.redo_working_days if ordered.working_days is None else ordered.working_days
    by = calendar.after(served_on, working_days)
    return Fact(Kind.REDO_ORDERED, served_on, working_days=working_days), by
