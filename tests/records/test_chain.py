"""The stored log: whatever somebody with the database does to it is found, and where."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.records.access import OPERATOR
from gongkai.records.actions.anchors import NothingToAnchor, anchor
from gongkai.records.models import Anchor, ChainHead, LogEntry
from gongkai.records.queries import chain
from gongkai.sealing.anchors import KeyUnreadable, key_id, public_key
from tests.records.entries import CLERK, NOON, write
from tests.records.keys import new_key

pytestmark = pytest.mark.django_db
COUNT = 7
CHANGES: dict[str, Any] = {
    "at": NOON + timedelta(microseconds=1),
    "actor": "someone",
    "acting_for": "b",
    "role": "leader",
    "agency_id": 8,
    "action": "applications.read",
    "subject": "application:99",
    "version": "2",
    "reason": "别的理由",
    "details": {"第": True},
    "address": "192.0.2.1",
    "request_id": "r-2",
    "previous": "1" * 64,
    "hash": "1" * 64,
}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return new_key(tmp_path / "key.pem")


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several pages even for a short log."""
    monkeypatch.setattr(chain, "PAGE", 3)


def places() -> list[int]:
    return [fault.seq for fault in chain.faults()]


def rewritten() -> None:
    """Every entry from the third on gets another reason, a new hash and a new link: the work of an administrator."""
    entries = list(chain.chain(until=COUNT))
    LogEntry.objects.filter(seq__gte=3).delete()
    ChainHead.objects.update(seq=2, hash=entries[1][1])
    write(COUNT - 2, reason="改写")


def test_empty_log_is_whole() -> None:
    assert places() == []


def test_whole_log_has_no_fault() -> None:
    write(COUNT)
    seen: list[int] = []
    assert list(chain.faults(seen=seen.append)) == []
    assert seen == list(range(1, COUNT + 1))


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("seq", [1, 3, COUNT])
def test_changed_column_is_found(column: str, seq: int) -> None:
    write(COUNT)
    assert LogEntry.objects.filter(seq=seq).update(**{column: CHANGES[column]}) == 1
    assert seq in places()


@pytest.mark.parametrize("gone", [{1}, {3}, {4, 5}, {COUNT}, {6, COUNT}, set(range(1, COUNT + 1))])
def test_removed_entries_are_found(gone: set[int]) -> None:
    write(COUNT)
    LogEntry.objects.filter(seq__in=gone).delete()
    assert places() == [min(gone)]


def test_entry_added_behind_the_head_is_found() -> None:
    write(COUNT)
    ChainHead.objects.update(seq=COUNT - 1, hash=LogEntry.objects.get(seq=COUNT - 1).hash)
    assert places() == [COUNT]


@pytest.mark.parametrize(
    "harm",
    [
        lambda: ChainHead.objects.update(hash="1" * 64),
        lambda: ChainHead.objects.update(seq=COUNT + 1),
        lambda: ChainHead.objects.all().delete(),
    ],
)
def test_wrong_head_is_found(harm: Callable[[], object]) -> None:
    write(COUNT)
    harm()
    assert len(places()) == 1


def test_entries_written_meanwhile_are_no_fault() -> None:
    write(COUNT)

    def more(_: int) -> None:
        write(1)

    assert list(chain.faults(seen=more)) == []


def test_anchor_signs_the_end_once(key: Path) -> None:
    write(2)
    made = anchor(key=key, by=OPERATOR, at=NOON)
    assert (made.seq, made.hash) == (2, LogEntry.objects.get(seq=2).hash)
    assert anchor(key=key, by=OPERATOR, at=NOON + timedelta(days=1)) == made
    write(1)
    assert anchor(key=key, by=OPERATOR, at=NOON + timedelta(days=2)).seq == 3
    assert [each.seq for each in chain.anchors()] == [2, 3]


def test_anchor_finds_a_rewritten_chain(key: Path) -> None:
    write(COUNT)
    kept = anchor(key=key, by=OPERATOR, at=NOON)
    rewritten()
    assert places() == [COUNT]
    Anchor.objects.all().delete()
    assert places() == []
    assert [fault.seq for fault in chain.faults(kept=[kept])] == [COUNT]


def test_anchor_finds_a_shortened_chain(key: Path) -> None:
    write(COUNT)
    kept = anchor(key=key, by=OPERATOR, at=NOON)
    Anchor.objects.all().delete()
    LogEntry.objects.filter(seq__gt=4).delete()
    ChainHead.objects.update(seq=4, hash=LogEntry.objects.get(seq=4).hash)
    assert places() == []
    assert [fault.seq for fault in chain.faults(kept=[kept])] == [COUNT]


@pytest.mark.parametrize(
    "forgery", [{"at": NOON + timedelta(days=1)}, {"signature": "AAAA"}, {"key_id": "0" * 16}]
)
def test_forged_anchor_is_found(key: Path, forgery: dict[str, Any]) -> None:
    write(2)
    anchor(key=key, by=OPERATOR, at=NOON)
    public = public_key(key)
    keys = {key_id(public): public}
    assert list(chain.faults(keys=keys)) == []
    Anchor.objects.update(**forgery)
    assert [fault.seq for fault in chain.faults(keys=keys)] == [2]


def test_anchor_refuses_what_it_cannot_vouch_for(key: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingToAnchor):
        anchor(key=key, by=OPERATOR, at=NOON)
    write(2)
    with pytest.raises(PermissionDenied):
        anchor(key=key, by=CLERK, at=NOON)
    (tmp_path / "no.pem").write_text("no key")
    for no_key in ("no.pem", "missing.pem"):
        with pytest.raises(KeyUnreadable):
            anchor(key=tmp_path / no_key, by=OPERATOR, at=NOON)
    LogEntry.objects.filter(seq=2).delete()
    with pytest.raises(NothingToAnchor):
        anchor(key=key, by=OPERATOR, at=NOON)
