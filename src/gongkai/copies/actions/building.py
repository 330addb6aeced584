"""Writes: the pages that were noted are looked at, made, and entered into the manifest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from gongkai.copies.actions.holding import Clock, writing
from gongkai.copies.actions.making import Outcome, made
from gongkai.copies.actions.noting import note
from gongkai.copies.backends import files
from gongkai.copies.backends.stamps import stamp
from gongkai.copies.models import Copy, Scope, Writing
from gongkai.copies.queries.pages import things_of
from gongkai.copies.queries.things import NEAR, SHELVES, Thing, named
from gongkai.records.queries.proofs import head

BULK = 100
"""Things from which on the disk is asked once for all of them."""
_NO_SCOPE = -1

Told = Callable[[str, int, int], None]


@dataclass(slots=True)
class Sum:
    """What was done: things looked at and made, files written, taken away, and found to be so; things that could not be made."""

    looked: int = 0
    made: int = 0
    written: int = 0
    same: int = 0
    removed: int = 0
    failed: int = 0


def build(
    *,
    clock: Clock = timezone.now,
    whole: bool = False,
    processes: int = 1,
    told: Told = lambda _scope, _done, _all: None,
) -> Sum:
    """Bring the files up to date: what the log says may have changed, or everything (`whole`).

    Occupied while another process does. `told` hears the scope, and how many of its things are made. A process that is ended
    leaves nothing half: the next one goes on where it was.
    """
    files.folder().mkdir(parents=True, exist_ok=True)
    found, on, program = Sum(), localdate(clock()), stamp()
    if not whole and not waits(on=on, stamp=program):
        return found
    with writing(clock) as renew:
        seq = note(on=on, stamp=program, whole=whole)
        for name, touched in _due():
            renew()
            _look_at(name, _Run(on, program, seq, processes, clock, renew, told, found))
            _looked_at(name, touched)
    return found


def waits(*, on: date, stamp: str) -> bool:
    """Whether there is anything to look at; it writes nothing, so that it may be asked several times a second."""
    held = Writing.objects.filter(pk=1, day=on, stamp=stamp, seq=head()).exists()
    return not held or Scope.objects.filter(Q(done__lt=F("touched")) | Q(done=_NO_SCOPE)).exists()


@dataclass(frozen=True, slots=True)
class _Run:
    on: date
    stamp: str
    seq: int
    processes: int
    clock: Clock
    renew: Callable[[], None]
    told: Told
    sum: Sum


def _due() -> Iterator[tuple[str, int]]:
    """Scopes with work left, in their order."""
    due = dict(Scope.objects.filter(done__lt=F("touched")).values_list("pk", "touched"))
    # an installation without a log has touched nothing, and everything once
    due |= dict(Scope.objects.filter(done=_NO_SCOPE).values_list("pk", "touched"))
    yield from ((name, due[name]) for name in named(list(due)))


def _looked_at(name: str, touched: int) -> None:
    """What is around an item or on shelves is no set of pages that stays."""
    held = Scope.objects.filter(pk=name)
    if name.startswith((NEAR, SHELVES)):
        held.delete()
    else:
        held.update(done=touched)


def _look_at(scope: str, run: _Run) -> None:
    things = list(things_of(scope, on=run.on, stamp=run.stamp))
    held = _held(scope, things)
    known = _known(held)
    due = [each for each in things if not each.sure or known.get(each.key) != each.fingerprint]
    run.sum.looked += len(things)
    done, bulk = 0, len(due) >= BULK
    for outcomes in made(due, processes=run.processes if bulk else 1, durable=not bulk):
        run.renew()
        if bulk:
            files.settle()
        _enter(outcomes, run)
        done += len(outcomes)
        run.told(scope, done, len(due))
    left = known.keys() - {each.key for each in things}
    _drop(list(held.filter(key__in=left).values_list("path", flat=True)), run.sum)


def _held(scope: str, things: Sequence[Thing]) -> QuerySet[Copy]:
    """The files that may belong to these things or to none any more."""
    if scope.startswith(NEAR):
        return Copy.objects.filter(**_of(things))
    return Copy.objects.filter(scope__in={scope, *(each.scope for each in things)})


def _of(things: Iterable[Thing]) -> dict[str, set[str]]:
    """Where files of things are found: keys of items are the same in no two scopes, and those of pages in none but their own."""
    told = tuple(things)
    return {"scope__in": {each.scope for each in told}, "key__in": {each.key for each in told}}


def _known(held: QuerySet[Copy]) -> dict[str, str]:
    """The things that have files, each with the fingerprint that they were made at; "" where one of them has none."""
    found: dict[str, str] = {}
    for key, fingerprint in held.values_list("key", "fingerprint"):
        found[key] = fingerprint if found.get(key, fingerprint) == fingerprint else ""
    return found


def _enter(outcomes: Sequence[Outcome], run: _Run) -> None:
    """First what is no more is taken away, then the manifest says what there is: whoever is ended between repeats both."""
    rows = [row for each in outcomes for row in _rows(each, run.seq, run.clock())]
    paths = {row.path for row in rows}
    before = Copy.objects.filter(**_of(each.thing for each in outcomes)).values_list("path", flat=True)
    _drop([path for path in before if path not in paths], run.sum)
    with transaction.atomic():
        Copy.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["path"], update_fields=_WHAT, batch_size=200
        )
    kept = [each.kept for outcome in outcomes for each in outcome.written]
    run.sum.made += len(outcomes)
    run.sum.failed += sum(bool(each.failed) for each in outcomes)
    run.sum.written += sum(each.fresh for each in kept)
    run.sum.same += sum(not each.fresh for each in kept)


_WHAT = ("variant", "scope", "key", "gone", "digest", "size", "seq", "fingerprint", "at")


def _rows(outcome: Outcome, seq: int, at: datetime) -> Iterator[Copy]:
    thing: Thing = outcome.thing
    for each in outcome.written:
        yield Copy(
            path=each.kept.path,
            variant=each.variant,
            scope=thing.scope,
            key=thing.key,
            gone=each.gone,
            digest=each.kept.digest,
            size=each.kept.size,
            seq=seq,
            fingerprint=thing.fingerprint,
            at=at,
        )


def _drop(paths: Sequence[str], found: Sum) -> None:
    for path in paths:
        files.remove(path)
    for start in range(0, len(paths), 500):
        Copy.objects.filter(path__in=paths[start : start + 500]).delete()
    found.removed += len(paths)
