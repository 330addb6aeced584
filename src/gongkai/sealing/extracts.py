"""An extract of the action log: the entries of one case, in the order of the chain, to be checked on any machine.

The chain goes through the entries of all cases, so between two entries of one case stand others that are not given.
Of these the neighbours are named by number and hash: an extract that was cut from this chain fits it at every end.

One JSON document a line, in the canonical form: a heading, then entries as an export writes them, and links.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.sealing import exports
from gongkai.sealing.chain import NOTHING, Entry, Fault, Link, canonical, hash_of
from gongkai.sealing.exports import NotAnExport

FORM = "gongkai.log-extract/1"
LONGEST = 1024 * 1024
"""Bytes that a line may have."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An entry of the extract with the hash stored beside it; `following`: that of the entry after it, "" where it is the last."""

    entry: Entry
    stored: str
    following: str = ""


@dataclass(frozen=True, slots=True)
class _Given:
    """A line of an extract: an entry, or a link alone."""

    link: Link
    entry: Entry | None = None


def lines(cuts: Iterable[Cut], *, head: Link) -> tuple[str, ...]:
    """The lines of an extract, without line feeds. `head`: where the chain ended when the extract was made."""
    ordered = sorted(cuts, key=lambda cut: cut.entry.seq)
    given = {cut.entry.seq for cut in ordered}
    made = [canonical({"form": FORM, "entries": len(ordered), "head": [head.seq, head.hash]})]
    last = 0
    for cut in ordered:
        before, after = cut.entry.seq - 1, cut.entry.seq + 1
        if before > last:
            made.append(_link(Link(before, cut.entry.previous)))
        made.append(exports.line_of(cut.entry, cut.stored))
        last = cut.entry.seq
        if cut.following and after not in given:
            made.append(_link(Link(after, cut.following)))
            last = after
    return tuple(made)


def faults(given: Iterable[bytes], *, seen: Callable[[Link], object] = lambda _: None) -> Iterator[Fault]:
    """What is wrong with an extract, line after line; a fault whose number is 0 is one of the file.

    `seen` is told the place of every entry. Memory does not grow with the extract.
    """
    numbered = enumerate(given, 1)
    try:
        count, head = _heading(*next(numbered, (1, b"")))
        found, last = 0, NOTHING
        for number, line in numbered:
            here = _given(number, line)
            if here.entry:
                found += 1
                seen(here.link)
            yield from _fits(here, last)
            last = here.link
    except NotAnExport as error:
        yield Fault(0, str(error))
        return
    if found != count:
        yield Fault(0, f"摘录应有 {count} 条日志，实有 {found} 条：有条目被删除或者添加过")
    if last.seq > head.seq or (last.seq == head.seq and last.hash != head.hash):
        yield Fault(last.seq, "与首行所说的日志末尾不符：末尾或者首行被改动过")


def _fits(here: _Given, last: Link) -> Iterator[Fault]:
    """Whether a line follows the one before it, and every entry stands beside its neighbours."""
    seq = here.link.seq
    if seq <= last.seq:
        yield Fault(seq, "序号重复或者颠倒：这一条是插入的，或者被调换过次序")
    if here.entry is None:
        return
    if hash_of(here.entry) != here.link.hash:
        yield Fault(seq, "内容与其哈希值不符：这一条被改动过")
    if seq != last.seq + 1:
        yield Fault(seq, "前面缺少衔接点：前一条被删除过")
    elif here.entry.previous != last.hash:
        yield Fault(seq, "与前一条不相衔接：前一条或者这一条被替换过")


def _heading(number: int, line: bytes) -> tuple[int, Link]:
    fields = _fields(number, line)
    match fields:
        case {"form": form, "entries": int(count), "head": [int(seq), str(digest)]} if form == FORM:
            return count, Link(seq, digest)
    raise _strange(number, "不是日志摘录的首行")


def _given(number: int, line: bytes) -> _Given:
    fields = _fields(number, line)
    match fields:
        case {"link": [int(seq), str(digest)]} if len(fields) == 1 and seq > 0:
            return _Given(Link(seq, digest))
        case {"link": _}:
            raise _strange(number, "不是衔接点")
    try:
        entry, stored = exports.entry_of(number, _text(number, line))
    except RecursionError as error:
        raise _strange(number, "嵌套层次过深") from error
    return _Given(Link(entry.seq, stored), entry)


def _fields(number: int, line: bytes) -> dict[str, Any]:
    try:
        return exports.fields_of(number, _text(number, line))
    except RecursionError as error:
        raise _strange(number, "嵌套层次过深") from error


def _text(number: int, line: bytes) -> str:
    if len(line) > LONGEST:
        raise _strange(number, "太长")
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise _strange(number, "不是 UTF-8 编码的文本") from error


def _strange(number: int, what: str) -> NotAnExport:
    return NotAnExport(f"第 {number} 行{what}：文件损坏或者被改动过")


def _link(link: Link) -> str:
    return canonical({"link": [link.seq, link.hash]})
