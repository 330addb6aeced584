"""Writes of disclosure on request: taken in, confirmed, asked about, shared out, decided, answered."""

from gongkai.applications.actions.anonymising import anonymise, propose_anonymising
from gongkai.applications.actions.archiving import Archive, pack_archive
from gongkai.applications.actions.asking import (
    Question,
    ask,
    ask_correction,
    ask_reasons,
    defer,
    extend,
    notify_fee,
    propose_extension,
    record_correction,
    record_payment,
    record_reasons,
)
from gongkai.applications.actions.citizens import propose, rate, supplement, take_back
from gongkai.applications.actions.deciding import (
    Faulty,
    deliver,
    drop_decision,
    issue,
    key_of,
    save_decision,
    submit_decision,
)
from gongkai.applications.actions.delivering import (
    Service,
    downloaded,
    letter_returned,
    send_letter,
    serve_letter,
)
from gongkai.applications.actions.dividing import merge, split
from gongkai.applications.actions.holding import Brought
from gongkai.applications.actions.letters import ask_help, write_letter
from gongkai.applications.actions.materials import (
    add_material,
    drop_material,
    give_whole,
    mark_material,
)
from gongkai.applications.actions.opinions import Opinion, Said, judge_opinion, record_opinion
from gongkai.applications.actions.proposing import adopt, decline
from gongkai.applications.actions.receiving import Came, Receipt, Unfit, confirm, register, submit
from gongkai.applications.actions.redacting import order_redaction, redact_now, stop_redaction
from gongkai.applications.actions.reply_links import renew_reply
from gongkai.applications.actions.replying import Reply, fetch_question, reply
from gongkai.applications.actions.sheets import Printed, print_sheet
from gongkai.applications.actions.signing import (
    change_prepared,
    drop_prepared,
    prepare,
    submit_prepared,
)
from gongkai.applications.actions.working import (
    Found,
    Task,
    archive,
    assign,
    finish_part,
    note,
    reclassify,
    remind,
    renew_code,
    reveal_applicant,
    search,
    void,
    withdraw,
)
from gongkai.records.actions.refused import Refused

__all__ = [
    "Archive",
    "Brought",
    "Came",
    "Faulty",
    "Found",
    "Opinion",
    "Printed",
    "Question",
    "Receipt",
    "Refused",
    "Reply",
    "Said",
    "Service",
    "Task",
    "Unfit",
    "add_material",
    "adopt",
    "anonymise",
    "archive",
    "ask",
    "ask_correction",
    "ask_help",
    "ask_reasons",
    "assign",
    "change_prepared",
    "confirm",
    "decline",
    "defer",
    "deliver",
    "downloaded",
    "drop_decision",
    "drop_material",
    "drop_prepared",
    "extend",
    "fetch_question",
    "finish_part",
    "give_whole",
    "issue",
    "judge_opinion",
    "key_of",
    "letter_returned",
    "mark_material",
    "merge",
    "note",
    "notify_fee",
    "order_redaction",
    "pack_archive",
    "prepare",
    "print_sheet",
    "propose",
    "propose_anonymising",
    "propose_extension",
    "rate",
    "reclassify",
    "record_correction",
    "record_opinion",
    "record_payment",
    "record_reasons",
    "redact_now",
    "register",
    "remind",
    "renew_code",
    "renew_reply",
    "reply",
    "reveal_applicant",
    "save_decision",
    "search",
    "send_letter",
    "serve_letter",
    "split",
    "stop_redaction",
    "submit",
    "submit_decision",
    "submit_prepared",
    "supplement",
    "take_back",
    "void",
    "withdraw",
    "write_letter",
]
