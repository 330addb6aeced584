"""Tables of registers: sources, deliveries with their staged rows and faults, records with their changes, sums."""

from gongkai.registers.models.delivery import Delivery, RowFault, Stage, WholeList
from gongkai.registers.models.lottery import Lottery
from gongkai.registers.models.record import (
    PLACE,
    Change,
    Kept,
    Record,
    Register,
    Staged,
    Tally,
    What,
)
from gongkai.registers.models.source import Source

__all__ = [
    "PLACE",
    "Change",
    "Delivery",
    "Kept",
    "Lottery",
    "Record",
    "Register",
    "RowFault",
    "Source",
    "Stage",
    "Staged",
    "Tally",
    "What",
    "WholeList",
]
