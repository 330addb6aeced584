"""A question about an application from plain values of JSON, or what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.contradictions import error
from gongkai.law.deadlines.settings import Settings
from gongkai.law.findings import Finding
from gongkai.law.ledger import Channel, Fact, Kind, Ledger
from gongkai.law.outcomes.catalogue import outcomes

Value = TypeVar("Value")
E = TypeVar("E", bound=StrEnum)

QUESTION_KEYS = ("received_on", "channel", "as_of", "settings", "events")
_MOST = 1000  # working days or days that a fact can set
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 40  # of what somebody wrote, when a message repeats it


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the clock; without `as_of` the day on which it is asked counts."""

    ledger: Ledger
    settings: Settings
    as_of: date | None = None

    def on(self, today: date) -> date:
        """The day to answer for: as asked, else today, or the day of the last fact where that is still to come."""
        if self.as_of is not None:
            return self.as_of
        return max(today, self.ledger.received_on, *(fact.on for fact in self.ledger.facts))


class _Malformed(Exception):
    """A value that cannot be what it should be; the message says what is wanted, in Chinese."""


def read(document: object) -> Question | list[Finding]:
    """A question from JSON values, or what is wrong with it, each finding with its place (`events[2].on`).

    Shape: {"received_on", "channel", "as_of", "settings": {}, "events": [{"kind", "on", …}]}; dates are ISO 8601.
    """
    if not isinstance(document, Mapping):
        return [_unknown("document", "内容应当是一个 JSON 对象，写有 received_on 等键。")]
    found: list[Finding] = [_no_key(key, key, QUESTION_KEYS) for key in document if key not in QUESTION_KEYS]
    received_on = _take(found, "received_on", document.get("received_on"), _date)
    channel = _take(found, "channel", document.get("channel", Channel.IN_PERSON), _one_of(Channel))
    as_of = None if document.get("as_of") is None else _take(found, "as_of", document["as_of"], _date)
    settings = _settings(found, document.get("settings") or {})
    facts = list(_facts(found, document.get("events") or []))
    if found or received_on is None or channel is None:
        return found
    return Question(Ledger(received_on, channel, tuple(facts)), settings, as_of)


def _settings(found: list[Finding], written: object) -> Settings:
    if not isinstance(written, Mapping):
        found.append(_unknown("settings", "settings 应当是一个 JSON 对象。"))
        return Settings()
    known = {field.name: field for field in fields(Settings)}
    found += [_no_key(f"settings.{key}", key, tuple(known)) for key in written if key not in known]
    values = {
        key: _take(found, f"settings.{key}", value, _like(known[key].default))
        for key, value in written.items()
        if key in known
    }
    return Settings(**{key: value for key, value in values.items() if value is not None})


def _like(default: object) -> Callable[[object], Any]:
    """What reads a setting, told by its default."""
    if isinstance(default, StrEnum):
        return _one_of(type(default))
    return _flag if isinstance(default, bool) else _length


def _facts(found: list[Finding], written: object) -> Iterator[Fact]:
    if not isinstance(written, list | tuple):
        found.append(_unknown("events", "events 应当是一个列表。"))
        return
    for at, event in enumerate(written):
        if isinstance(event, Mapping):
            yield from _fact(found, f"events[{at}]", event)
        else:
            found.append(_unknown(f"events[{at}]", "每一项事实应当是一个 JSON 对象，写有 kind 和 on。"))


def _fact(found: list[Finding], place: str, event: Mapping[str, object]) -> Iterator[Fact]:
    found += [_no_key(f"{place}.{key}", key, FACT_KEYS) for key in event if key not in FACT_KEYS]
    kind = _take(found, f"{place}.kind", event.get("kind"), _one_of(Kind))
    on = _take(found, f"{place}.on", event.get("on"), _date)
    rest = {
        key: _take(found, f"{place}.{key}", value, _READERS[key])
        for key, value in event.items()
        if key in _READERS and value is not None
    }
    if kind is Kind.REPLIED and (result := rest.get("result")) and result not in outcomes():
        found.append(
            _unknown(f"{place}.result", f"“{result}”不是办理结果。可用的有：{'、'.join(outcomes())}。")
        )
    if kind is not None and on is not None:
        yield Fact(kind, on, **{key: value for key, value in rest.items() if value is not None})


def _take(found: list[Finding], place: str, value: object, reader: Callable[[object], Value]) -> Value | None:
    """The value as read, or None and a finding."""
    try:
        return reader(value)
    except _Malformed as problem:
        found.append(_unknown(place, f"{_shown(value)}{problem}"))
        return None


def _date(value: object) -> date:
    if isinstance(value, str) and _ISO.fullmatch(value):  # nothing else of ISO 8601, such as weeks
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif type(value) is date:  # a TOML file has dates of its own
        return value
    raise _Malformed("不是日期。请写成 2026-09-20 这样的公历日期，并核对该月有没有这一天。")


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST:
        return value
    raise _Malformed(f"不是整数，或者超过{_MOST}。请核对。")


def _length(value: object) -> int:
    if (number := _number(value)) < 1:
        raise _Malformed("应当是1以上的整数。")
    return number


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Malformed("只能是 true 或者 false。")


def _text(value: object) -> str:
    if isinstance(value, str) and len(value) <= _LONGEST:
        return value.strip()
    raise _Malformed(f"不是{_LONGEST}个字以内的文字。")


def _one_of(kinds: type[E]) -> Callable[[object], E]:
    def reader(value: object) -> E:
        if isinstance(value, str) and value in kinds._value2member_map_:
            return kinds(value)
        raise _Malformed(f"不在可用的值之中：{'、'.join(kinds)}。")

    return reader


_READERS: dict[str, Callable[[object], Any]] = {
    "who": _text,
    "received_on": _date,
    "to": _date,
    "working_days": _number,
    "days": _number,
    "result": _text,
    "excused": _flag,
}
FACT_KEYS = ("kind", "on", *_READERS)


def _shown(value: object) -> str:
    if value is None:
        return "没有填写；"
    text = str(value)
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"


def _no_key(place: str, key: object, known: tuple[str, ...]) -> Finding:
    return _unknown(place, f"没有“{key}”这一项。可用的有：{'、'.join(known)}。")


def _unknown(place: str, message: str) -> Finding:
    return error(grounds.UNKNOWN, place, f"{place}：{message}")
