"""What happened to an application, in the words and signs of the timeline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.applications.actions import Said
from gongkai.applications.queries.case import Case, Happened
from gongkai.applications.queries.kinds import ApplicantKind, Delivery, Doing
from gongkai.law.deadlines.answer import State
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Kind
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.wording import day

_STARTS = frozenset({Doing.SUBMITTED, Kind.CONFIRMED, Kind.CORRECTED, Kind.FEE_PAID, Kind.REDO_ORDERED})
_PAUSES = frozenset(
    {
        Kind.CORRECTION_ASKED,
        Kind.REASONS_ASKED,
        Kind.THIRD_PARTY_ASKED,
        Kind.ORGAN_ASKED,
        Kind.FEE_NOTIFIED,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the timeline. `sign` is its shape: start, pause, step, work, system."""

    event: Happened
    sign: str
    words: tuple[str, ...]


def timeline(one: Case) -> list[Line]:
    """Everything that happened, the newest first."""
    return [Line(event, _sign(event), words(event)) for event in reversed(one.happened)]


def told(event: Happened) -> str:
    """One event in one line, to choose it from a list."""
    who = f"（{event.who}）" if event.who else ""
    return f"{day(event.on)}　{event.label}{who}"


def words(event: Happened) -> tuple[str, ...]:
    """What an event says besides its name and note."""
    said = [
        f"{event.working_days}个工作日" if event.working_days else "",
        f"至{day(event.to)}" if event.to else "",
        *(write(event) for write in _WRITERS.get(event.kind, ())),
        _because(event),
    ]
    return tuple(each for each in said if each)


def _sign(event: Happened) -> str:
    if event.by == "系统" or event.kind in (Doing.DUE_MOVED, Doing.VOIDED):
        return "system"
    if event.kind in _STARTS:
        return "start"
    if event.kind in _PAUSES:
        return "pause"
    return "step" if event.moves_the_clock else "work"


def _text(event: Happened, name: str) -> str:
    found = event.details.get(name)
    return str(found) if found not in (None, "") else ""


def _because(event: Happened) -> str:
    why = _text(event, "despite")
    return f"提醒之后仍登记的理由：{why}" if why else ""


def _result(event: Happened) -> str:
    found = outcomes().get(event.result)
    number = _text(event, "number")
    return "，".join(each for each in (found.name if found else "", number) if each)


def _said(event: Happened) -> str:
    said = _text(event, "said")
    if said not in set(Said):
        return ""
    reasonable = event.details.get("reasonable")
    holds = (
        {True: "，理由合理", False: "，理由不合理"}.get(reasonable, "")
        if isinstance(reasonable, bool)
        else ""
    )
    return Said(said).label + holds


def _online(event: Happened) -> str:
    return "在网上提出" if event.details.get("online") else ""


def _judged(event: Happened) -> str:
    reasonable = event.details.get("reasonable")
    return {True: "理由合理", False: "理由不合理"}[reasonable] if isinstance(reasonable, bool) else ""


def _accepted(event: Happened) -> str:
    accepted = event.details.get("accepted")
    return {True: "理由合理", False: "理由不合理"}[accepted] if isinstance(accepted, bool) else ""


def _fee(event: Happened) -> str:
    method, amount = _text(event, "method"), _text(event, "amount_yuan")
    label = Method(method).label if method in set(Method) else ""
    pages = f"，{event.details['pages']}页" if event.details.get("pages") else ""
    return f"{label}{pages}，共{amount}元" if amount else label


def _proposed(event: Happened) -> str:
    asked = _text(event, "working_days")
    put_away = "，拟好的文书已经作废" if event.dropped else ""
    return f"请求延长{asked}个工作日{put_away}" if asked else ""


def _search(event: Happened) -> str:
    parts = (_text(event, "where"), _text(event, "method"), _text(event, "scope"))
    return "；".join(part for part in parts if part)


def _found(event: Happened) -> str:
    found = event.details.get("found")
    said = {True: "找到", False: "没有找到"}[found] if isinstance(found, bool) else ""
    return "" if event.note.startswith(said) else said


def _other(event: Happened) -> str:
    into, whole = _text(event, "into"), _text(event, "from")
    return f"去向：{into}" if into else f"来自：{whole}" if whole else ""


def _kinds(event: Happened) -> str:
    named = [_text(event, "before"), _text(event, "after")]
    labels = [ApplicantKind(each).label for each in named if each in set(ApplicantKind)]
    return " 改为 ".join(labels)


def _due(event: Happened) -> str:
    before, after = (_day(_text(event, name)) for name in ("due_before", "due_after"))
    return f"到期日由{before}改为{after}" if before and after else ""


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return ""


def _stars(event: Happened) -> str:
    stars = _text(event, "stars")
    return f"{stars}分" if stars else ""


def _unit(event: Happened) -> str:
    return _text(event, "unit")


def _state(event: Happened) -> str:
    after = _text(event, "after")
    return State(after).label if after in set(State) else ""


def _helping(event: Happened) -> str:
    by = _day(_text(event, "answer_by"))
    return f"请{_text(event, 'who')}协助，{by}以前回复" if by else ""


def _way(event: Happened) -> str:
    way = _text(event, "way")
    return Delivery(way).label if way in set(Delivery) else ""


_WRITERS: dict[str, tuple[Callable[[Happened], str], ...]] = {
    Kind.REPLIED: (_result,),
    Kind.THIRD_PARTY_ANSWERED: (_said, _online),
    Kind.ORGAN_ANSWERED: (_said, _online),
    Doing.OPINION_ADDED: (_said,),
    Doing.OPINION_JUDGED: (_judged,),
    Kind.REASONS_GIVEN: (_accepted,),
    Doing.NOTED: (_accepted,),
    Kind.FEE_NOTIFIED: (_fee,),
    Doing.EXTENSION_PROPOSED: (_proposed,),
    Doing.SEARCHED: (_search, _found),
    Doing.SPLIT: (_other,),
    Doing.MERGED: (_other,),
    Doing.RECLASSIFIED: (_kinds,),
    Doing.DUE_MOVED: (_due, _state),
    Doing.RATED: (_stars,),
    Doing.LETTER_MADE: (_helping,),
    Doing.SENT: (_way,),
    Doing.ASSIGNED: (_unit,),
    Doing.ASSIGNMENT_DONE: (_unit,),
}
