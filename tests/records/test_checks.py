"""Checks of the log by stretches: they find what reading it in one go finds, and go on after a worker is gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from gongkai.jobs.worker import do_next
from gongkai.records.access import OPERATOR
from gongkai.records.actions import checks
from gongkai.records.actions.running import give_back, take
from gongkai.records.models import Anchor, ChainHead, LogCheck, LogEntry
from gongkai.records.queries import chain
from gongkai.records.queries.checks import STILL, CheckRow, last_check
from gongkai.sealing.chain import NOTHING, Fault
from tests.records.entries import CLERK, NOON, write

HOLD = timedelta(seconds=60)
SHORT = 7
"""Entries of a stretch in these tests."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "STRETCH", SHORT)


def check(minutes: int = 0) -> CheckRow:
    checks.check_log(by=OPERATOR, at=NOON + timedelta(minutes=minutes))
    return found()


def found() -> CheckRow:
    last = last_check(OPERATOR)
    assert last is not None
    return last


def work(times: int = 100) -> None:
    """Do so many jobs, or all that are due."""
    for _ in range(times):
        if not do_next(worker="甲", hold=HOLD, clock=lambda: NOON):
            return


def by_stretches() -> list[Fault]:
    """What a check finds, without its rows and jobs."""
    until, wrong = chain.beginning()
    faults, last, ends = list(wrong), NOTHING, False
    while not ends:
        part = chain.stretch(after=last, until=until, size=SHORT)
        faults, last, ends = faults + list(part.faults), part.last, part.ends
    return faults


def change(seq: int) -> None:
    LogEntry.objects.filter(seq=seq).update(reason="改过")


def remove(first: int, last: int) -> None:
    LogEntry.objects.filter(seq__range=(first, last)).delete()


def forget_the_head() -> None:
    ChainHead.objects.all().delete()


def promise(seq: int, value: str) -> None:
    Anchor.objects.create(seq=seq, hash=value, at=NOON, signature="", key_id="")


def several() -> None:
    change(3)
    remove(9, 9)
    change(12)


HARM: dict[str, Callable[[], object]] = {
    "nothing": lambda: None,
    "the first": lambda: change(1),
    "the last of a stretch": lambda: change(SHORT),
    "the first of a stretch": lambda: change(SHORT + 1),
    "gap over an edge": lambda: remove(SHORT - 1, SHORT + 2),
    "a whole stretch": lambda: remove(SHORT + 1, 2 * SHORT),
    "the end": lambda: remove(13, 20),
    "all": lambda: remove(1, 20),
    "head": forget_the_head,
    "head moved": lambda: ChainHead.objects.update(seq=F("seq") + 1),
    "several": several,
    "anchor within": lambda: promise(10, "0" * 64),
    "anchor beyond": lambda: promise(21, "0" * 64),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("entries", [20, 2 * SHORT])
def test_stretches_find_what_one_reading_finds(harm: str, entries: int) -> None:
    write(entries)
    HARM[harm]()
    one_go = sorted((fault.seq, fault.what) for fault in chain.faults())
    assert sorted((fault.seq, fault.what) for fault in by_stretches()) == one_go
    assert bool(one_go) == (harm != "nothing")


def test_short_log_is_checked_at_once() -> None:
    write(SHORT - 1)
    done = check()
    assert (done.ended_at, done.entries, done.faults) == (NOON, SHORT - 1, 0)
    assert LogEntry.objects.latest("seq").action == "records.check_log"
    work()
    assert found() == done


def test_empty_log_is_whole() -> None:
    done = check()
    assert (done.percent, done.entries, done.faults, done.ended_at) == (100, 0, 0, NOON)


def test_long_log_is_checked_by_jobs_and_tells_how_far_it_is() -> None:
    write(20)
    change(16)
    begun = check()
    assert (begun.percent, begun.ended_at) == (0, None)
    work(1)
    assert (found().percent, found().entries, found().ended_at) == (35, SHORT, None)
    write(5)  # what is written meanwhile is left for the next time
    work()
    done = found()
    assert (done.percent, done.entries, done.ended_at) == (100, 20, NOON)
    assert [fault.seq for fault in done.told] == [16]


def test_check_goes_on_where_a_worker_left_it() -> None:
    """One was killed with a stretch in hand: another one reads that stretch again, none before it."""
    write(20)
    check()
    work(1)
    assert take(worker="乙", at=NOON, hold=HOLD) is not None
    assert not do_next(worker="甲", hold=HOLD, clock=lambda: NOON)
    change(2)  # in the first stretch, which is read and done
    after = NOON + 2 * HOLD
    assert give_back(at=after) == 1
    while do_next(worker="甲", hold=HOLD, clock=lambda: after):
        pass
    assert (found().entries, found().faults, found().ended_at) == (20, 0, after)


def test_two_who_read_the_same_stretch_count_it_once() -> None:
    write(20)
    begun = check()
    part = checks._read(at=NOON, check_id=begun.id, after=0)
    work(1)
    checks._record(begun.id, 0, part, NOON)
    assert found().entries == SHORT


def test_one_check_at_a_time_unless_it_stands_still() -> None:
    write(20)
    check()
    check(minutes=1)
    assert LogCheck.objects.count() == 1
    assert not found().stands_still(NOON)
    later = STILL.seconds // 60
    assert found().stands_still(NOON + STILL)
    check(minutes=later)
    assert LogCheck.objects.count() == 2


def test_many_faults_are_counted_and_the_first_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "TOLD", 3)
    write(20)
    LogEntry.objects.update(reason="改过")
    check()
    work()
    assert (found().faults, [fault.seq for fault in found().told]) == (20, [1, 2, 3])


def test_only_auditors_check_and_see(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        with pytest.raises(PermissionDenied):
            checks.check_log(by=CLERK, at=NOON)
        with pytest.raises(PermissionDenied):
            last_check(CLERK)
