"""Writes: what is to be looked at, as the log says."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.copies.models import Copy, Scope, Writing
from gongkai.copies.queries.pages import scopes
from gongkai.copies.queries.touching import EVERYTHING, since, touched
from gongkai.records.queries.proofs import head


@transaction.atomic
def note(*, on: date, stamp: str, whole: bool = False) -> int:
    """Note which scopes may show something else than their files, and return the entry up to which that was read.

    Another day, another program, or `whole`: all of them; with `whole` every page is made anew, even where nothing speaks for it.
    Nothing is lost wherever a process ends: what is noted stays so until it was looked at.
    """
    held, _ = Writing.objects.select_for_update().get_or_create(pk=1)
    seq = head()
    if whole:
        Copy.objects.update(fingerprint="")
    all_of_them = whole or held.day != on or held.stamp != stamp or seq < held.seq
    done = None if all_of_them else since(held.seq, seq)
    found = {EVERYTHING: seq} if done is None else touched(done)
    if EVERYTHING in found:
        found |= dict.fromkeys({*scopes(), *Scope.objects.values_list("pk", flat=True)}, seq)
    _touch({name: at for name, at in found.items() if name != EVERYTHING}, anew=all_of_them)
    Writing.objects.filter(pk=1).update(seq=seq, day=on, stamp=stamp)
    return seq


def _touch(found: Mapping[str, int], *, anew: bool) -> None:
    Scope.objects.bulk_create([Scope(name=name) for name in sorted(found)], ignore_conflicts=True)
    held = list(Scope.objects.filter(pk__in=list(found)))
    for scope in held:
        scope.touched = max(scope.touched, found[scope.name])
        if anew:
            scope.done = -1
    Scope.objects.bulk_update(held, ["touched", "done"], batch_size=500)
