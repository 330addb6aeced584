"""Writes: the answer to a request for correction leaves as a letter, once; a job makes its files.   依据：条例第四十一条

What is sealed is opened here, for the paper, and nowhere else on the way.
"""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.db import transaction

from gongkai.applications.actions.holding import with_keys
from gongkai.applications.actions.letters import CODE_BYTES, Files, own_word_file
from gongkai.applications.actions.rectifying_holding import hold, subject, told
from gongkai.applications.models import FileUse, RectifyFile, RectifyLetter
from gongkai.applications.models.numbers import NOTICE_NO
from gongkai.applications.queries.drafting import remedies_of
from gongkai.applications.queries.letters import draft, head_of
from gongkai.applications.queries.rectifying.letters import answered_by, composed, of_table, whole
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.documents.letters.letter import missing, paper
from gongkai.documents.paper.printing import printed
from gongkai.law.findings import Severity
from gongkai.law.outcomes.letters import letter
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import store
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.value import Sealed


@transaction.atomic
def write_letter(*, rectification_id: int, by: Actor, at: datetime, moves: int | None = None) -> None:
    """Let the letter leave that tells the answer. Refused where it left already, and where something stands in its way."""
    held = hold(rectification_id, Act.LETTER, by=by, at=at, moves=moves)
    one, event, on = held.one, answered_by(rectification_id), civil_day(at)
    if event is None:
        raise Refused("这件更正申请还没有答复，不能制发告知书。")
    if RectifyLetter.objects.filter(rectification=one).exists():
        raise Refused("告知书已经制发过，不必重复制发。")
    says = composed(one, event, remedies_of(one.agency_id, on))
    with with_keys():
        found = missing(whole(draft(one.agency, says, on), one, event, _opened))
    if standing := dict.fromkeys(each.message for each in found if each.severity is Severity.ERROR):
        raise Refused(*standing)
    try:
        number = take_number(NOTICE_NO.name, agency_id=one.agency_id, at=at).text
    except PatternRefused as refusal:
        raise Refused(f"不能编定文号：{refusal}") from refusal
    RectifyLetter.objects.create(
        rectification=one,
        event=event,
        kind=says.kind,
        number=number,
        on=on,
        said=says.as_json(head_of(one.agency, on)),
        code=token_urlsafe(CODE_BYTES),
        made_at=at,
        made_by=by.username,
    )
    queue("applications.make_rectify_letter", key=str(one.pk), at=at, rectification_id=one.pk)
    told("rectify_letter", held, details={"kind": says.kind, "number": number})


def made_files(*, rectification_id: int, at: datetime) -> Files:  # noqa: ARG001 - as the job is called
    """The files of a letter. Raises Unreadable where they cannot be made."""
    held = _letter(rectification_id)
    with with_keys():
        what = of_table(held, _opened)
    sheet = paper(what, held.made_at)
    word = own_word_file(held.rectification.agency_id, what) or printed(sheet, "docx")
    return Files(printed(sheet, "pdf"), word)


@job("applications.make_rectify_letter", label="制作更正告知书", prepare=made_files)
def make_letter(*, rectification_id: int, at: datetime, prepared: Files) -> None:
    """Keep the files of a letter with its request, once."""
    held = _letter(rectification_id)
    if held.pdf_id is not None:
        return
    agency_id, name = held.rectification.agency_id, letter(held.kind).name
    kept = {}
    for kind, data in (("pdf", prepared.pdf), ("docx", prepared.docx)):
        kept[kind] = store(data=data, agency_id=agency_id, by=OPERATOR, at=at, name=f"{name}.{kind}").id
        RectifyFile.objects.create(
            rectification_id=rectification_id,
            event_id=held.event_id,
            use=FileUse.NOTICE,
            file_id=kept[kind],
            name=f"{name}.{kind}",
        )
    RectifyLetter.objects.filter(pk=rectification_id).update(pdf=kept["pdf"], docx=kept["docx"])
    log(
        "applications.rectify_letter_ready",
        subject(rectification_id),
        by=OPERATOR,
        at=at,
        agency_id=agency_id,
    )


def _letter(rectification_id: int) -> RectifyLetter:
    found = RectifyLetter.objects.select_related("rectification__agency", "rectification__requester", "event")
    return found.get(pk=rectification_id)


def _opened(value: Any) -> str:
    return value.unsealed() if isinstance(value, Sealed) else str(value)
