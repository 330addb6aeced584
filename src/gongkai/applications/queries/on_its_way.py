"""Reads: how a letter fares on its way, and what is to be done next where it came back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongkai.applications.models import Delivery
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.outcomes.letters import letter
from gongkai.law.remedies.notices import Remedy, remedy_on
from gongkai.law.remedies.periods import review_of_answer, suit_against_answer

_NO_WAY_LEFT = (
    "各种方式都已经试过。请再次核对收件人的地址和联系方式后另行发送；仍然送不到的，把经过写成备注，"
    "请法制审核员确定怎样处理。条例没有规定公告送达，公告会公开申请人和申请内容，不要自行采用。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A letter on its way. `tried`: the ways on which it was sent, where somebody asked for them."""

    kind: str
    number: str
    on: date
    way: str
    sent_on: date | None
    served_on: date | None
    returned_on: date | None
    tried: tuple[Delivery, ...] = ()
    fetched: bool = True

    @property
    def stands(self) -> str:
        """Where it stands on its way, in words."""
        if self.served_on:
            return "已经送达"
        if self.returned_on:
            return "已经退回，需要另行送达"
        return "已经发出，等待送达" if self.sent_on else "尚未发出"

    @property
    def under_way(self) -> bool:
        """Whether it was sent, and neither arrived nor came back."""
        return self.sent_on is not None and self.served_on is None and self.returned_on is None

    @property
    def left(self) -> tuple[Delivery, ...]:
        """The ways that were not tried; `fetched`: whoever it is for can download it."""
        return tuple(way for way in Delivery if way not in self.tried and (self.fetched or way != "portal"))

    @property
    def next_step(self) -> str:
        """What is to be done with a letter that came back; empty for others."""
        if self.returned_on is None or self.served_on is not None:
            return ""
        if not self.left:
            return _NO_WAY_LEFT
        others = "、".join(way.label for way in self.left)
        return (
            f"请与收件人核对地址和联系方式，改用其他方式（{others}）或者更正地址后另行发送。原来的记录保留。"
        )


def remedies_open(sent: OnItsWay, calendar: Calendar) -> tuple[date, date | None] | None:
    """Until when a review of what a letter decides can be applied for, and a suit filed where that is open at once; None for
    what was not served, and where no way is open.   依据：行政复议法第二十条；行政诉讼法第四十六条
    """
    remedy = remedy_on(letter(sent.kind).remedy, sent.on)
    if sent.served_on is None or remedy is Remedy.NONE:
        return None
    review = review_of_answer(sent.served_on, sent.on, calendar, told=True).by
    first = remedy is Remedy.REVIEW_FIRST
    return review, None if first else suit_against_answer(sent.served_on, sent.on, calendar, told=True).by


def known_ways(said: Collection[object]) -> tuple[Delivery, ...]:
    """The ways that events name, each once."""
    return tuple(way for way in Delivery if way.value in said)
