"""What the oldest browsers that we serve understand: Chromium 86, Firefox 85, Safari 14.1 (all of autumn 2020 to spring 2021).

Scripts are parsed as ECMAScript 2018, with the `catch` without a name of 2019: everything newer is a fault, whatever of it those
browsers happen to know. Style sheets are parsed, and what they are made of is held against what is known to be newer.
"""

import re
from collections.abc import Iterator
from typing import Any

import tinycss2  # type: ignore[import-untyped] # it carries no types
from esprima.error_handler import Error as Unparsable  # type: ignore[import-untyped] # it carries no types
from esprima.nodes import CatchClause  # type: ignore[import-untyped] # the same
from esprima.parser import Parser  # type: ignore[import-untyped] # the same

NEWER_MEMBERS = frozenset(
    {"at", "findLast", "findLastIndex", "hasOwn", "randomUUID", "showModal", "showPicker", "toReversed"}
    | {"toSorted", "toSpliced", "groupBy", "withResolvers", "checkVisibility", "togglePopover", "timeout"}
)
"""Methods that one of the three does not have, as scripts call them."""
AT_RULES = frozenset({"charset", "font-face", "import", "keyframes", "media", "page", "supports"})
NEWER_PSEUDO = frozenset(
    {"has", "is", "where", "user-invalid", "user-valid", "popover-open", "modal", "open", "dir"}
)
NEWER_FUNCTIONS = frozenset(
    {"color-mix", "color", "lab", "lch", "oklab", "oklch", "hwb", "light-dark", "round", "mod", "sin", "cos"}
    | {"anchor", "if", "attr-type", "image-set", "linear", "fit-content-box", "abs", "sign", "exp", "sqrt"}
)
NEWER_UNITS = re.compile(r"([sdl]v(h|w|b|i|min|max)|cq(w|h|b|i|min|max)|r?lh|rcap|cap|rex|ric|ic|x)$")
NEWER_PROPERTIES = frozenset(
    {"aspect-ratio", "translate", "rotate", "scale", "contain-intrinsic-size", "overflow-clip-margin", "zoom"}
    | {"animation-timeline", "view-transition-name", "anchor-name", "position-anchor", "field-sizing"}
    | {"container", "container-type", "container-name", "interpolate-size", "mask", "text-box"}
)
NEWER_WORDS = frozenset({"subgrid", "masonry", "revert-layer", "canvastext", "clip-text"})
_FLAGS = frozenset("gimsuy")
_BEHIND = re.compile(r"\(\?<[=!]")


class _Parser(Parser):  # type: ignore[misc] # it carries no types
    """ECMAScript 2018 as the library reads it, and `catch` without a name."""

    def parseCatchClause(self) -> Any:  # noqa: N802 - the library's name
        node = self.createNode()
        self.expectKeyword("catch")
        name = None
        if not self.match("{"):
            self.expect("(")
            name = self.parsePattern([])
            self.expect(")")
        return self.finalize(node, CatchClause(name, self.parseBlock()))


def script_faults(source: str, *, module: bool = False, own: bool = True) -> list[str]:
    """What is newer in a script than the floor. `own`: methods are looked at too, which packages may ask for before they call."""
    found: list[str] = []

    def seen(node: Any, _where: Any) -> Any:
        if node.type == "Literal" and node.regex:
            found.extend(_pattern(node.regex.pattern, node.regex.flags))
        if own and node.type == "CallExpression" and node.callee.type == "MemberExpression":
            name = node.callee.property.name
            if name in NEWER_MEMBERS:
                found.append(f"calls {name}()")
        return node

    parser = _Parser(source, options={}, delegate=seen)
    # The library tries patterns with Python's own expressions, which know less than browsers of 2020.
    parser.scanner.testRegExp = lambda _pattern, _flags: None
    try:
        parser.parseModule() if module else parser.parseScript()
    except Unparsable as fault:
        found.append(str(fault))
    return found


def _pattern(pattern: str, flags: str) -> Iterator[str]:
    """What of a regular expression is newer; escapes of properties and named groups are older."""
    if _BEHIND.search(pattern):
        yield f"looks behind: {pattern}"
    if newer := set(flags) - _FLAGS:
        yield f"flags {''.join(sorted(newer))} of {pattern}"


def sheet_faults(source: str) -> list[str]:
    """What is newer in a style sheet than the floor."""
    return list(_rules(tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)))


def _rules(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"{rule.source_line}: {rule.message}"
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        else:
            yield from _selector(rule.prelude)
            yield from _declarations(rule.content)


def _at_rule(rule: Any) -> Iterator[str]:
    name = rule.lower_at_keyword
    if name not in AT_RULES:
        yield f"{rule.source_line}: @{rule.at_keyword}"
    if name == "media" and any(each.type == "literal" and each.value in "<>=" for each in _all(rule.prelude)):
        yield f"{rule.source_line}: a range in @media"
    if name in {"media", "supports"}:
        yield from _rules(
            tinycss2.parse_rule_list(rule.content or [], skip_comments=True, skip_whitespace=True)
        )
    elif name == "keyframes":
        for frame in tinycss2.parse_rule_list(rule.content or [], skip_comments=True, skip_whitespace=True):
            yield from _declarations(getattr(frame, "content", None) or [])
    elif rule.content is not None:
        yield from _declarations(rule.content)


def _selector(prelude: list[Any]) -> Iterator[str]:
    before = None
    for token in _all(prelude):
        named = getattr(token, "lower_name", getattr(token, "lower_value", ""))
        if before == ":" and named in NEWER_PSEUDO:
            yield f"{token.source_line}: :{named}"
        if before == ":" and named == "not" and any(_is(each, ",") for each in token.arguments):
            yield f"{token.source_line}: a list in :not()"
        if _is(token, "&"):
            yield f"{token.source_line}: &"
        before = token.value if token.type == "literal" else None


def _declarations(content: list[Any]) -> Iterator[str]:
    for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            yield f"{each.source_line}: a rule inside a rule, or nothing that can be read"
            continue
        if each.lower_name in NEWER_PROPERTIES:
            yield f"{each.source_line}: {each.lower_name}"
        for token in _all(each.value):
            if token.type == "function" and token.lower_name in NEWER_FUNCTIONS:
                yield f"{token.source_line}: {token.lower_name}()"
            if token.type == "dimension" and NEWER_UNITS.match(token.lower_unit):
                yield f"{token.source_line}: {token.lower_unit}"
            if token.type == "ident" and token.lower_value in NEWER_WORDS:
                yield f"{token.source_line}: {token.lower_value}"


def _all(tokens: list[Any]) -> Iterator[Any]:
    """Tokens with those inside brackets and functions."""
    for token in tokens:
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inner, list):
            yield from _all(inner)


def _is(token: Any, text: str) -> bool:
    return bool(token.type == "literal" and token.value == text)
