"""Writes of requests for correction: taken in, confirmed, asked about, answered.   依据：条例第四十一条"""

from gongkai.applications.actions.rectifying_answering import correct, forward, refuse
from gongkai.applications.actions.rectifying_citizens import find, supplement, take_back
from gongkai.applications.actions.rectifying_delivering import (
    downloaded,
    letter_returned,
    send_letter,
    serve_letter,
)
from gongkai.applications.actions.rectifying_due import settle_rectifications
from gongkai.applications.actions.rectifying_handling import (
    ask_evidence,
    confirm,
    note,
    record_evidence,
    renew_code,
    reveal_content,
    reveal_record,
    withdraw,
)
from gongkai.applications.actions.rectifying_letters import write_letter
from gongkai.applications.actions.rectifying_receiving import Receipt, register, submit

__all__ = [
    "Receipt",
    "ask_evidence",
    "confirm",
    "correct",
    "downloaded",
    "find",
    "forward",
    "letter_returned",
    "note",
    "record_evidence",
    "refuse",
    "register",
    "renew_code",
    "reveal_content",
    "reveal_record",
    "send_letter",
    "serve_letter",
    "settle_rectifications",
    "submit",
    "supplement",
    "take_back",
    "withdraw",
    "write_letter",
]
