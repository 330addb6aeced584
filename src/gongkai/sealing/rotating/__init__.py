"""Everything that is sealed, sealed again with the current key: in batches, beside a running platform.

A row is written only if it still holds what was read, so that nobody's newer value is lost; what cannot be opened is
left as it is and named. A run that is stopped goes on where it was, since what is done no longer counts as behind.
"""

from collections.abc import Iterator

from gongkai.sealing.rotating.columns import columns
from gongkai.sealing.rotating.inside_json import json_columns
from gongkai.sealing.rotating.places import Place, Progress

BATCH = 500


def places() -> list[Place]:
    """All columns that hold sealed values, by name."""
    return sorted([*columns(), *json_columns()], key=lambda place: place.name)


def rotate(place: Place, *, batch: int = BATCH) -> Iterator[Progress]:
    """Seal again what is behind in one column, yielding after each batch what became of it.

    Values that a process without the new key writes meanwhile are found by another run.
    """
    last: object = None
    while page := place.behind_after(last, batch):
        last = page[-1][0]
        yield place.reseal(page)
