"""Reads: the file of one case, gathered for its archive (一案一档): every piece in its order, and all that was said of it.

依据：条例第四十五条
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO

from gongkai.accounts.queries import names_of
from gongkai.applications.access import KIND
from gongkai.applications.models import (
    Application,
    Decision,
    Doing,
    FileUse,
    Letter,
    Material,
    Prepared,
)
from gongkai.applications.queries.case import Case, Happened, case
from gongkai.applications.queries.letters import SOMEBODY
from gongkai.applications.queries.retention import schedule_of
from gongkai.applications.queries.sheets import sheet
from gongkai.documents.archive.folder import (
    Approval,
    Entry,
    Folder,
    Kind,
    LogLine,
    Removal,
    Retention,
    Search,
    Step,
    Term,
)
from gongkai.documents.archive.printing import as_pdf
from gongkai.documents.letters.letter import paper
from gongkai.law.duties import grounds
from gongkai.law.duties.case_files import Schedule, parts
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.outcomes.letters import letter
from gongkai.law.roles import Role
from gongkai.law.rules import DECLARED
from gongkai.law.wording import day
from gongkai.records.access import Actor
from gongkai.records.queries.extracts import Extract, extract
from gongkai.records.queries.files import FileRow, path_of, rows
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing import extracts
from gongkai.signoff import access as signoff
from gongkai.signoff.models import Round
from gongkai.signoff.queries.history import history

KINDS = {
    FileUse.IDENTITY: Kind.IDENTITY,
    FileUse.EVIDENCE: Kind.EVIDENCE,
    FileUse.SCAN: Kind.APPLICATION,
    FileUse.SUPPLEMENT: Kind.RECTIFICATION,
    FileUse.NOTICE: Kind.LETTER,
    FileUse.OPINION: Kind.CONSULTATION,
    FileUse.SEARCH: Kind.SEARCH,
    FileUse.PROVIDED: Kind.DISCLOSED,
    FileUse.PROOF: Kind.SERVICE,
}
"""What the files of events are in the archive."""
ANONYMOUS = "（个人信息已去除）"
REMOVED = "保管期限届满，内容已去除"
_ORIGINAL = "原件，不公开"


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the pieces are made from. `stored`: every file of the case by its number."""

    viewer: Actor
    one: Case
    at: datetime
    letters: list[Letter]
    materials: list[Material]
    decisions: list[Decision]
    prepared: list[Prepared]
    stored: Mapping[int, FileRow]


def folder_of(viewer: Actor, application_id: int, at: datetime) -> Folder | None:
    """The file of a case as it is now, for whoever may see the case, else None; the applicant masked.

    Queries: 17, and as the history of each round of sign-off. The forms are filled and printed only when somebody reads them.
    """
    one = case(viewer, application_id, civil_day(at))
    if one is None:
        return None
    found = _gathered(viewer, one, at)
    told = extract(_subjects(found))
    return Folder(
        agency=one.agency,
        number=one.number,
        title=one.title,
        applicant=ANONYMOUS if one.anonymised_at else one.person.name,
        received_on=one.receipt_on or one.arrived_on,
        made_at=at,
        entries=tuple(_entries(found)),
        retention=retention(schedule_for(application_id), one.clock.closed_on),
        closed_on=one.clock.closed_on,
        result=_result(one.row),
        handler=one.handler,
        steps=tuple(_step(event) for event in one.happened),
        terms=tuple(_terms(one)),
        approvals=tuple(_approvals(viewer, _rounds(found))),
        searches=tuple(_searches(one)),
        log=tuple(_lines(told)),
        log_extract=extracts.lines(told.cuts, head=told.head),
        removed=tuple(_removals(one)),
    )


def schedule_for(application_id: int) -> Schedule:
    """How long the file of a case is kept, as its facts are now. The caller has found that its reader may see the case."""
    found = Application.objects.get(pk=application_id)
    return schedule_of(found, found.events.order_by("pk"))


def retention(term: Schedule, closed_on: date | None) -> Retention:
    """The term as the archive prints it."""
    rule = str(term.rules[0].basis)
    if term.kept is None:
        return Retention(years=None, since=None, until=None, rule=rule, note=term.explanation)
    return Retention(years=term.years, since=term.since or closed_on, until=term.kept.until, rule=rule)


