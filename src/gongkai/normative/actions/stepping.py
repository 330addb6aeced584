"""Writes: steps of a document's life are recorded, held back by what the law says of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.documents.holidays import installed_calendar
from gongkai.law import normative as law
from gongkai.law.calendar.workdays import OutOfCalendar
from gongkai.law.findings import Finding
from gongkai.law.normative import Step, StepResult
from gongkai.normative import access
from gongkai.normative.actions.holding import Held, hold, refuse_future, settle, told
from gongkai.normative.actions.weighing import REASON, added, weigh
from gongkai.normative.models import Document, Doing
from gongkai.normative.queries.handing_in import against
from gongkai.normative.queries.matters import doings_of, matter_of
from gongkai.normative.queries.places import settings_of
from gongkai.records.access import Actor
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.refused import Refused, refuse_longer

PLACE, NUMBER, NOTE = 120, 100, 500
ORDER = "N112"
ELSEWHERE = {
    Step.REGISTER_NUMBER_ISSUE: "印发请用“编号印发”办理。",
    Step.PUBLISH: "公布随信息发布登记；不在本平台公布的，请用“登记公布”办理。",
    Step.END: "修改、废止或者延长，请登记引起变动的文件。",
}
_HELD_BACK = frozenset({Step.DELIBERATION, Step.FILE, Step.EVALUATE})
"""Steps whose beginning is judged as their end is: what is submitted for deliberation was reviewed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step as it was taken: `place` with whom, `number` of the paper that proves it, `file` that paper."""

    step: Step
    on: date
    result: StepResult = StepResult.PASSED
    place: str = ""
    number: str = ""
    note: str = ""
    file: Received | None = None


@transaction.atomic
def record_step(
    *,
    document_id: int,
    taken: Taken,
    by: Actor,
    at: datetime,
    reason: str = "",
    revision: int | None = None,
) -> tuple[Finding, ...]:
    """Add what happened to a step, and return what the law says of it.

    Refused where the steps before it are not done, where the days run backwards or have not come yet, for a step that this
    document does not take, and, without a reason, for what the law warns of. Legality review wants the plan of the
    interpretation too, as it stands today, unless it failed. Drafters record drafting, reviewers reviews, keepers what follows.
    """
    document = hold(document_id, revision)
    duty = access.require_step(by, taken.step, document.holder_id)
    held = Held(document, by, at, duty)
    refuse_future(taken.on, held.today, f"“{taken.step.label}”的日期")
    if taken.step in ELSEWHERE:
        raise Refused(ELSEWHERE[taken.step])
    done = doings_of([document.pk]).get(document.pk, ())
    matter = matter_of(document, done)
    if taken.step not in {spec.step for spec in law.taken(matter)}:
        raise Refused(f"按登记的情况，这份文件不需要“{taken.step.label}”。登记有误的，请先更正文件的情况。")
    lacking = () if taken.result is StepResult.FAILED else against(document, taken.step, held.today)
    found = weigh([*lacking, *_against(taken, document, done, reason)], reason)
    doing = enter(held, taken, reason)
    settle([document.pk], held.today)
    details = {"step": taken.step.value, "result": taken.result.value, "on": taken.on.isoformat()}
    told("record_step", held, reason=reason, details={**details, "doing": doing.pk})
    return found


def enter(held: Held, taken: Taken, reason: str) -> Doing:
    """Add a step, with its paper."""
    refuse_longer(taken.place, PLACE, "办理单位")
    refuse_longer(taken.number, NUMBER, "文书编号")
    refuse_longer(taken.note, NOTE, "说明")
    refuse_longer(reason, REASON, "理由")
    file = None
    if taken.file is not None:
        file = store(data=taken.file, agency_id=held.document.holder_id, by=held.by, at=held.at)
    return Doing.objects.create(
        document=held.document,
        step=taken.step,
        result=taken.result,
        on=taken.on,
        reason=reason.strip(),
        place=taken.place.strip(),
        number=taken.number.strip(),
        note=taken.note.strip(),
        file_id=file.id if file else None,
        file_name=file.name if file else "",
        at=held.at,
        by=held.by.username,
    )


def _against(taken: Taken, document: Document, done: tuple[law.Done, ...], reason: str) -> list[Finding]:
    """What stands against a step: what it needs, and days that run backwards because of it."""
    before = matter_of(document, done)
    after = matter_of(document, (*done, law.Done(taken.step, taken.on, taken.result, reason.strip())))
    settings = settings_of(document.agency_id, taken.on)
    found = [] if _only_begun(taken) else gate(taken.step, before, taken.on, settings)
    backwards = added(at_odds(before, taken.on), at_odds(after, taken.on))
    return [*found, *backwards, *later(before, after, settings)]


def _only_begun(taken: Taken) -> bool:
    return taken.result is StepResult.BEGUN and taken.step not in _HELD_BACK


def gate(step: Step, matter: law.Matter, on: date, settings: law.Settings) -> list[Finding]:
    """What the law says against a step on a day. Refused beyond the calendar."""
    try:
        return law.may(step, matter, on, installed_calendar(), settings)
    except OutOfCalendar:
        raise Refused(f"{on.year}年的放假安排还没有，不能核对期限。请先录入放假安排。") from None


def at_odds(matter: law.Matter, on: date) -> list[Finding]:
    """Days of steps that run backwards."""
    try:
        found = law.check_course(matter, on, installed_calendar())
    except OutOfCalendar:
        return []
    return [each for each in found if each.rule == ORDER]


def later(before: law.Matter, after: law.Matter, settings: law.Settings) -> list[Finding]:
    """What a fact makes wrong with the steps that are there already: each by what had happened up to its day."""
    return added(_gates(before, settings), _gates(after, settings))


def _gates(matter: law.Matter, settings: law.Settings) -> list[Finding]:
    """What stands against the steps of a matter, as far as the calendar reaches."""
    found = []
    for each in matter.facts:
        if each.result is not StepResult.BEGUN:
            try:
                found += law.may(each.step, matter, each.on, installed_calendar(), settings)
            except OutOfCalendar:
                continue
    return found
