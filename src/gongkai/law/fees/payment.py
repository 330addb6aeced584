"""Until when a fee is to be paid, and what follows from the charge.   依据：信息处理费管理办法第六、八条"""

from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.fees.grounds import NO_SEPARATE_REMEDY, PAYMENT, REMEDY_AFTERWARDS
from gongkai.law.params import param
from gongkai.law.rules import Rule


def payment_due(received_on: date, calendar: Calendar) -> date:
    """The last day for paying, by the day on which the applicant received the notice.

    NotInForce before the fee was introduced, OutOfCalendar beyond the calendar.   依据：信息处理费管理办法第六条
    """
    return calendar.after(received_on, param("fee_payment_working_days").on(received_on).value)


def unpaid(received_on: date, on: date, calendar: Calendar) -> tuple[Rule, ...]:
    """What applies on a day to an applicant who received a notice and has not paid: each rule tells one consequence.

    Raises as `payment_due` does.   依据：信息处理费管理办法第六、八条
    """
    always = (PAYMENT, NO_SEPARATE_REMEDY)
    return always if on <= payment_due(received_on, calendar) else (*always, REMEDY_AFTERWARDS)
