"""What a decision about agencies is refused for."""

from collections.abc import Sequence


class Refused(Exception):
    """Something about agencies or memberships that cannot be done; `messages` say why, in Chinese, for a person."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages: Sequence[str] = messages
