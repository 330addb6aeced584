"""Whether a fee may be notified as proposed.   依据：条例第四十二条，信息处理费管理办法第三至六条"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.fees import grounds
from gongkai.law.fees.charge import USUAL, Charge, FeeSettings, Uncountable, by_item, by_page
from gongkai.law.fees.payment import payment_due
from gongkai.law.fees.tiers import Method
from gongkai.law.findings import Finding, Severity
from gongkai.law.params import NotInForce
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words


class Provision(StrEnum):
    """How the applicant gets the information; it decides whether pages are counted.   依据：信息处理费管理办法第五条"""

    PAPER = "paper"
    EMAIL = "email"
    COPIED_DATA = "copied_data"
    PLACE_TOLD = "place_told"
    ON_SITE = "on_site"

    @property
    def label(self) -> str:
        """The words that officers and citizens see."""
        return {
            "paper": "提供纸质件",
            "email": "发送电子邮件",
            "copied_data": "复制电子数据",
            "place_told": "已主动公开，告知获取途径",
            "on_site": "现场查阅、抄录",
        }[self.value]

    @property
    def has_pages(self) -> bool:
        """Whether its pages are charged for."""
        return self not in (Provision.PLACE_TOLD, Provision.ON_SITE)


class Content(StrEnum):
    """What a fee notice tells.   依据：信息处理费管理办法第六条"""

    BASIS = "basis"
    STANDARD = "standard"
    AMOUNT = "amount"
    MANNER = "manner"
    PERIOD = "period"
    CONSEQUENCE = "consequence"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "basis": "收费依据",
            "standard": "收费标准",
            "amount": "收费金额",
            "manner": "缴费方式",
            "period": "缴费期限",
            "consequence": "逾期不缴的后果",
        }[self.value]


@dataclass(frozen=True, slots=True)
class FeeNotice:
    """A fee that an organ wants to notify, or has notified.

    `received_on`: receipt of the application. `items` are those of the application, after `earlier` ones of the same
    applicant in that month. Exactly one of `items` and `pages` is meant to be given. `answer_due_on`: end of the
    handling period, None while it is not known. `taken_on`: the day on which the applicant received the notice.
    `lapsed_on`: the day on which the application was taken to be abandoned for want of payment.
    """

    received_on: date
    notified_on: date
    amount_yuan: int
    items: int | None = None
    earlier: int = 0
    pages: int | None = None
    provision: Provision = Provision.PAPER
    other_costs_yuan: int = 0
    answer_due_on: date | None = None
    tells: frozenset[Content] = frozenset(Content)
    taken_on: date | None = None
    lapsed_on: date | None = None


def check(notice: FeeNotice, calendar: Calendar, settings: FeeSettings = USUAL) -> list[Finding]:
    """What is wrong with a fee notice; empty if nothing is. OutOfCalendar for days beyond the calendar.

    依据：信息处理费管理办法第三至六条
    """
    return [
        *_other_costs(notice),
        *_method_and_amount(notice, settings),
        *_in_time(notice),
        *_contents(notice),
        *_lapse(notice, calendar),
    ]


def _other_costs(notice: FeeNotice) -> Iterator[Finding]:
    if notice.other_costs_yuan:
        yield _error(
            grounds.NO_OTHER_COSTS,
            "other_costs_yuan",
            "依申请提供政府信息不收取检索、复制、邮寄等费用，请从收费通知中去掉。",
            notice.other_costs_yuan,
            0,
        )


def _method_and_amount(notice: FeeNotice, settings: FeeSettings) -> Iterator[Finding]:
    if (notice.items is None) == (notice.pages is None):
        wrong = "没有选择计收方式" if notice.items is None else "同时按件和按量计收"
        yield _error(
            grounds.ONE_METHOD,
            "method",
            f"{wrong}；每件申请只能选择按件、按量中的一种，请选定一种后重新计算。",
        )
        return
    try:
        charge = _charge(notice, settings)
    except NotInForce as early:
        yield _error(grounds.IN_FORCE, "received_on", f"{early}请撤回收费通知，继续办理。")
    except Uncountable as slip:
        yield _error(grounds.AMOUNT, "units", str(slip))
    else:
        yield from _amount(notice, charge)


def _charge(notice: FeeNotice, settings: FeeSettings) -> Charge:
    if notice.pages is not None:
        return by_page(notice.pages, notice.received_on)
    return by_item(notice.earlier, notice.items or 0, notice.received_on, settings)


def _amount(notice: FeeNotice, charge: Charge) -> Iterator[Finding]:
    if charge.method is Method.BY_PAGE and not notice.provision.has_pages:
        yield Finding(
            grounds.NO_PAGES.id,
            Severity.WARNING,
            "provision",
            f"{notice.provision.label}的，一般不按量计收，请改为不收费或者按件计收。",
            grounds.NO_PAGES.basis,
        )
    if charge.amount_yuan == 0:
        rule = grounds.FREE_ITEMS if charge.method is Method.BY_ITEM else grounds.FREE_PAGES
        yield _error(
            rule, "amount_yuan", "没有超过免费的数量，不应发出收费通知，请继续办理。", notice.amount_yuan, 0
        )
    elif notice.amount_yuan != charge.amount_yuan:
        told = "；".join(step.why for step in charge.steps)
        yield _error(
            grounds.AMOUNT,
            "amount_yuan",
            f"{charge.method.label}应收{charge.amount_yuan}元（{told}），请更正金额。",
            notice.amount_yuan,
            charge.amount_yuan,
        )


def _in_time(notice: FeeNotice) -> Iterator[Finding]:
    due = notice.answer_due_on
    if notice.notified_on < notice.received_on:
        yield _error(
            grounds.NOTICE_IN_TIME,
            "notified_on",
            "收费通知不会早于收到申请，请核对两个日期。",
            notice.notified_on,
            notice.received_on,
        )
    if due is not None and notice.notified_on > due:
        yield _error(
            grounds.NOTICE_IN_TIME,
            "notified_on",
            f"收费通知应当在办理期限内发出，期限到{in_words(due)}为止；逾期的不能再收费，请尽快答复。",
            notice.notified_on,
            due,
        )


def _contents(notice: FeeNotice) -> Iterator[Finding]:
    missing = [content.label for content in Content if content not in notice.tells]
    if missing:
        yield _error(grounds.NOTICE_TELLS, "tells", f"收费通知还应写明{'、'.join(missing)}，请补上。")


def _lapse(notice: FeeNotice, calendar: Calendar) -> Iterator[Finding]:
    if notice.lapsed_on is None:
        return
    try:
        due = payment_due(notice.taken_on or notice.notified_on, calendar)
    except NotInForce:  # said of the application already, or of a notice before its receipt
        return
    if notice.lapsed_on <= due:
        yield _error(
            grounds.PAYMENT,
            "lapsed_on",
            f"申请人可以在{in_words(due)}以前（含当日）缴费，期满未缴才视为放弃申请，请等到期满。",
            notice.lapsed_on,
            due,
        )


def _error(rule: Rule, where: str, message: str, stated: object = None, expected: object = None) -> Finding:
    said = None if stated is None else str(stated)
    ought = None if expected is None else str(expected)
    return Finding(rule.id, Severity.ERROR, where, message, rule.basis, said, ought)
