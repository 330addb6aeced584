"""What a letter says about review and suit, by the day of the letter.   依据：条例第五十一条"""

from dataclasses import dataclass
from datetime import date

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.params import param
from gongkai.law.remedies.settings import DEFAULT, Remedy, RemedySettings, remedy_on
from gongkai.law.rules import Rule, declare

__all__ = ["Remedy", "RemedyNotice", "notice", "remedy_on"]

_REG, _ARA, _ALL, _SPC25 = (instrument(key) for key in ("REG", "ARA", "ALL", "SPC25"))

CHOICE = declare(
    "M101",
    "可以申请行政复议，也可以直接提起行政诉讼",
    _REG.article("51"),
    _ARA.article("20"),
    _ALL.article("46"),
)
REVIEW_FIRST = declare(
    "M102",
    "依照条例第十四条至第十六条不予公开的，先申请行政复议，并在答复中明确告知",
    _ARA.article("23"),
    _ALL.article("45"),
    _SPC25.article("1"),
)
PARTIAL = declare(
    "M103",
    "部分公开的，不予公开的部分先申请行政复议，其他部分可以选择",
    _ARA.article("23"),
    _REG.article("37"),
    _SPC25.article("1"),
)
LIMITED = declare(
    "M104", "法院多不予受理的答复，是否告知救济途径由本地设定", _REG.article("51"), _SPC25.article("1")
)
NONE = declare("M105", "过程性告知不单独告知救济途径", _REG.article("51"), instrument("ALL_I").article("1"))
NAMED = declare(
    "M106", "救济告知写明复议机关和人民法院的名称", _ARA.article("20"), instrument("ALL_I").article("64")
)

REVIEW_BODY_BLANK = "〔行政复议机关名称〕"
COURT_BLANK = "〔人民法院名称〕"


@dataclass(frozen=True, slots=True)
class RemedyNotice:
    """The paragraph of a letter about review and suit.

    `remedy` is the way that is open on the day of the letter. `text` is empty where nothing is printed; then the periods
    are None. `review_days`, `suit_months`, `suit_after_review_days`: calendar days and months from receipt.
    `bases` are the articles in force on that day; `findings` say which name is still missing from the text.
    """

    remedy: Remedy
    text: str
    review_first: bool
    review_body: str
    court: str
    review_days: int | None
    suit_months: int | None
    suit_after_review_days: int | None
    rules: tuple[Rule, ...]
    bases: tuple[Basis, ...]
    findings: tuple[Finding, ...]


def notice(
    remedy: Remedy,
    on: date,
    review_body: str = "",
    court: str = "",
    settings: RemedySettings = DEFAULT,
    *,
    partial: bool = False,
) -> RemedyNotice:
    """What a letter of this day prints about review and suit.

    `partial`: the letter gives one part and withholds another; `settings.partial` then decides about the withheld part
    whatever `remedy` says. Empty names print a blank to be filled in, and a finding names it. Raises NotInForce for a day
    before the periods are known.   依据：条例第五十一条；行政复议法第二十条、第二十三条第二款；行政诉讼法第四十五、四十六条
    """
    applied = remedy_on(settings.partial if partial else remedy, on)
    if applied is Remedy.NONE or (applied is Remedy.LIMITED and not settings.limited_prints):
        rule = NONE if applied is Remedy.NONE else LIMITED
        return RemedyNotice(applied, "", False, "", "", None, None, None, (rule,), rule.bases, ())
    body, seat = review_body.strip() or REVIEW_BODY_BLANK, court.strip() or COURT_BLANK
    review_first = applied is Remedy.REVIEW_FIRST
    mixed = partial and review_first
    return RemedyNotice(
        remedy=applied,
        text=_text(on, body, seat, review_first=review_first, mixed=mixed),
        review_first=review_first,
        review_body=body,
        court=seat,
        review_days=_value("review_days", on),
        suit_months=None if review_first and not mixed else _value("suit_months", on),
        suit_after_review_days=_value("suit_after_review_days", on),
        rules=(_rule(applied, mixed=mixed), NAMED),
        bases=_bases(on, review_first=review_first, mixed=mixed),
        findings=_blanks(review_body, court),
    )


def _value(name: str, on: date) -> int:
    return param(name).on(on).value


def _rule(applied: Remedy, *, mixed: bool) -> Rule:
    if mixed:
        return PARTIAL
    return {Remedy.REVIEW_FIRST: REVIEW_FIRST, Remedy.LIMITED: LIMITED}.get(applied, CHOICE)


def _text(on: date, body: str, court: str, *, review_first: bool, mixed: bool) -> str:
    review, months, after = (
        _value(name, on) for name in ("review_days", "suit_months", "suit_after_review_days")
    )
    # Which comes first must be said expressly: 行政复议法第二十三条第二款.
    first = (
        f"应当先申请行政复议：自收到本答复之日起{review}日内向{body}申请行政复议；"
        f"对行政复议决定不服的，可以自收到行政复议决定书之日起{after}日内向{court}提起行政诉讼"
    )
    either = (
        f"可以自收到本答复之日起{review}日内向{body}申请行政复议，"
        f"或者自收到本答复之日起{months}个月内向{court}提起行政诉讼"
    )
    if mixed:
        return f"如对本答复中不予公开的部分不服，{first}。如对本答复的其他部分不服，{either}。"
    return f"如对本答复不服，{first if review_first else either}。"


def _bases(on: date, *, review_first: bool, mixed: bool) -> tuple[Basis, ...]:
    """The articles that the paragraph rests on, only those in force on the day."""
    names = ["review_days"]
    names += ["suit_after_review_days"] if review_first else []
    names += ["suit_months"] if mixed or not review_first else []
    periods = [param(name).on(on).basis for name in names]
    first = [_ARA.article("23")] if review_first else []
    reading = [_SPC25.article("1")] if _SPC25.since is not None and on >= _SPC25.since else []
    return (_REG.article("51"), *first, *periods, *reading)


def _blanks(review_body: str, court: str) -> tuple[Finding, ...]:
    missing = [
        (where, what)
        for where, what, name in (
            ("notice.review_body", "行政复议机关", review_body),
            ("notice.court", "人民法院", court),
        )
        if not name.strip()
    ]
    return tuple(
        Finding(
            rule=NAMED.id,
            severity=Severity.ERROR,
            where=where,
            message=f"救济告知里还没有{what}的名称，请在本机关设置中填写后再发出。",
            basis=NAMED.basis,
        )
        for where, what in missing
    )
