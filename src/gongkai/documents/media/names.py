"""File names as people give them, made harmless: no path, nothing invisible, nothing that a system reserves."""

import re
import unicodedata

from gongkai.documents.media.kinds import Kind

LENGTH = 200  # characters, ending included
BYTES = 240  # most file systems allow 255 for one name
UNNAMED = "未命名"
# Of Windows, with or without an ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Control, formatting (bidirectional overrides, zero-width), private, unassigned; line and paragraph separators.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(name: str) -> str:
    """The name without folders, invisible characters, and what Windows forbids; never empty, never too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        " " if character in "\t\n\r" else character
        for character in last
        if character in "\t\n\r" or unicodedata.category(character) not in _INVISIBLE
    )
    plain = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", seen)).strip(" .")
    return _short(f"_{plain}" if _RESERVED.fullmatch(plain) else plain or UNNAMED)


def ending(name: str) -> str:
    """The ending of a name in small letters, with its dot; "" if it has none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem and re.fullmatch(r"[A-Za-z0-9]{1,10}", last) else ""


def fitting(name: str, kind: Kind) -> str:
    """The name with an ending of its kind: a name that has none gets the usual one.

    Raises ValueError if the ending is that of something else.
    """
    given = ending(name)
    if not given:
        return _short(f"{name}{kind.endings[0]}")
    if given not in kind.endings:
        raise ValueError(given)
    return name


def _short(name: str) -> str:
    """Cut before the ending, which stays."""
    cut = len(name) - len(ending(name))
    stem, last = name[:cut][: LENGTH - (len(name) - cut)], name[cut:]
    return stem.encode()[: BYTES - len(last)].decode(errors="ignore").rstrip(" .") + last
