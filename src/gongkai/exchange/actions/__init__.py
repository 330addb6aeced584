"""Writes of the exchange with other systems: let in, shut out, drafts handed in, messages made and sent."""

from gongkai.exchange.actions.admitting import Caller, NotLetIn, admit, note_use
from gongkai.exchange.actions.delivering import send_due
from gongkai.exchange.actions.following import follow, try_out
from gongkai.exchange.actions.handing import add_file, hand_in, replace, take_back
from gongkai.exchange.actions.systems import alter_system, close_system, open_system
from gongkai.exchange.actions.tokens import end_token, make_token
from gongkai.exchange.actions.webhooks import (
    alter_webhook,
    close_webhook,
    open_webhook,
    pause_webhook,
    renew_secret,
    resume_webhook,
    send_again,
)
from gongkai.records.actions.refused import Refused

__all__ = [
    "Caller",
    "NotLetIn",
    "Refused",
    "add_file",
    "admit",
    "alter_system",
    "alter_webhook",
    "close_system",
    "close_webhook",
    "end_token",
    "follow",
    "hand_in",
    "make_token",
    "note_use",
    "open_system",
    "open_webhook",
    "pause_webhook",
    "renew_secret",
    "replace",
    "resume_webhook",
    "send_again",
    "send_due",
    "take_back",
    "try_out",
]
