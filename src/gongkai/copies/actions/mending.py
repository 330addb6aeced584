"""Writes: what differs is put right."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from gongkai.copies.actions.building import Sum, build
from gongkai.copies.actions.holding import Clock, writing
from gongkai.copies.actions.making import Looking, expected
from gongkai.copies.backends import files
from gongkai.copies.models import Copy, Scope
from gongkai.copies.queries.differing import Difference, Wrong
from gongkai.copies.queries.pages import scopes, things_of


def mend(found: Iterable[Difference], *, clock: Clock = timezone.now) -> Sum:
    """Take away files that nobody knows, and have everything else that differs made anew. Occupied as `build`."""
    rows = sorted(found, key=lambda each: each.scope)
    with writing(clock):
        for each in rows:
            if each.wrong is Wrong.UNKNOWN:
                files.remove(each.path)
        for scope, some in groupby((each for each in rows if each.scope), key=lambda each: each.scope):
            _anew(scope, [each.key for each in some])
    return build(clock=clock)


@transaction.atomic
def _anew(scope: str, keys: list[str]) -> None:
    """What was found wrong has no fingerprint that could be right, and its scope waits to be looked at."""
    Copy.objects.filter(scope=scope, key__in=keys).update(fingerprint="")
    Scope.objects.update_or_create(name=scope, defaults={"done": -1})


def rendered(*, on: date, stamp: str) -> Iterator[Difference]:
    """Every page made anew and compared with what the manifest says: slow, and believes no fingerprint. Nothing is written."""
    for scope in scopes():
        held = dict(Copy.objects.filter(scope=scope).values_list("path", "digest"))
        for thing in things_of(scope, on=on, stamp=stamp):
            for each in expected(thing, Looking()):
                digest = held.pop(each.kept.path, None)
                if digest != each.kept.digest:
                    wrong = Wrong.STALE if digest else Wrong.UNWRITTEN
                    yield Difference(each.kept.path, wrong, scope, thing.key)
        for row in Copy.objects.filter(path__in=list(held)):
            yield Difference(row.path, Wrong.LEFT, scope, row.key)
