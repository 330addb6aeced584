"""The deadline lamp: which light, and in which words, wherever something has a last day."""

from datetime import date
from enum import StrEnum

from gongkai.law.params import param


class Light(StrEnum):
    """What a lamp shows; pages give each its colour and its shape, and never the colour alone."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    PAUSED = "paused"
    DONE = "done"
    NONE = "none"

    @property
    def word(self) -> str:
        """The word in the lamp."""
        return {
            "green": "充裕",
            "yellow": "临近",
            "red": "紧急",
            "paused": "暂停",
            "done": "办结",
            "none": "不限时",
        }[self.value]


def light(left: int, on: date) -> Light:
    """The light on a day with so many working days left: red on the last one and when it is past.   依据：通行做法

    NotInForce for a day before the first regulation on disclosure.
    """
    if left <= 0:
        return Light.RED
    return Light.YELLOW if left <= param("soon_due_working_days").on(on).value else Light.GREEN


def in_words(left: int, *, past: bool = False) -> str:
    """How many working days are left; below zero, how many have passed since the last one.

    `past`: the last day is over though no working day has passed since, as on the weekend after a Friday.
    """
    if past and left == 0:
        return "期限已过"
    if left < 0:
        return f"已超过{-left}个工作日"
    return f"还剩{left}个工作日" if left else "今天是最后一天"
