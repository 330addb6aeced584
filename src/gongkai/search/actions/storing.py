"""Writes: what entries contain, and by what they are found. For the other actions of this package, which hold the entries."""

from collections.abc import Iterable, Sequence

from gongkai.documents.searching.kept import Kept, kept
from gongkai.search.backends import beside, inside
from gongkai.search.backends.facets import Signs, all_signs, known_signs, signed, value
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
    wanted = {(facet, value(entry, facet)) for entry in entries for facet in FACETS}
    signs = known_signs()
    if _missing(wanted, signs):
        signs = all_signs()
    if missing := _missing(wanted, signs):
        FacetValue.objects.bulk_create(
            (FacetValue(facet=facet, value=text) for facet, text in sorted(missing)), ignore_conflicts=True
        )
        signs = all_signs()
    for entry in entries:
        entry.facets = signed(entry, signs)


def _missing(wanted: Iterable[tuple[str, str]], signs: Signs) -> list[tuple[str, str]]:
    return [(facet, text) for facet, text in wanted if text not in signs.get(facet, {})]


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
