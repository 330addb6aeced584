"""Writes of clean-up campaigns: started, judged, handed in, accepted, carried out, their lists drafted for the public."""

from gongkai.normative.actions.cleanup_carrying import carry_out, foresee_carrying_out
from gongkai.normative.actions.cleanup_lists import draft_lists
from gongkai.normative.actions.cleanup_running import (
    Begun,
    Judgement,
    accept_list,
    conclude,
    hand_in,
    remind,
    return_list,
    start_cleanup,
)

__all__ = [
    "Begun",
    "Judgement",
    "accept_list",
    "carry_out",
    "conclude",
    "draft_lists",
    "foresee_carrying_out",
    "hand_in",
    "remind",
    "return_list",
    "start_cleanup",
]
