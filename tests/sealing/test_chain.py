"""The chain: its form is fixed, and whatever is changed, removed or inserted is found."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.sealing.chain import NOTHING, Entry, Link, hash_of, verify
from gongkai.sealing.exports import NotAnExport, heading, line_of, read

Row = tuple[Entry, str]
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
COUNT = 6
OTHERS: dict[str, Any] = {
    "at": AT.replace(microsecond=1),
    "actor": "someone",
    "action": "applications.read",
    "subject": "application:99",
    "acting_for": "b",
    "role": "leader",
    "agency_id": 8,
    "version": "2",
    "reason": "别的理由",
    "details": {"第": [1, None, True]},
    "address": "192.0.2.1",
    "request_id": "r",
    "previous": "1" * 64,
}


def chained(count: int, first: Entry | None = None) -> list[Row]:
    rows: list[Row] = []
    for seq in range(1, count + 1):
        previous = rows[-1][1] if rows else NOTHING.hash
        entry = first or Entry(seq, AT, "jing-ban", "applications.reply", f"application:{seq}")
        entry = replace(entry, seq=seq, previous=previous)
        rows.append((entry, hash_of(entry)))
    return rows


ROWS = chained(COUNT)
HEAD = Link(COUNT, ROWS[-1][1])


def found(rows: Iterable[Row], head: Link = HEAD) -> list[int]:
    return [fault.seq for fault in verify(rows, head=head)]


def test_form_never_changes() -> None:
    """Written down once: a program that computes another hash could not verify what this one wrote."""
    entry = Entry(
        1,
        AT,
        "jing-ban",
        "applications.reply",
        "application:1",
        reason="〔2026〕1号",
        details={"b": 1, "a": [True]},
    )
    assert hash_of(entry) == "599b430f8d00db5316fdac38a7a1bb006f183347c17aa7870132c6628ae31ae0"


def test_whole_chain_has_no_fault() -> None:
    assert found(ROWS) == []
    assert list(verify([], head=NOTHING)) == []
    assert list(verify(ROWS[2:], after=Link(2, ROWS[1][1]), head=HEAD)) == []


@pytest.mark.parametrize("field", OTHERS)
@given(at=st.integers(0, COUNT - 1))
def test_changed_field_is_found(field: str, at: int) -> None:
    entry, stored = ROWS[at]
    changed = replace(entry, **{field: OTHERS[field]})
    assert at + 1 in found([*ROWS[:at], (changed, stored), *ROWS[at + 1 :]])


@given(at=st.integers(0, COUNT - 1))
def test_changed_entry_with_a_new_hash_is_found_at_the_next(at: int) -> None:
    changed = replace(ROWS[at][0], reason="改过")
    faults = found([*ROWS[:at], (changed, hash_of(changed)), *ROWS[at + 1 :]])
    assert faults == [min(at + 2, COUNT)]


@given(st.sets(st.integers(1, COUNT), min_size=1))
def test_removed_entries_are_found(gone: set[int]) -> None:
    kept = [row for row in ROWS if row[0].seq not in gone]
    starts = [seq for seq in sorted(gone) if seq - 1 not in gone]
    assert found(kept) == starts


@given(at=st.integers(0, COUNT))
def test_inserted_entry_is_found(at: int) -> None:
    previous = ROWS[at - 1][1] if at else NOTHING.hash
    extra = replace(ROWS[0][0], seq=at + 1, previous=previous, reason="补的")
    assert found([*ROWS[:at], (extra, hash_of(extra)), *ROWS[at:]])


@given(at=st.integers(0, COUNT - 2))
def test_exchanged_entries_are_found(at: int) -> None:
    assert found([*ROWS[:at], ROWS[at + 1], ROWS[at], *ROWS[at + 2 :]])


def test_rewritten_chain_is_found_by_an_anchor_alone() -> None:
    rewritten = chained(COUNT, replace(ROWS[0][0], actor="someone"))
    head = Link(COUNT, rewritten[-1][1])
    assert found(rewritten, head) == []
    assert [fault.seq for fault in verify(rewritten, head=head, anchors=[Link(3, ROWS[2][1])])] == [3]


def test_shortened_chain_is_found_by_an_anchor_alone() -> None:
    head = Link(4, ROWS[3][1])
    assert found(ROWS[:4], head) == []
    assert [fault.seq for fault in verify(ROWS[:4], head=head, anchors=[HEAD])] == [COUNT]


def test_a_fault_is_told_before_the_next_entry_is_read() -> None:
    rows = iter([(replace(ROWS[0][0], reason="改过"), ROWS[0][1]), *ROWS[1:]])
    assert next(verify(rows, head=HEAD)).seq == 1
    assert next(rows)[0].seq == 2


def exported() -> str:
    return "\n".join([heading(NOTHING, HEAD), *(line_of(*row) for row in ROWS), ""])


def test_export_comes_back() -> None:
    export = read(StringIO(exported()))
    assert (export.after, export.head, list(export.entries)) == (NOTHING, HEAD, ROWS)


@given(at=st.integers(0), letter=st.sampled_from('x0 9"{,\n'))
def test_any_changed_character_of_an_export_is_found(at: int, letter: str) -> None:
    text = exported()
    at %= len(text) - 1
    changed = text[:at] + letter + text[at + 1 :]
    if changed == text:
        return
    try:
        export = read(StringIO(changed, newline="\n"))
        entries = list(export.entries)
    except NotAnExport:
        return
    assert list(verify(entries, after=export.after, head=export.head))
