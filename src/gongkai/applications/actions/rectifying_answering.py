"""Writes: a request for correction is answered: corrected, refused with reasons, forwarded, or told where to go.

What an answer says stands in fields of its own, so that a letter can be filled from them.   依据：条例第四十一条
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.applications.actions.holding import with_keys
from gongkai.applications.actions.rectifying_holding import Held, Said, enter, hold, told
from gongkai.applications.actions.rectifying_notifying import What, told_requester
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.law.rectification.answers import Answer, Ground, lacking
from gongkai.law.rectification.course import ANSWERS
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without

_PARTICULARS = {"competent_organ": "organ"}
"""What a letter calls otherwise than the table."""


@transaction.atomic
def correct(
    *,
    rectification_id: int,
    old_record: str,
    new_record: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
    moves: int | None = None,
) -> None:
    """Enter that the record was checked and corrected, and tell whoever asked.   依据：条例第四十一条

    Refused without the old and the new text, and where both are the same.
    """
    held = hold(rectification_id, Act.CORRECT, by=by, at=at, moves=moves)
    if old_record.strip() and old_record.strip() == new_record.strip():
        raise Refused("更正前后的内容相同，请核对。")
    _answer(held, Answer.CORRECTED, {"old_record": old_record, "new_record": new_record}, on)


@transaction.atomic
def refuse(
    *,
    rectification_id: int,
    ground: Ground,
    reasons: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
    moves: int | None = None,
) -> None:
    """Enter that the record is not corrected, for which reasons, and tell whoever asked.   依据：条例第四十一条"""
    held = hold(rectification_id, Act.REFUSE, by=by, at=at, moves=moves)
    _answer(held, Answer.REFUSED, {"ground": ground.value, "reasons": reasons}, on)


@transaction.atomic
def forward(
    *,
    rectification_id: int,
    organ: str,
    by: Actor,
    at: datetime,
    contact: str = "",
    sent: bool = True,
    on: date | None = None,
    moves: int | None = None,
) -> None:
    """Enter that another organ is competent: the request was sent there, or, unless `sent`, whoever asked is told to go there.

    Refused without naming it, and for the agency itself.   依据：条例第四十一条
    """
    held = hold(rectification_id, Act.FORWARD, by=by, at=at, moves=moves)
    if organ.strip() == held.one.agency.name:
        raise Refused("有权更正的机关就是本机关，请直接核实办理。")
    answer = Answer.FORWARDED if sent else Answer.DIRECTED
    if not sent:
        refuse_without(contact, 200, "该机关的联系方式")
    _answer(held, answer, {"organ": organ, "organ_contact": contact}, on)


_LOGGED = {
    Answer.CORRECTED: "rectify_corrected",
    Answer.REFUSED: "rectify_refused",
    Answer.FORWARDED: "rectify_forwarded",
    Answer.DIRECTED: "rectify_directed",
}
_ROOM = {"organ": ("有权更正的机关", 120), "organ_contact": ("联系方式", 200)}


def _answer(held: Held, answer: Answer, says: Mapping[str, str], on: date | None) -> None:
    particulars = {one: says.get(_PARTICULARS.get(one, one), "") for one in _named(says)}
    if missing := lacking(answer, particulars):
        raise Refused(*(f"请写明{label}，文书上要写。" for label in missing.values()))
    for name, text in says.items():
        label, most = _ROOM.get(name, ("内容", 2_000))
        refuse_longer(text, most, label)
    with with_keys():
        enter(held, ANSWERS[answer], Said(more={name: text.strip() for name, text in says.items()}), on=on)
    told_requester(held, What.ANSWERED)
    told(_LOGGED[answer], held)


def _named(says: Mapping[str, str]) -> set[str]:
    named = {name: letter for letter, name in _PARTICULARS.items()}
    return {named.get(name, name) for name in says}
