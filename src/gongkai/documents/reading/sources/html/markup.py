"""Markup on which HTML parsers need minutes: recognised before they see it, and simplified or refused."""

import re

from gongkai.documents.reading.sources import limits

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements without content, and those that end where the next of their kind begins, closed or not.
_FLAT_NAMES = """
area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot
colgroup
"""
_FLAT = frozenset(_FLAT_NAMES.split())
_OPTIONS = frozenset(["option", "optgroup"])
# A whole tag, or a "<" that begins none.
_WHOLE_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,30})(?![a-zA-Z0-9])([^<>]*)>|<(?![!?])")
_KEPT_ATTRIBUTE = re.compile(
    r"\b(?:rowspan|colspan|hidden|style|name|content)\b(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?",
    re.IGNORECASE,
)
_KEPT_ATTRIBUTES = 8


def tamed(text: str) -> str | None:
    """The page in a form that is parsed in linear time; None if it is nested or long beyond reason.

    Parsers compare each attribute of a tag with all others of it, each option with all others of its list, and at
    each tag look through all open elements. A page that has many of them keeps only the attributes that are read.
    """
    tags = text.count("<")
    if tags > limits.HTML_TAGS:
        return None
    options = 0
    if tags > limits.HTML_DEPTH:
        options, deepest = _measured(text)
        if deepest > limits.HTML_DEPTH or deepest * tags > limits.HTML_DEPTH_TIMES_TAGS:
            return None
    attributes = text.count("=") + text.count("/") + len(text.split())
    if attributes > limits.HTML_ATTRIBUTES or options > limits.HTML_OPTIONS:
        return _WHOLE_TAG.sub(_bare, text)
    return text


def _measured(text: str) -> tuple[int, int]:
    """How many options a page has, and how many elements are open at once."""
    options = depth = deepest = 0
    for closing, written in _TAG.findall(text):
        tag = written.lower()
        if tag in _OPTIONS:
            options += 1
        elif tag not in _FLAT:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return options, deepest


def _bare(match: re.Match[str]) -> str:
    tag, rest = match[1], match[2]
    if tag is None:
        return "&lt;"
    if tag.lower().lstrip("/") in _OPTIONS:
        return " "
    kept = " ".join(_KEPT_ATTRIBUTE.findall(rest)[:_KEPT_ATTRIBUTES]) if rest else ""
    return f"<{tag} {kept}>"
