"""Writes: a letter leaves: its text is settled, it gets number, day and code, and a job makes its files.

The name of the applicant is opened here, for the letter to the applicant, and nowhere else on the way to paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any

from django.db import transaction

from gongkai.agencies.queries import letterhead
from gongkai.applications.access import Act
from gongkai.applications.actions.holding import Held, enter, hold, told, with_keys
from gongkai.applications.models import Application, CaseFile, Doing, Event, FileUse, Letter
from gongkai.applications.models.numbers import NOTICE_NO
from gongkai.applications.queries import letter_facts
from gongkai.applications.queries.letters import Composed, head_of, unaddressed, with_reply, written
from gongkai.applications.queries.reply_links import in_halves
from gongkai.applications.queries.signing import digest_as_signed, to_be_signed
from gongkai.documents.letters.letter import Written, digest, missing, paper
from gongkai.documents.letters.own_template import fill
from gongkai.documents.paper.printing import printed
from gongkai.law.findings import Severity
from gongkai.law.ledger import Party
from gongkai.law.outcomes.letters import letter
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import store
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.opening import open_unlogged

CODE_BYTES = 18  # behind the QR code: nobody finds a letter by trying


@dataclass(frozen=True, slots=True)
class Files:
    """A letter as files: the PDF that is kept, and the Word file."""

    pdf: bytes
    docx: bytes


def tell(held: Held, event: Event) -> tuple[int, ...]:
    """Let the letters leave that tell of an event, in the transaction of the event. Refused for what cannot stand on paper."""
    return tuple(leave(held, composed, event) for composed in letter_facts.told_by(held.application, event))


def leave(
    held: Held, composed: Composed, event: Event, *, number: str = "", decision_id: int | None = None
) -> int:
    """Let one letter leave: number, day and code are given, its files are made by a job. Returns its number in the table.

    Refused where something stands in its way: the messages say what.
    """
    on = civil_day(held.at)
    said = require_fit(held, composed)
    if decision_id is None:
        _require_signed(held, composed, said)
    made = Letter.objects.create(
        application=held.application,
        kind=composed.kind,
        event=event,
        decision_id=decision_id,
        to=composed.to,
        who=composed.who,
        number=number or _number(held),
        on=on,
        said=said,
        digest=digest(unaddressed(composed, said, on)),
        code=token_urlsafe(CODE_BYTES),
        made_at=held.at,
        made_by=held.by.username,
    )
    queue("applications.make_letter", key=str(made.pk), at=held.at, letter_id=made.pk)
    return made.pk


def require_fit(held: Held, composed: Composed) -> dict[str, Any]:
    """What the table keeps of a letter that may leave as it is.

    Refused for missing facts, names too long, characters without a typeface: in the name of the applicant too.
    """
    on = civil_day(held.at)
    said = composed.as_json(head_of(held.application.agency, on))
    named = _named(held.application, composed.to, composed.who)
    found = missing(written(composed.kind, said, addressee=named, law_day=on))
    standing = dict.fromkeys(each.message for each in found if each.severity is Severity.ERROR)
    if standing:
        raise Refused(*standing)
    return said


@transaction.atomic
def write_letter(*, application_id: int, kind: str, by: Actor, at: datetime, moves: int | None = None) -> int:
    """Let a letter leave that no act sends by itself: that an application lapsed, that it was taken back.

    Refused for other kinds, where the application does not stand so, and where that letter has left.
    """
    held = hold(application_id, Act.LETTER, by=by, at=at, moves=moves)
    return tell_owed(held, kind)


def tell_owed(held: Held, kind: str) -> int:
    """As `write_letter`, of an application that is held."""
    on = civil_day(held.at)
    left = set(held.application.letters.filter(kind=kind).values_list("who", flat=True))
    fitting = [each for each in letter_facts.owed(held.application, on) if each.kind == kind]
    if fitting and all(each.who in left for each in fitting):
        raise Refused("这种文书已经制发过，不必重复制发。")
    composed = next((each for each in fitting if each.who not in left), None)
    if composed is None:
        raise Refused("这件申请现在不需要这种文书。")
    event = enter(held, Doing.LETTER_MADE, note=letter(kind).name, details={"letter": kind})
    made = leave(held, composed, event)
    told("write_letter", held, details={"letter": made, "kind": kind})
    return made


@transaction.atomic
def ask_help(
    *,
    application_id: int,
    who: str,
    what: str,
    answer_by: date,
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> int:
    """Ask another organ to help with a search, by a day; the period runs on. Returns the number of the letter.   依据：条例第十一条

    Refused without saying whom and what, and for a day that has passed.
    """
    held = hold(application_id, Act.ASK_HELP, by=by, at=at, moves=moves)
    return put_request(held, who=who, what=what, answer_by=answer_by)


def put_request(held: Held, *, who: str, what: str, answer_by: date) -> int:
    """As `ask_help`, of an application that is held."""
    name = refuse_without(who, 100, "请谁协助")
    text = refuse_without(what, 2_000, "需要协助的事项")
    if answer_by < civil_day(held.at):
        raise Refused("请对方回复的日期已经过去，请改为今天以后的日期。")
    details = {"letter": "cohandle_letter", "who": name, "answer_by": answer_by.isoformat()}
    event = enter(held, Doing.LETTER_MADE, note=text, details=details)
    made = leave(held, letter_facts.asked_to_help(held.application, event), event)
    told("ask_help", held, details={"letter": made})
    return made


def made_files(*, letter_id: int, at: datetime) -> Files:  # noqa: ARG001 - as the job is called
    """The files of a letter. Raises Unreadable where they cannot be made."""
    held = Letter.objects.select_related("application__agency", "application__applicant").get(pk=letter_id)
    named = _named(held.application, held.to, held.who)
    what = written(held.kind, held.said, addressee=named, number=held.number, on=held.on, code=held.code)
    with with_keys():
        what = with_reply(what, held, lambda code: in_halves(str(code.unsealed())))
    sheet = paper(what, held.made_at)
    return Files(
        printed(sheet, "pdf"), own_word_file(held.application.agency_id, what) or printed(sheet, "docx")
    )


@job("applications.make_letter", label="制作文书", prepare=made_files)
def make_letter(*, letter_id: int, at: datetime, prepared: Files) -> None:
    """Keep the files of a letter with its case, once."""
    held = Letter.objects.select_related("application").get(pk=letter_id)
    if held.pdf_id is not None:
        return
    agency_id, name = held.application.agency_id, letter(held.kind).name
    kept = {}
    for kind, data in (("pdf", prepared.pdf), ("docx", prepared.docx)):
        kept[kind] = store(data=data, agency_id=agency_id, by=OPERATOR, at=at, name=f"{name}.{kind}").id
    Letter.objects.filter(pk=letter_id).update(pdf=kept["pdf"], docx=kept["docx"])
    CaseFile.objects.create(
        application=held.application,
        event_id=held.event_id,
        use=FileUse.NOTICE if held.to == Party.APPLICANT else FileUse.OPINION,
        file_id=kept["pdf"],
        name=f"{name}.pdf",
    )
    log(
        "applications.letter_ready",
        f"application:{held.application_id}",
        by=OPERATOR,
        at=at,
        agency_id=agency_id,
        details={"letter": letter_id},
    )


def _require_signed(held: Held, composed: Composed, said: Mapping[str, Any]) -> None:
    """Refused for a notice that the agency has signed before it leaves, and for one that is not what was signed."""
    if held.signed is None:
        if to_be_signed(held.application.agency_id, composed.kind):
            raise Refused(f"本机关规定{letter(composed.kind).name}审签以后发出，请先拟制、送审。")
    elif digest_as_signed(composed.kind, composed.who, said, civil_day(held.at)) not in held.signed:
        raise Refused(
            f"案件有了新的情况，或者公文格式有修改，{letter(composed.kind).name}已经不是送审时的内容。"
        )


def _number(held: Held) -> str:
    try:
        return take_number(NOTICE_NO.name, agency_id=held.application.agency_id, at=held.at).text
    except PatternRefused as refusal:
        raise Refused(f"不能编定文号：{refusal}") from refusal


def _named(application: Application, to: str, who: str) -> str:
    """Whom a letter is addressed to: the applicant by the whole name."""
    if to != Party.APPLICANT:
        return who
    with with_keys():
        return str(application.applicant.name.unsealed())


def own_word_file(agency_id: int, what: Written) -> bytes | None:
    """The Word file by the agency's own template, where it has one."""
    template = letterhead(agency_id).template
    return fill(b"".join(open_unlogged(template).chunks), what) if template is not None else None
