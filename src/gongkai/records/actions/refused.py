"""What an action is refused for: the same for all packages above, and the checks on texts that people typed."""

from collections.abc import Sequence


class Refused(Exception):
    """Something that cannot be done as things stand; `messages` say why, in Chinese, for a person."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages: Sequence[str] = messages


def refuse_without(text: str, most: int, name: str) -> str:
    """The text without blanks around it; Refused if nothing is left, or more than there is room for."""
    kept = text.strip()
    if not kept:
        raise Refused(f"请填写{name}。")
    refuse_longer(kept, most, name)
    return kept


def refuse_longer(text: str, most: int, name: str) -> None:
    """Refused if a text is longer than there is room for, or cannot be stored."""
    if len(text) > most:
        raise Refused(f"{name}不能超过{most}个字。")
    if "\0" in text:
        raise Refused(f"{name}中有不能保存的字符。")
