"""Writes of registers: sources, deliveries, pushes, corrections; records leave the public view and come back."""

from gongkai.records.actions.refused import Refused
from gongkai.registers.actions.correcting import CellsRefused, correct, pull, restore, see
from gongkai.registers.actions.delivering import Handed, apply, begin, confirm, drop, read_again
from gongkai.registers.actions.following import follow
from gongkai.registers.actions.pushing import push
from gongkai.registers.actions.remaking import remake
from gongkai.registers.actions.sources import (
    close_source,
    end_key,
    map_source,
    open_source,
    renew_key,
)
from gongkai.registers.actions.staging import read_and_apply, stage

__all__ = [
    "CellsRefused",
    "Handed",
    "Refused",
    "apply",
    "begin",
    "close_source",
    "confirm",
    "correct",
    "drop",
    "end_key",
    "follow",
    "map_source",
    "open_source",
    "pull",
    "push",
    "read_again",
    "read_and_apply",
    "remake",
    "renew_key",
    "restore",
    "see",
    "stage",
]
