"""What a cell is refused with."""

from gongkai.law.registers import grounds
from gongkai.law.rules import Rule


class Refused(ValueError):
    """A text that is no value of its kind; the message says, in Chinese, what to do, `rule` which rule it breaks."""

    def __init__(self, message: str, rule: Rule = grounds.WRITTEN) -> None:
        super().__init__(message)
        self.rule = rule
