"""What an account is refused for."""

from collections.abc import Sequence

from gongkai.records.access import Actor


class Refused(Exception):
    """Something about an account that cannot be done; `messages` say why, in Chinese, for a person."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages: Sequence[str] = messages


def refuse_oneself(by: Actor, user_id: int, what: str, whom: str) -> None:
    """Raise Refused for somebody who would do a thing to the own account that takes another hand (等保: 三员分立)."""
    if by.user_id == user_id:
        raise Refused(f"不能{what}，请由另一名{whom}办理。")
