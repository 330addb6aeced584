"""The words of a fee notice's check, and payment beyond what is known."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.calendar.workdays import OutOfCalendar, official
from gongkai.law.fees.notice import Content, FeeNotice, Provision, check
from gongkai.law.fees.payment import payment_due, unpaid
from gongkai.law.params import NotInForce

SOUND = FeeNotice(date(2024, 3, 1), date(2024, 3, 15), amount_yuan=10, pages=31)


def messages(**changes: object) -> list[str]:
    return [found.message for found in check(replace(SOUND, **changes), official())]  # type: ignore[arg-type]


def test_sound_notice() -> None:
    assert messages() == []


def test_every_fault_is_named_in_this_order() -> None:
    faulty = replace(
        SOUND,
        amount_yuan=5,
        other_costs_yuan=1,
        provision=Provision.ON_SITE,
        answer_due_on=date(2024, 3, 14),
        tells=frozenset(),
        lapsed_on=date(2024, 3, 20),
    )
    found = check(faulty, official())
    assert [one.rule for one in found] == ["F002", "F022", "F030", "F031", "F032", "F040"]
    assert all(one.basis.instrument.key in {"REG", "FEE"} for one in found)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"other_costs_yuan": 5}, "依申请提供政府信息不收取检索、复制、邮寄等费用，请从收费通知中去掉。"),
        ({"pages": None}, "没有选择计收方式；每件申请只能选择按件、按量中的一种，请选定一种后重新计算。"),
        ({"items": 11}, "同时按件和按量计收；每件申请只能选择按件、按量中的一种，请选定一种后重新计算。"),
        ({"provision": Provision.ON_SITE}, "现场查阅、抄录的，一般不按量计收，请改为不收费或者按件计收。"),
        ({"pages": 30}, "没有超过免费的数量，不应发出收费通知，请继续办理。"),
        (
            {"amount_yuan": 11},
            "按量计收应收10元（第1至30页，不收费；第31页，每页10元），请更正金额。",
        ),
        (
            {"answer_due_on": date(2024, 3, 14)},
            "收费通知应当在办理期限内发出，期限到2024年3月14日为止；逾期的不能再收费，请尽快答复。",
        ),
        ({"notified_on": date(2024, 2, 29)}, "收费通知不会早于收到申请，请核对两个日期。"),
        (
            {"tells": frozenset()},
            "收费通知还应写明收费依据、收费标准、收费金额、缴费方式、缴费期限、逾期不缴的后果，请补上。",
        ),
        (
            {"lapsed_on": date(2024, 4, 15)},
            "申请人可以在2024年4月15日以前（含当日）缴费，期满未缴才视为放弃申请，请等到期满。",
        ),
        (
            {"received_on": date(2020, 12, 31)},
            (
                "2020年12月31日还没有信息处理费：《政府信息公开信息处理费管理办法》自2021年1月1日起施行，"
                "此前收到的申请不收取。请撤回收费通知，继续办理。"
            ),
        ),
    ],
)
def test_message(changes: dict[str, object], says: str) -> None:
    assert messages(**changes) == [says]


def test_items_as_default_come_first_in_the_month() -> None:
    assert check(replace(SOUND, pages=None, items=11, amount_yuan=100), official()) == []


def test_no_items_are_never_charged() -> None:
    [found] = check(replace(SOUND, pages=None, items=0, earlier=30), official())
    assert found.rule == "F010"


def test_pages_are_charged_for_what_is_handed_over() -> None:
    assert [way.label for way in Provision if way.has_pages] == ["提供纸质件", "发送电子邮件", "复制电子数据"]


def test_labels_are_different() -> None:
    for kind in (Content, Provision):
        assert len({one.label for one in kind}) == len(kind)


def test_payment_beyond_what_is_known() -> None:
    with pytest.raises(NotInForce):
        payment_due(date(2020, 12, 31), official())
    with pytest.raises(OutOfCalendar):
        unpaid(date(2060, 12, 31), date(2061, 1, 1), official())
