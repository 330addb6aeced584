"""Writes: accounts are opened and closed, passwords chosen and reset, second factors kept, entries noted."""

from gongkai.accounts.actions.entry import Event, note, spend_step
from gongkai.accounts.actions.guarding import remove_second_factor, unlock
from gongkai.accounts.actions.keeping import close_account, open_account, reset_password
from gongkai.accounts.actions.oneself import choose_password
from gongkai.accounts.actions.refused import Refused
from gongkai.accounts.passwords import initial_password

__all__ = [
    "Event",
    "Refused",
    "choose_password",
    "close_account",
    "initial_password",
    "note",
    "open_account",
    "remove_second_factor",
    "reset_password",
    "spend_step",
    "unlock",
]
