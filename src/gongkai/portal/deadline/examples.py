"""Typical cases that the page offers to look at. Their dates are fixed, so that each always shows the same."""

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Example:
    """A case: a name, and what the form holds."""

    name: str
    fields: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        """The part of the address after the question mark."""
        query = QueryDict(mutable=True)
        query.update(dict(self.fields))
        return query.urlencode()


def _case(name: str, as_of: str, *events: dict[str, str], received_on: str = "2026-09-22") -> Example:
    told = [("received_on", received_on), ("channel", "in_person"), ("as_of", as_of)]
    for number, event in enumerate(events, start=1):
        told += [(f"e{number}-{name}", value) for name, value in event.items()]
    return Example(name, tuple(told))


EXAMPLES = (
    _case("一般申请", "2026-10-15"),
    _case(
        "要求补正",
        "2026-10-20",
        {"kind": "correction_asked", "on": "2026-09-28", "received_on": "2026-09-29", "to": "2026-10-16"},
        {"kind": "corrected", "on": "2026-10-14"},
    ),
    _case(
        "征求第三方意见",
        "2026-10-15",
        {"kind": "third_party_asked", "on": "2026-10-09", "who": "甲公司", "received_on": "2026-10-12"},
    ),
    _case("延期答复", "2026-10-28", {"kind": "extended", "on": "2026-10-26", "working_days": "20"}),
    _case(
        "收取信息处理费",
        "2026-10-23",
        {"kind": "fee_notified", "on": "2026-10-12", "received_on": "2026-10-13"},
        {"kind": "fee_paid", "on": "2026-10-20"},
    ),
    _case("跨年（暂定）", "2026-12-31", received_on="2026-12-15"),
)
