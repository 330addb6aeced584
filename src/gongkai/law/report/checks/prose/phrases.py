"""How findings on the prose put figures, sums and ranges into words."""

from collections.abc import Iterable

from gongkai.law.report.checks.wording import figure
from gongkai.law.report.narrative import Figure
from gongkai.law.report.narrative.numbers import Value
from gongkai.law.report.narrative.ranges import Bounds

_TERMS = 12


def named(counted: Figure) -> str:
    """A figure with what it counts: “政府网站公开61134条”."""
    return f"“{counted.label}{tidy(counted)}”"


def tidy(counted: Figure) -> str:
    """A figure as printed, without blanks."""
    return "".join(counted.text.split())


def addition(parts: Iterable[Figure]) -> str:
    """The terms of a sum: 64＋61134＋18363; long sums are cut."""
    terms = [tidy(part).removesuffix(part.unit) if part.unit else tidy(part) for part in parts]
    shown = terms if len(terms) <= _TERMS else [*terms[: _TERMS - 2], "…", terms[-1]]
    return "＋".join(shown)


def span_of(bounds: Bounds) -> str:
    """A range in words: 99095, 2300至2500, 不少于300."""
    low, high = bounds
    if high is None:
        return f"不少于{number(low)}"
    return number(low) if low == high else f"{number(low)}至{number(high)}"


def number(value: Value) -> str:
    """A value without needless decimals."""
    return figure(int(value) if value == int(value) else value)
