"""Writes of remedies: chains of review and suit, the duty that a loss opens, complaints, evidence."""

from gongkai.records.actions.refused import Refused
from gongkai.remedies.actions.complaining import (
    Told,
    find,
    handle,
    link,
    register,
    renew_code,
    reveal_complaint,
    submit,
    take_back,
)
from gongkai.remedies.actions.evidence import pack_evidence
from gongkai.remedies.actions.holding import Brought, Said
from gongkai.remedies.actions.recording import (
    Challenged,
    Person,
    add_party,
    fulfil,
    note,
    open_chain,
    order,
    record,
    void,
)
from gongkai.remedies.actions.revealing import reveal_participant

__all__ = [
    "Brought",
    "Challenged",
    "Person",
    "Refused",
    "Said",
    "Told",
    "add_party",
    "find",
    "fulfil",
    "handle",
    "link",
    "note",
    "open_chain",
    "order",
    "pack_evidence",
    "record",
    "register",
    "renew_code",
    "reveal_complaint",
    "reveal_participant",
    "submit",
    "take_back",
    "void",
]
