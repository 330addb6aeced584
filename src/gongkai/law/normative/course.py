"""Whether a step may be taken, which comes next and by when, and what is to be said of the way so far.

依据：规章制定程序条例第十五、二十七至三十四条，优化营商环境条例第六十二至六十四条，国办发〔2018〕37号
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties.clocks import PublicationClock, Way, run_if_in_force
from gongkai.law.duties.timing import check_clock
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.grounds import find
from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.normative.matter import Done, Matter, StepResult, taken
from gongkai.law.normative.settings import DEFAULT, Settings
from gongkai.law.normative.steps import OWN, VALID_UNTIL, Step, StepSpec, specs
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

_SHORTEST_REVIEW = "legality_review_document_shortest"


@dataclass(frozen=True, slots=True)
class Next:
    """The step that comes next; `due_on`: by when (way `at_least`: not before), None where nothing sets a day."""

    step: Step
    due_on: date | None
    way: Way
    rule: Rule
    clock: PublicationClock | None


def may(
    step: Step, matter: Matter, on: date, calendar: Calendar, settings: Settings = DEFAULT
) -> list[Finding]:
    """What stands against a step on a day, by what happened up to then; only errors hold it back.

    OutOfCalendar for days beyond the calendar.   依据：国办发〔2018〕37号，规章制定程序条例
    """
    spec = specs()[step]
    found = [
        _missing(before, matter, step, on)
        for before in taken(matter)
        if before.step in spec.needs and not matter.passed(before.step, on)
    ]
    if Step.COMMENT in spec.needs:
        found += _comment(matter, on, calendar, settings)
    if Step.LEGALITY_REVIEW in spec.needs:
        found += _review(matter, on, calendar, settings)
    if step is Step.PUBLISH:
        found += _effect(matter, on, calendar, settings)
    return found


def _missing(before: StepSpec, matter: Matter, step: Step, on: date) -> Finding:
    """That a step before this one is not done; a review that failed is said as such."""
    last = matter.stands(before.step, on)
    failed = last is not None and last.result is StepResult.FAILED
    rule = grounds.PASSED if failed and before.step is Step.LEGALITY_REVIEW else before.rule
    how = "没有通过" if failed else "还没有完成"
    return find(
        rule,
        before.severity(matter.kind),
        f"{step}.{before.step}",
        f"{before.title}{how}，不能{specs()[step].title}。请先完成{before.title}。",
        stated=how,
        expected="已完成",
        basis=before.bases[0] if rule is before.rule else None,
    )


def _comment_clock(matter: Matter) -> str:
    if matter.kind is DocumentKind.REGULATION:
        return "comment_rule"
    return "comment_market" if matter.market else "comment_document"


def _comment(matter: Matter, by: date, calendar: Calendar, settings: Settings) -> Iterator[Finding]:
    """Whether the public had as long as the law says; one that has no beginning cannot be measured."""
    last = matter.stands(Step.COMMENT, by)
    if not matter.commented or last is None or last.result is not StepResult.PASSED:
        return
    begun_on = matter.begun_on(Step.COMMENT, by)
    if begun_on is None:
        yield find(
            grounds.COMMENT,
            Severity.WARNING,
            "comment",
            "没有登记公开征求意见从哪一天开始，不能核对期限。请补充开始日期。",
        )
    elif clock := run_if_in_force(_comment_clock(matter), begun_on, calendar, settings.duties):
        finding = check_clock(clock, last.on, by, calendar, settings.duties, shortened_because=last.reason)
        yield from [finding] if finding else []


def _review(matter: Matter, by: date, calendar: Calendar, settings: Settings) -> Iterator[Finding]:
    """Whether the reviewers of a normative document had the days that practice gives them."""
    last, begun_on = matter.stands(Step.LEGALITY_REVIEW, by), matter.begun_on(Step.LEGALITY_REVIEW, by)
    if matter.kind is not DocumentKind.NORMATIVE or last is None or begun_on is None:
        return
    if last.result is StepResult.BEGUN:
        return
    if clock := run_if_in_force(_SHORTEST_REVIEW, begun_on, calendar, settings.duties):
        finding = check_clock(clock, last.on, by, calendar, settings.duties)
        yield from [finding] if finding else []


def _effect(matter: Matter, on: date, calendar: Calendar, settings: Settings) -> Iterator[Finding]:
    """Whether a document published on this day comes into force as it says."""
    starts_on = matter.effective_on
    if starts_on is None:
        return
    if starts_on < on:
        yield find(
            grounds.BEFORE_PUBLICATION,
            Severity.ERROR,
            "effective_on",
            f"施行日期{in_words(starts_on)}早于公布日期{in_words(on)}。请改为公布之日或者以后的日期。",
            stated=in_words(starts_on),
            expected=f"{in_words(on)}以后",
        )
        return
    if matter.kind is not DocumentKind.REGULATION or matter.early is not None:
        return
    clock = run_if_in_force("rule_effect", on, calendar, settings.duties)
    if clock and clock.due_on and starts_on < clock.due_on:
        yield find(
            grounds.EFFECT,
            Severity.ERROR,
            "effective_on",
            f"规章应当自公布之日起三十日后施行。{clock.explanation}请推迟施行日期；属于法定例外的，请选择是哪一种。",
            stated=in_words(starts_on),
            expected=f"{in_words(clock.due_on)}以后",
        )


def next_step(matter: Matter, on: date, calendar: Calendar, settings: Settings = DEFAULT) -> Next | None:
    """The first step that is not done by a day, and by when it is due; None when all are.   依据：各该条文"""
    for spec in taken(matter):
        if not matter.passed(spec.step, on):
            return _next(spec, matter, on, calendar, settings)
    return None


def _next(spec: StepSpec, matter: Matter, on: date, calendar: Calendar, settings: Settings) -> Next:
    clock = _clock(spec, matter, on, calendar, settings)
    if clock is None:
        due_on = matter.valid_until if spec.step is Step.END else None
        return Next(spec.step, due_on, Way.BY, spec.rule, None)
    return Next(spec.step, clock.due_on, clock.way, spec.rule, clock)


def _clock(
    spec: StepSpec, matter: Matter, on: date, calendar: Calendar, settings: Settings
) -> PublicationClock | None:
    """The clock of a step, None where it has none, where what it counts from did not happen, or before its rule."""
    name, started_on = spec.clocks.get(matter.kind, ""), _started_on(spec, matter, on)
    if spec.step is Step.COMMENT:
        name = _comment_clock(matter)
    if not name or started_on is None:
        return None
    return run_if_in_force(name, started_on, calendar, settings.duties)


def _started_on(spec: StepSpec, matter: Matter, on: date) -> date | None:
    if spec.start == VALID_UNTIL:
        return matter.valid_until
    if spec.start == OWN or spec.step is Step.COMMENT:
        return matter.begun_on(spec.step, on)
    if not spec.start:
        return None
    before = matter.stands(Step(spec.start), on)
    return before.on if before and before.result is StepResult.PASSED else None


def check_course(
    matter: Matter, as_of: date, calendar: Calendar, settings: Settings = DEFAULT
) -> list[Finding]:
    """Everything to be said of the way so far: steps taken too soon, too late, out of order, or due and not taken.

    Each step with an outcome is judged by what had happened up to its day; two may be begun side by side.

    依据：规章制定程序条例，国办发〔2018〕37号
    """
    found = [*_order(matter, as_of)]
    for each in matter.facts:
        if each.result is not StepResult.BEGUN and each.on <= as_of:
            found += may(each.step, matter, each.on, calendar, settings)
    found += _timely(matter, as_of, calendar, settings)
    return list(dict.fromkeys(found))


def _order(matter: Matter, as_of: date) -> Iterator[Finding]:
    for each in matter.facts:
        if each.on > as_of:
            yield _at_odds(each, f"在{in_words(as_of)}以后，还没有到这一天。请核对日期。")
    if matter.effective_on and matter.valid_until and matter.valid_until < matter.effective_on:
        yield find(
            grounds.REVERSED,
            Severity.ERROR,
            "valid_until",
            f"有效期届满日{in_words(matter.valid_until)}早于施行日期{in_words(matter.effective_on)}。请核对两个日期。",
            stated=in_words(matter.valid_until),
            expected=f"{in_words(matter.effective_on)}以后",
        )
    for spec in specs().values():
        told = [each for each in matter.facts if each.step is spec.step]
        if told and told[0].result is StepResult.PASSED and told[-1].result is StepResult.BEGUN:
            yield _at_odds(told[0], f"早于这一环节开始的日期（{in_words(told[-1].on)}）。请核对日期。")


def _at_odds(each: Done, why: str) -> Finding:
    return find(
        grounds.ORDER,
        Severity.ERROR,
        str(each.step),
        f"“{each.step.label}”（{in_words(each.on)}）{why}",
        stated=in_words(each.on),
    )


def _timely(matter: Matter, as_of: date, calendar: Calendar, settings: Settings) -> Iterator[Finding]:
    """Steps with a last day: done too late, or due. The ends of comment and of the effect are judged at the gates."""
    for spec in taken(matter):
        clock = _clock(spec, matter, as_of, calendar, settings)
        done = matter.stands(spec.step, as_of)
        done_on = done.on if done and done.result is not StepResult.BEGUN else None
        if clock is not None and clock.way is not Way.AT_LEAST:
            finding = check_clock(clock, done_on, as_of, calendar, settings.duties)
            yield from [finding] if finding else []
    published = matter.stands(Step.PUBLISH, as_of)
    overdue = matter.effective_on is not None and matter.effective_on <= as_of
    if overdue and published is None:
        yield find(
            grounds.PUBLISHED,
            Severity.ERROR,
            "publish",
            "施行日期已到而没有公布，不得作为行政管理的依据。请先公布，或者推迟施行日期。",
        )
    ended = matter.passed(Step.END, as_of)
    if matter.valid_until and not ended and matter.valid_until + timedelta(1) <= as_of:
        yield find(
            grounds.PERIOD_OVER,
            Severity.WARNING,
            "valid_until",
            f"有效期已于{in_words(matter.valid_until)}届满，文件自动失效。仍需执行的，请重新制发。",
            stated=in_words(matter.valid_until),
        )
