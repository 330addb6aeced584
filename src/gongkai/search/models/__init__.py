"""Tables: entries and their texts, lists of common words, what the index beside the database still has to take in."""

from gongkai.search.models.entry import Entry, EntryKind, EntryText, FacetValue
from gongkai.search.models.keeping import Pending, WordList

__all__ = ["Entry", "EntryKind", "EntryText", "FacetValue", "Pending", "WordList"]
