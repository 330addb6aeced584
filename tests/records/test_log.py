"""The log: what is written comes back unchanged, and nothing else is accepted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.records.access import OPERATOR, Duty
from gongkai.records.actions.log import log
from gongkai.records.models import ChainHead, LogEntry
from gongkai.sealing.chain import START, hash_of
from tests.records.entries import CLERK, HANDLER, NOON, write

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("键值a", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.django_db
def test_entries_are_chained() -> None:
    assert write(3) == [1, 2, 3]
    entries = list(LogEntry.objects.order_by("seq"))
    assert [entry.previous for entry in entries] == [START, entries[0].hash, entries[1].hash]
    assert [entry.hash for entry in entries] == [hash_of(entry.facts()) for entry in entries]
    assert ChainHead.objects.values_list("seq", "hash").get() == (3, entries[2].hash)


@pytest.mark.django_db
def test_entry_says_who_in_which_role_for_whom_from_where() -> None:
    standing_in = replace(HANDLER, acting_for="jing-ban-b")
    [seq] = write(by=CLERK, duty=standing_in, version="v2", reason="申请人补正")
    entry = LogEntry.objects.get(pk=seq)
    said = (entry.actor, entry.role, entry.acting_for, entry.agency_id, entry.address, entry.request_id)
    assert said == ("jing-ban", "handler", "jing-ban-b", 7, "192.0.2.7", "r-1")
    assert (entry.version, entry.reason, entry.at) == ("v2", "申请人补正", NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("duty", "given_id", "kept"), [(HANDLER, 9, 9), (HANDLER, None, 7), (None, None, None)]
)
def test_agency_is_the_one_given_or_that_of_the_duty(
    duty: Duty | None, given_id: int | None, kept: int | None
) -> None:
    [seq] = write(duty=duty, agency_id=given_id, by=OPERATOR)
    assert LogEntry.objects.get(pk=seq).agency_id == kept


@pytest.mark.django_db
@given(
    details=st.dictionaries(st.text("键值a", max_size=3), PLAIN, max_size=3), micro=st.integers(0, 999_999)
)
def test_what_was_hashed_comes_back_from_the_database(details: dict[str, Any], micro: int) -> None:
    """Whatever the details and however fine the time: the hash over what the database gives is the hash stored."""
    with transaction.atomic():
        at = NOON.replace(microsecond=micro).astimezone(timezone(timedelta(hours=8)))
        seq = log("tests.write", "thing:1", by=CLERK, at=at, details=details)
        entry = LogEntry.objects.get(pk=seq)
        assert hash_of(entry.facts()) == entry.hash
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"at": datetime(2026, 3, 2)},  # noqa: DTZ001 - that is what is refused
        {"action": "Reply"},
        {"subject": ""},
        {"subject": "x" * 81},
        {"reason": "由" * 501},
        {"reason": "a\0b"},
        {"version": "\ud800"},
        {"details": {"share": 0.1}},
        {"details": {"at": NOON}},
        {"details": {1: "one"}},
        {"details": {"a": ["\0"]}},
        {"details": {"\0": "a"}},
    ],
)
def test_what_a_database_would_change_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        write(**fields)
    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_rolled_back_entry_leaves_no_gap() -> None:
    write(1)
    with transaction.atomic():
        log("tests.fail", "thing:1", by=CLERK, at=NOON)
        transaction.set_rollback(True)
    assert write(1) == [2]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_logged() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        log("tests.write", "thing:1", by=CLERK, at=datetime.now(UTC))
