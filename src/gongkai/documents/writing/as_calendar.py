"""Due days as entries for a calendar program.   格式：RFC 5545"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

LONGEST_LINE = 75  # octets, without the line break
ASK_AGAIN = "PT6H"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Due:
    """An all-day entry. `known_by` tells entries apart; only its digest is written."""

    on: date
    title: str
    says: str
    known_by: str


def entry(*, due_on: date, title: str, says: str, known_by: str, made_on: date) -> bytes:
    """One entry as a file; the same case brought in again replaces it."""
    return calendar([Due(due_on, title, says, known_by)], made_on)


def calendar(entries: Iterable[Due], made_on: date, *, name: str = "") -> bytes:
    """A file of all-day entries, each with an alarm at nine in the morning of the day before.

    The same entry brought in again replaces the one of before, as when the day has moved. `name` is for calendars that a
    program reads again and again: what it calls them, and how often it may ask.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gongkai//deadline//ZH"]
    if name:
        lines += [f"X-WR-CALNAME:{_text(name)}", f"REFRESH-INTERVAL;VALUE=DURATION:{ASK_AGAIN}"]
        lines.append(f"X-PUBLISHED-TTL:{ASK_AGAIN}")
    for one in entries:
        lines += _event(one, made_on)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(one: Due, made_on: date) -> list[str]:
    digest = blake2b(one.known_by.encode(), digest_size=12).hexdigest()
    return [
        "BEGIN:VEVENT",
        f"UID:{digest}@gongkai",
        f"DTSTAMP:{made_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(one.title)}",
        f"DESCRIPTION:{_text(one.says)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(one.title)}",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, never broken inside a character; each further piece begins with a blank."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
