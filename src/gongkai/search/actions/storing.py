"""Writes: what entries contain, and by what they are found. For the other actions of this package, which hold the entries."""

from collections.abc import Iterable, Sequence

from gongkai.documents.searching.kept import Kept, kept
from gongkai.search.backends import beside, inside
from gongkai.search.backends.facets import all_signs, signed, value
from gongkai.search.backends.looked import FACETS
from gongkai.search.backends.tokens import Tokens, tokens
from gongkai.search.backends.words import putting
from gongkai.search.models import Entry, EntryText, FacetValue, Pending

KEPT = ("number_key", "heart", "initials")
"""The columns of an entry that follow from its title and its number."""
_TEXT = ("written", "folded", "words")


def filled(entry: Entry, written: str) -> Kept:
    """Fill in what follows from title, number and text."""
    found = kept(entry.title, entry.number, written)
    for name in KEPT:
        setattr(entry, name, getattr(found, name))
    return found


def code_facets(entries: Sequence[Entry]) -> None:
    """Give entries the signs of their facets' values; a value that is new gets one."""
    signs = all_signs()
    wanted = {(facet, value(entry, facet)) for entry in entries for facet in FACETS}
    if missing := sorted(one for one in wanted if one[1] not in signs.get(one[0], {})):
        new = [FacetValue(facet=facet, value=text) for facet, text in missing]
        FacetValue.objects.bulk_create(new, ignore_conflicts=True)
        signs = all_signs()
    for entry in entries:
        entry.facets = signed(entry, signs)


def store(entries: Iterable[tuple[Entry, str, Kept]], *, note: bool = True) -> None:
    """Write texts and by what they are found; or leave word for the index beside the database, if `note`."""
    words = putting()
    texts = [
        EntryText(entry=entry, written=written, folded=found.folded, words=words.newest)
        for entry, written, found in entries
    ]
    EntryText.objects.bulk_create(texts, update_conflicts=True, unique_fields=["entry"], update_fields=_TEXT)
    if not beside():
        inside().write(Tokens(text.entry_id, tokens(text.folded, words.vocabulary)) for text in texts)
    elif note:
        Pending.objects.bulk_create(Pending(kind=text.entry.kind, key=text.entry.key) for text in texts)
