"""Writes: the life of agencies, who works for them, their guides."""

from gongkai.agencies.actions.changes import Change
from gongkai.agencies.actions.ends import abolish, merge, split
from gongkai.agencies.actions.guides import write_guide
from gongkai.agencies.actions.handing_over import MOVERS, HandedOver, HandOver, hand_over
from gongkai.agencies.actions.imports import Imported, ImportRefused, import_tree
from gongkai.agencies.actions.leavers import Target
from gongkai.agencies.actions.members import appoint, delegate, end_delegation, end_membership
from gongkai.agencies.actions.refused import Refused
from gongkai.agencies.actions.register import register
from gongkai.agencies.actions.shapes import change, move, rename

__all__ = [
    "MOVERS",
    "Change",
    "HandOver",
    "HandedOver",
    "ImportRefused",
    "Imported",
    "Refused",
    "Target",
    "abolish",
    "appoint",
    "change",
    "delegate",
    "end_delegation",
    "end_membership",
    "hand_over",
    "import_tree",
    "merge",
    "move",
    "register",
    "rename",
    "split",
    "write_guide",
]