def _gathered(viewer: Actor, one: Case, at: datetime) -> _Gathered:
    letters = list(Letter.objects.filter(application=one.id).order_by("pk"))
    materials = list(Material.objects.filter(application=one.id, dropped_at__isnull=True).order_by("pk"))
    files = {each.file_id for event in one.happened for each in event.files}
    files |= {each.pdf_id for each in letters if each.pdf_id}
    files |= {number for each in materials for number in (each.original_id, each.given_id) if number}
    decisions = list(Decision.objects.filter(application=one.id).order_by("pk"))
    prepared = list(Prepared.objects.filter(application=one.id).order_by("pk"))
    return _Gathered(viewer, one, at, letters, materials, decisions, prepared, rows(files))


def _subjects(found: _Gathered) -> list[str]:
    """What the log has entries about: the case, its replies and notices in sign-off, its files."""
    return [
        f"application:{found.one.id}",
        *_rounds(found),
        *(f"file:{number}" for number in found.stored),
    ]


def _entries(found: _Gathered) -> Iterator[Entry]:
    """Every piece, in the order in which a file is bound."""
    one = found.one
    yield _form(found, Kind.APPLICATION, "form_application", on=one.arrived_on)
    yield _form(found, Kind.RECEIPT, "register_sheet", on=one.receipt_on, stays=True)
    elsewhere = _elsewhere(found)
    for event in one.happened:
        for file in event.files:
            if found.stored[file.file_id].digest not in elsewhere[file.use]:
                title = f"{file.use.label}：{file.name}"
                yield _piece(found, file.file_id, KINDS[file.use], title, event.on, void=event.void)
    for sent in found.letters:
        yield _letter(found, sent)
        if sent.sent_on or sent.served_on:
            yield _form(found, Kind.SERVICE, "service_proof", of=sent.pk, on=sent.served_on)
    if any(each.dropped_at is None for each in found.decisions):
        yield _form(found, Kind.APPROVAL, "approval_sheet")
    for each in found.materials:
        yield _piece(found, each.original_id, Kind.REDACTION, f"{each.name}（{_ORIGINAL}）", None)
        if each.given_id:
            yield _piece(found, each.given_id, Kind.DISCLOSED, each.name, None, note=_withheld(each))


def _elsewhere(found: _Gathered) -> Mapping[FileUse, set[str]]:
    """The files of events that are pieces of their own already, by what they are: letters, and what was given."""
    letters = {found.stored[each.pdf_id].digest for each in found.letters if each.pdf_id}
    given = {found.stored[each.given_id].digest for each in found.materials if each.given_id}
    known = {FileUse.NOTICE: letters, FileUse.OPINION: letters, FileUse.PROVIDED: given}
    return {use: known.get(use, set()) for use in FileUse}


def _form(
    found: _Gathered,
    kind: Kind,
    form: str,
    *,
    of: int | None = None,
    on: date | None = None,
    stays: bool = False,
) -> Entry:
    """A form that is filled from the case; nothing is left of those that say who applied once that is taken out."""
    title = letter(form).name
    if found.one.anonymised_at and not stays:
        return Entry(kind=kind, title=title, on=on, note=REMOVED)
    return Entry(
        kind=kind,
        title=title,
        on=on,
        content=_filled(found, form, of),
        name=f"{title}.pdf",
        note="据登记内容打印",
    )


def _filled(found: _Gathered, form: str, of: int | None) -> Callable[[], BinaryIO]:
    def printed() -> BinaryIO:
        what = sheet(found.viewer, found.one.id, form, of, civil_day(found.at))
        return BytesIO(as_pdf(paper(what, found.at)) if what else b"")

    return printed


def _letter(found: _Gathered, sent: Letter) -> Entry:
    name = letter(sent.kind).name
    title = f"{name}　{sent.number}" if sent.number else name
    to = f"致{sent.who or SOMEBODY}"
    served = f"{to}，{day(sent.served_on)}送达" if sent.served_on else to
    if sent.pdf_id is None:
        return Entry(kind=Kind.LETTER, title=title, on=sent.on, note=f"{served}，文件尚未制成")
    return _piece(found, sent.pdf_id, Kind.LETTER, title, sent.on, note=served)


