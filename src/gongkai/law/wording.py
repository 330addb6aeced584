"""How the law speaks of dates to people."""

from datetime import date


def day(on: date) -> str:
    """A civil date in Chinese: 2026年3月31日."""
    return f"{on.year}年{on.month}月{on.day}日"
