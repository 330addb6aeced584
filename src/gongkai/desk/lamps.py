"""What a deadline lamp says: the colour from the sign-off, in words how much is left."""

from dataclasses import dataclass

from gongkai.signoff.queries import Lamp


@dataclass(frozen=True, slots=True)
class Shown:
    """One lamp as pages show it: colour, shape (by the colour) and word."""

    colour: str
    word: str


def shown(lamp: Lamp, left: int | None) -> Shown:
    """The lamp of something with so many working days left; negative when late."""
    if lamp is Lamp.NONE or left is None:
        return Shown("none", "不限时")
    if left < 0:
        return Shown("red", f"超期 {-left} 天")
    return Shown(lamp.value, "今天到期" if left == 0 else f"剩 {left} 个工作日")