def _piece(
    found: _Gathered,
    file_id: int,
    kind: Kind,
    title: str,
    on: date | None,
    *,
    note: str = "",
    void: bool = False,
) -> Entry:
    """A stored file; without bytes where it was erased, is held back, or is not there, and the note says so."""
    file = found.stored[file_id]
    place = path_of(file.digest)
    if file.erased:
        missing = REMOVED
    elif file.quarantined:
        missing = f"已隔离，没有收入：{file.quarantined}"
    else:
        missing = "" if place.is_file() else "内容不在文件库中，请联系运行人员"
    told = "；".join(part for part in (note, missing, "所附的记录已撤销" if void else "") if part)
    return Entry(
        kind=kind,
        title=title,
        on=on,
        content=None if missing else place,
        name="" if found.one.anonymised_at else file.name,
        digest=file.digest,
        note=told,
    )


def _withheld(each: Material) -> str:
    """What was taken out of it, in the words of the program."""
    if each.whole:
        return "整件提供"
    many = len(each.report.get("withheld", ()))
    return f"区分处理，不予公开 {many} 处" if many else ""


def _step(event: Happened) -> Step:
    """On which day it happened; to the minute where it was entered on that day."""
    who = f"{event.by}（{event.who}）" if event.who else event.by
    note = "；".join(
        part for part in (event.note, f"已撤销：{event.void_because}" if event.void else "") if part
    )
    at = event.at if civil_day(event.at) == event.on else event.on
    return Step(at=at, what=event.label, who=who, note=note)


def _terms(one: Case) -> Iterator[Term]:
    for limit in one.clock.limits:
        since = one.clock.started_on if limit.id == "reply" else None
        yield Term(what=limit.what, since=since, due=limit.by, done=limit.done_on, note=limit.who.label)


def _rounds(found: _Gathered) -> list[str]:
    """What went through sign-off: replies, and the notices that the agency has signed."""
    return [
        *(f"{KIND.key}:{each.pk}" for each in found.decisions),
        *(f"{each.kind}:{each.pk}" for each in found.prepared if each.round_id),
    ]


def _approvals(viewer: Actor, subjects: list[str]) -> Iterator[Approval]:
    """What everybody said in every round, as far as the viewer may see the rounds."""
    seen = Round.objects.filter(signoff.visible_to(viewer), subject__in=subjects).order_by("pk")
    for held in seen:
        for line in history(held.pk, viewer):
            acting = f"{line.name}（代{line.acting_for}）" if line.acting_for else line.name
            yield Approval(
                at=line.at,
                who=acting,
                role=line.step_title,
                what=f"第{line.revision}稿" if line.revision else held.title,
                result=line.what,
                opinion="；".join(part for part in (line.text, line.voided_because) if part),
                digest=line.digest,
            )


def _searches(one: Case) -> Iterator[Search]:
    for event in one.happened:
        if event.kind == Doing.SEARCHED and not event.void:
            told = [str(event.details.get(name, "")) for name in ("method", "scope")]
            found = {True: "找到", False: "没有找到"}.get(bool(event.details.get("found")), "")
            yield Search(
                at=event.at,
                who=event.by,
                where=str(event.details.get("where", "")),
                words="；".join(part for part in told if part),
                found=event.note or found,
            )


def _lines(told: Extract) -> Iterator[LogLine]:
    names = names_of(line.actor for line in told.lines)
    for line in told.lines:
        yield LogLine(
            place=line.seq,
            at=line.at,
            who=names.get(line.actor, _OTHERS.get(line.actor, line.actor)),
            role=line.role,
            what=line.what,
            hash=line.hash,
            previous=line.previous,
        )


_OTHERS = {"applicant": "申请人", "operator": "系统", "system": "系统"}


def _removals(one: Case) -> Iterator[Removal]:
    """What was taken out when the term was over: by whom, under which rule."""
    for event in one.happened:
        if event.kind != Doing.ANONYMISED:
            continue
        rule = DECLARED.get(str(event.details.get("rule")), grounds.ANONYMISE)
        named = event.details.get("parts")
        for each in named if isinstance(named, list) else ():
            part = parts().get(str(each))
            if part:
                role = Role(event.role).label if event.role else ""
                basis = str(rule.basis)
                yield Removal(what=part.title, at=event.at, who=event.by, role=role, rule=basis, why=part.why)


def _result(row: str) -> str:
    found = outcomes().get(row)
    return found.name if found else row
