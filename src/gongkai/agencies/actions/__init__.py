"""Writes: the life of agencies, who works for them, their guides."""

from gongkai.agencies.actions.changes import Change
from gongkai.agencies.actions.ends import abolish, merge, split
from gongkai.agencies.actions.guides import write_guide
from gongkai.agencies.actions.handing_over import MOVERS, HandedOver, HandOver, Moved, hand_over
from gongkai.agencies.actions.import_previews import SHEETS, Preview, import_previewed, preview_import
from gongkai.agencies.actions.imports import Imported, ImportRefused, import_tree
from gongkai.agencies.actions.leavers import Target
from gongkai.agencies.actions.letterheads import Stationery, set_letterhead
from gongkai.agencies.actions.members import appoint, delegate, end_delegation, end_membership
from gongkai.agencies.actions.register import register
from gongkai.agencies.actions.shapes import change, move, rename
from gongkai.records.actions.refused import Refused

__all__ = [
    "MOVERS",
    "SHEETS",
    "Change",
    "HandOver",
    "HandedOver",
    "ImportRefused",
    "Imported",
    "Moved",
    "Preview",
    "Refused",
    "Stationery",
    "Target",
    "abolish",
    "appoint",
    "change",
    "delegate",
    "end_delegation",
    "end_membership",
    "hand_over",
    "import_previewed",
    "import_tree",
    "merge",
    "move",
    "preview_import",
    "register",
    "rename",
    "set_letterhead",
    "split",
    "write_guide",
]
