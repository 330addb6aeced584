"""What the law leaves open or provinces read differently: named settings of a jurisdiction, each with its default."""

from dataclasses import dataclass
from enum import StrEnum


class ReplyEnds(StrEnum):
    """Which act must happen within the period for the answer to be in time."""

    SENT = "sent"
    DELIVERED = "delivered"


class PauseFrom(StrEnum):
    """The first day that a consultation takes out of the period."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class PauseTo(StrEnum):
    """The last day that a consultation takes out of the period when an opinion arrives."""

    ARRIVAL = "arrival"
    DAY_BEFORE = "day_before"


class AfterPayment(StrEnum):
    """What the payment of a processing fee does to the period."""

    RESTART = "restart"
    RESUME = "resume"


class LateNotice(StrEnum):
    """What a correction notice does that was sent after its seven working days."""

    WITHOUT_EFFECT = "without_effect"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a jurisdiction; without arguments those of the fact sheet.

    `reasons_pause`: whether asking for reasons takes the time until they arrive out of the period.
    `correction_working_days`, `reasons_working_days`: the period where a notice states none.
    `redo_working_days`: the period to answer anew where the decision or judgment states none.
    `confirm_working_days`: how long a confirmation of receipt may take before it is remarked on.
    """

    reply_ends: ReplyEnds = ReplyEnds.SENT
    pause_from: PauseFrom = PauseFrom.NEXT_DAY
    pause_to: PauseTo = PauseTo.ARRIVAL
    after_payment: AfterPayment = AfterPayment.RESTART
    late_notice: LateNotice = LateNotice.WITHOUT_EFFECT
    reasons_pause: bool = False
    correction_working_days: int = 10
    reasons_working_days: int = 10
    redo_working_days: int = 20
    confirm_working_days: int = 1
