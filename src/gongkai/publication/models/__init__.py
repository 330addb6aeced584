"""Tables of proactive disclosure."""

from gongkai.publication.models.column import Column, ColumnChange, ColumnKind
from gongkai.publication.models.entry import Cause, Change, Charge, Entry, Ticket
from gongkai.publication.models.fate import Evaluation, Why, Withdrawal, Withholding
from gongkai.publication.models.importing import ImportFault, ImportRemark, ImportRun, Into, Outcome
from gongkai.publication.models.item import Attachment, Edition, Item, Mention, Stand, Use
from gongkai.publication.models.review import Review
from gongkai.publication.models.words import WordList

__all__ = [
    "Attachment",
    "Cause",
    "Change",
    "Charge",
    "Column",
    "ColumnChange",
    "ColumnKind",
    "Edition",
    "Entry",
    "Evaluation",
    "ImportFault",
    "ImportRemark",
    "ImportRun",
    "Into",
    "Item",
    "Mention",
    "Outcome",
    "Review",
    "Stand",
    "Ticket",
    "Use",
    "Why",
    "Withdrawal",
    "Withholding",
    "WordList",
]
