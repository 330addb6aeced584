"""Looking again at what is withheld, and making proactive what is asked for again.   依据：条例第十八、四十四条"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties import grounds
from gongkai.law.duties.clocks import run
from gongkai.law.duties.grounds import find
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.findings import Finding, Severity
from gongkai.law.wording import day as in_words


class SecrecyLevel(StrEnum):
    """The degree of a state secret.   依据：保守国家秘密法第二十条"""

    TOP_SECRET = "top_secret"
    SECRET = "secret"
    CONFIDENTIAL = "confidential"

    @property
    def label(self) -> str:
        """The word on the document."""
        return {"top_secret": "绝密", "secret": "机密", "confidential": "秘密"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Information that is not open. `evaluated_on`: when it was last looked at again, if ever.

    For a state secret: its degree, when it was classified, until when if the document says so, `longer_by` the provision
    that allows a term beyond the maximum, when it was declassified. `circumstances_changed`: why it could be open now.
    """

    decided_on: date
    evaluated_on: date | None = None
    degree: SecrecyLevel | None = None
    classified_on: date | None = None
    secret_until: date | None = None
    longer_by: str = ""
    declassified_on: date | None = None
    circumstances_changed: str = ""


@dataclass(frozen=True, slots=True)
class Reevaluation:
    """When information is to be looked at again, at the latest; `secret_until`: the end of its secrecy where known."""

    due_on: date
    secret_until: date | None
    findings: tuple[Finding, ...]


def reevaluate(
    withheld: Withheld, as_of: date, calendar: Calendar, settings: Settings = AS_SHIPPED
) -> Reevaluation:
    """Whether withheld information is due to be looked at again on `as_of`, and why.

    It is due when the period for looking again has passed, when secrecy ends, when it was declassified or when
    circumstances changed. NotInForce and OutOfCalendar as `run`.   依据：条例第十八条，保守国家秘密法第二十、二十四条
    """
    looked_at = max(withheld.decided_on, withheld.evaluated_on or withheld.decided_on)
    ends = _secret_until(withheld, calendar, settings)
    regular = run("reevaluation", looked_at, calendar, settings)
    # On its last day it is still secret; on the day of declassification it is secret no more.
    ended = ends if ends and ends >= looked_at else None
    freed = withheld.declassified_on
    freed = freed if freed and freed > looked_at else None
    due_on = min(on for on in (regular.due_on, ended, freed) if on)
    found = [
        *_term(withheld, calendar, settings),
        *_secrecy_over(ended, freed, as_of),
        *_circumstances(withheld),
    ]
    if as_of > due_on:
        found.append(
            find(
                regular.rule,
                Severity.WARNING,
                "evaluated_on",
                f"应在{in_words(due_on)}以前再次评估审查，还没有记录。请评估是否可以公开。",
                expected=f"{in_words(due_on)}以前",
            )
        )
    return Reevaluation(due_on, ends, tuple(found))


def _longest(withheld: Withheld, calendar: Calendar, settings: Settings) -> date | None:
    """The end of the longest term that the law allows for its degree.   依据：保守国家秘密法第二十条"""
    if withheld.degree is None or withheld.classified_on is None:
        return None
    return run(f"secrecy_{withheld.degree}", withheld.classified_on, calendar, settings).due_on


def _secret_until(withheld: Withheld, calendar: Calendar, settings: Settings) -> date | None:
    """What the document says; a term beyond the maximum only where a provision allows it."""
    longest, stated = _longest(withheld, calendar, settings), withheld.secret_until
    if stated is None or (longest and stated > longest and not withheld.longer_by):
        return longest
    return stated


def _term(withheld: Withheld, calendar: Calendar, settings: Settings) -> Iterator[Finding]:
    longest, stated = _longest(withheld, calendar, settings), withheld.secret_until
    if withheld.degree and longest and stated and stated > longest and not withheld.longer_by:
        yield find(
            grounds.SECRECY_ENDS,
            Severity.ERROR,
            "secret_until",
            f"{withheld.degree.label}级的保密期限最迟到{in_words(longest)}，标注的是{in_words(stated)}。"
            "请与定密单位核对；另有规定的，请注明依据。",
            stated=in_words(stated),
            expected=f"{in_words(longest)}以前",
        )


def _secrecy_over(ended: date | None, freed: date | None, as_of: date) -> Iterator[Finding]:
    """What is no secret any more is reviewed and given an attribute; it is not open by itself."""
    if freed and freed <= as_of:
        yield find(
            grounds.SECRECY_ENDS,
            Severity.WARNING,
            "declassified_on",
            f"已于{in_words(freed)}解密。请重新审查，确定公开属性；可以公开的，及时公开。",
        )
    elif ended and ended < as_of:
        yield find(
            grounds.SECRECY_ENDS,
            Severity.WARNING,
            "secret_until",
            f"保密期限已于{in_words(ended)}届满，自行解密。请重新审查，确定公开属性；没有其他事由的，应当公开。",
        )


def _circumstances(withheld: Withheld) -> Iterator[Finding]:
    if why := withheld.circumstances_changed.strip():
        yield find(
            grounds.CHANGED,
            Severity.WARNING,
            "circumstances_changed",
            f"情势已经变化：{why}。请重新审查；可以公开的，应当公开。",
        )


def suggest_proactive(
    applicants: int,
    as_of: date,
    settings: Settings = AS_SHIPPED,
    *,
    openable: bool,
    suggested: bool = False,
    belongs: bool = False,
) -> tuple[Finding, ...]:
    """Whether information that is asked for should become proactive.

    `applicants`: how many have asked for the same. `openable`: it may be disclosed. `suggested`: an applicant proposed to
    publish it; `belongs`: on examination it is within arts. 19–21. NotInForce before the Regulation.   依据：条例第四十四条
    """
    if not openable:
        return ()
    if suggested and belongs:
        message = "申请人建议主动公开，经审核属于主动公开的范围。请及时主动公开。"
        return (find(grounds.SUGGESTED, Severity.WARNING, "attribute", message),)
    several = settings.value("same_information_applicants", as_of).value
    if applicants < several:
        return ()
    message = f"已有{applicants}个申请人申请相同信息，且可以公开。可以纳入主动公开的范围。"
    return (find(grounds.REPEATED, Severity.INFO, "attribute", message, stated=f"{applicants}个申请人"),)
