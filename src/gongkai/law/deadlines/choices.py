"""The settings of a jurisdiction in words: what is open, which answers there are, what speaks for each."""

from dataclasses import dataclass

from gongkai.law.deadlines.settings import AfterPayment, LateNotice, PauseFrom, PauseTo, ReplyEnds


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting that has a few answers; the first is the default."""

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]
    why: str


CHOICES = (
    Choice(
        "reply_ends",
        "怎样算按期答复",
        ((ReplyEnds.SENT, "期限内作出并发出答复"), (ReplyEnds.DELIVERED, "期限内送达申请人")),
        "条例第三十三条规定期限内“予以答复”，没有说发出还是送达。通行做法以发出为准。",
    ),
    Choice(
        "pause_from",
        "征求意见从哪天起不计入期限",
        ((PauseFrom.NEXT_DAY, "发出征求意见书的次日"), (PauseFrom.SAME_DAY, "发出征求意见书的当日")),
        "条例第三十三条规定征求意见所需时间不计入，没有规定起止日。缺省从次日起扣除。",
    ),
    Choice(
        "pause_to",
        "征求意见到哪天为止不计入期限",
        ((PauseTo.ARRIVAL, "收到意见的当日"), (PauseTo.DAY_BEFORE, "收到意见的前一日")),
        "同上，条例没有规定。缺省收到意见当日仍不计入。",
    ),
    Choice(
        "after_payment",
        "缴费以后期限怎样算",
        (
            (AfterPayment.RESTART, "从缴清的次日起重新计算"),
            (AfterPayment.RESUME, "扣除等待缴费的时间，接着计算"),
        ),
        "国办函〔2020〕109号第七条：缴清次日起重新计算。也有地方接着原来的天数计算。",
    ),
    Choice(
        "late_notice",
        "超过7个工作日才发补正告知",
        ((LateNotice.WITHOUT_EFFECT, "不影响答复期限"), (LateNotice.STOPS, "仍然停止计算期限")),
        "条例第三十条规定在7个工作日内一次性告知，没有规定逾期告知的效力。缺省不因此延后答复期限。",
    ),
    Choice(
        "reasons_pause",
        "等待申请人说明理由的时间",
        (("false", "计入答复期限"), ("true", "不计入答复期限")),
        "条例第三十五条没有规定等待说明理由的时间可以扣除。缺省计入。",
    ),
)


@dataclass(frozen=True, slots=True)
class Length:
    """One setting that is a number of working days."""

    name: str
    label: str
    why: str


LENGTHS = (
    Length(
        "correction_working_days",
        "补正告知没写期限时，给几个工作日",
        "条例第三十条只说合理期限，各地多为7至15个工作日。",
    ),
    Length("reasons_working_days", "说明理由的通知没写期限时，给几个工作日", "条例第三十五条没有规定。"),
    Length(
        "redo_working_days",
        "责令重新答复没写期限时，几个工作日内答复",
        "没有写明期限的，参照条例第三十三条。",
    ),
    Length(
        "confirm_working_days",
        "几个工作日没有确认收到就提醒",
        "条例第三十一条没有规定确认的期限，要求及时确认。",
    ),
)
