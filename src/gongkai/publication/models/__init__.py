"""Tables of proactive disclosure."""

from gongkai.publication.models.codes import DocumentCodes
from gongkai.publication.models.column import Column, ColumnChange, ColumnKind, EmptyStatement
from gongkai.publication.models.entry import Cause, Change, Charge, Entry, Ticket
from gongkai.publication.models.fate import Evaluation, Why, Withdrawal, Withholding
from gongkai.publication.models.importing import ImportFault, ImportRemark, ImportRun, Into, Outcome
from gongkai.publication.models.item import Attachment, Edition, Item, Mention, Stand, Use
from gongkai.publication.models.links import OutsideAddress, OutsideLink
from gongkai.publication.models.review import Review
from gongkai.publication.models.texts import FileText, Reading
from gongkai.publication.models.words import WordList

__all__ = [
    "Attachment",
    "Cause",
    "Change",
    "Charge",
    "Column",
    "ColumnChange",
    "ColumnKind",
    "DocumentCodes",
    "Edition",
    "EmptyStatement",
    "Entry",
    "Evaluation",
    "FileText",
    "ImportFault",
    "ImportRemark",
    "ImportRun",
    "Into",
    "Item",
    "Mention",
    "Outcome",
    "OutsideAddress",
    "OutsideLink",
    "Reading",
    "Review",
    "Stand",
    "Ticket",
    "Use",
    "Why",
    "Withdrawal",
    "Withholding",
    "WordList",
]
