"""Writes: what differs is put right."""

from collections.abc import Iterable
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from gongkai.copies.actions.building import Sum, build
from gongkai.copies.actions.holding import Clock, writing
from gongkai.copies.backends import files
from gongkai.copies.models import Copy, Scope
from gongkai.copies.queries.differing import Difference, Wrong


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
