"""Reads: the dictionary by which the texts of an agency are checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Max

from gongkai.documents.checking.wording.dictionary import Dictionary
from gongkai.documents.checking.wording.reading import read_dictionary
from gongkai.documents.checking.wording.shipped import shipped
from gongkai.publication.models import Use, WordList
from gongkai.publication.queries.columns import bodies_above
from gongkai.publication.queries.editions import FileOf
from gongkai.records.queries.files import path_of


@dataclass(frozen=True, slots=True)
class WordListRow:
    """A word list in use. `agency_id` None: for every body."""

    id: int
    agency_id: int | None
    agency: str
    file_id: int
    name: str
    rows: int
    set_at: datetime
    set_by: str


def dictionary_of(agency_id: int) -> Dictionary:
    """What is shipped, then the lists for every body, for those above from the top down, and its own: the last says what counts.

    Two queries; compiled once for each set of lists.
    """
    return _compiled(tuple((row.id, digest) for row, digest in _in_use(agency_id)))


def word_lists(agency_id: int) -> tuple[WordListRow, ...]:
    """The lists that count for an agency, in the order in which they are put together."""
    return tuple(row for row, _ in _in_use(agency_id))


def file_of_list(agency_id: int) -> FileOf | None:
    """The file of an agency's own list, None if it has none in use. Who may read it the page of its agency decides."""
    newest = WordList.objects.filter(agency=agency_id).select_related("file").order_by("-pk").first()
    if newest is None or newest.file is None:
        return None
    file = newest.file
    return FileOf(newest.pk, file.pk, file.name, Use.ORIGINAL, file.size, file.media_type, file.digest)


@lru_cache(maxsize=16)  # a compiled dictionary of 20,000 terms takes some megabytes
def _compiled(lists: tuple[tuple[int, str], ...]) -> Dictionary:
    made = shipped()
    for _, digest in lists:
        made = made.with_(read_dictionary(path_of(digest).read_bytes(), ""))
    return made


def _in_use(agency_id: int) -> Iterable[tuple[WordListRow, str]]:
    owners: list[int | None] = [None, *reversed(bodies_above(agency_id)), agency_id]
    newest = WordList.objects.values("agency").annotate(top=Max("pk")).values("top").order_by()
    found = WordList.objects.filter(pk__in=newest, file__isnull=False).select_related("file", "agency")
    held = {one.agency_id: one for one in found if one.agency_id in owners}
    for owner in owners:
        one = held.get(owner)
        if one is not None and one.file is not None:
            name = one.agency.name if one.agency else "全平台"
            yield (
                WordListRow(
                    one.pk, owner, name, one.file.pk, one.file.name, one.rows, one.set_at, one.set_by
                ),
                one.file.digest,
            )
