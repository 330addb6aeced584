"""Writes: chains are set; things are sent into sign-off, spoken to, changed, stopped; others are asked and reminded."""

from gongkai.records.actions.refused import Refused
from gongkai.signoff.actions.asides import countersign, remind
from gongkai.signoff.actions.chains import set_chain, unset_chain
from gongkai.signoff.actions.course import wait_for
from gongkai.signoff.actions.opinions import say
from gongkai.signoff.actions.rounds import change, start, stop, take_over

__all__ = [
    "Refused",
    "change",
    "countersign",
    "remind",
    "say",
    "set_chain",
    "start",
    "stop",
    "take_over",
    "unset_chain",
    "wait_for",
]
