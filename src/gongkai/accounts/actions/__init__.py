"""Writes: accounts are opened and closed, passwords chosen and reset, second factors kept, entries noted."""

from gongkai.accounts.actions.contacts import Number, reveal_contact, write_contact
from gongkai.accounts.actions.entry import Event, forget_sessions, note, spend_step
from gongkai.accounts.actions.feeds import FeedUse, end_feed, leave_feed, make_feed, note_use, use_feed
from gongkai.accounts.actions.guarding import remove_second_factor, unlock
from gongkai.accounts.actions.keeping import close_account, open_account, reset_password
from gongkai.accounts.actions.oneself import choose_password
from gongkai.accounts.passwords import initial_password
from gongkai.records.actions.refused import Refused

__all__ = [
    "Event",
    "FeedUse",
    "Number",
    "Refused",
    "choose_password",
    "close_account",
    "end_feed",
    "forget_sessions",
    "initial_password",
    "leave_feed",
    "make_feed",
    "note",
    "note_use",
    "open_account",
    "remove_second_factor",
    "reset_password",
    "reveal_contact",
    "spend_step",
    "unlock",
    "use_feed",
    "write_contact",
]
