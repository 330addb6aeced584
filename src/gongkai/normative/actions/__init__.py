"""Writes of the register: taken up, stepped through, issued, published, changed, put right, handed over."""

from gongkai.normative.actions.changing import Altered, Foreseen, Wanted, enter_change, foresee_change
from gongkai.normative.actions.drafting import Beside, Described, redescribe, take_up
from gongkai.normative.actions.entering import Entered, Written, correct, enter_document, set_articles
from gongkai.normative.actions.issuing import Issued, number_and_issue
from gongkai.normative.actions.moving import MoveForeseen, Wish, foresee_move, move_documents
from gongkai.normative.actions.publishing import link_item, publication_of_item, record_publication
from gongkai.normative.actions.stepping import Taken, record_step
from gongkai.normative.actions.voiding import void_change, void_document, void_move, void_step
from gongkai.normative.actions.weighing import Unfit
from gongkai.records.actions.refused import Refused

__all__ = [
    "Altered",
    "Beside",
    "Described",
    "Entered",
    "Foreseen",
    "Issued",
    "MoveForeseen",
    "Refused",
    "Taken",
    "Unfit",
    "Wanted",
    "Wish",
    "Written",
    "correct",
    "enter_change",
    "enter_document",
    "foresee_change",
    "foresee_move",
    "link_item",
    "move_documents",
    "number_and_issue",
    "publication_of_item",
    "record_publication",
    "record_step",
    "redescribe",
    "set_articles",
    "take_up",
    "void_change",
    "void_document",
    "void_move",
    "void_step",
]
