"""What an account is refused for."""

from collections.abc import Sequence


class Refused(Exception):
    """Something about an account that cannot be done; `messages` say why, in Chinese, for a person."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages: Sequence[str] = messages
