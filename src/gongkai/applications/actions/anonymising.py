"""Writes: when the term of a case is over, what says who applied is taken out: asked for by one, done by another.

What stays is written down in the law (`law.duties.case_files.parts`). One transaction for all tables; the bytes of files go
in a job after it, so that whoever is killed in between leaves nothing half.   依据：个人信息保护法第十九、四十七条
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.applications import access
from gongkai.applications.access import KIND, Act
from gongkai.applications.actions.holding import Held, enter, hold, subject, told
from gongkai.applications.models import (
    Applicant,
    Application,
    Assignment,
    CaseFile,
    Decision,
    Doing,
    Draft,
    Event,
    FileUse,
    Letter,
    Material,
    Prepared,
    RedactionOrder,
    Wanted,
)
from gongkai.applications.queries.mailed import TO_APPLICANT
from gongkai.applications.queries.proposals import given
from gongkai.applications.queries.retention import Asked, asked_of, schedule_of
from gongkai.law.duties import grounds
from gongkai.law.duties.case_files import After, parts
from gongkai.law.ledger import Kind
from gongkai.law.wording import day
from gongkai.records.access import Actor
from gongkai.records.actions import outbox
from gongkai.records.actions.erasing import erase
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.records.queries.files import referring
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.actions.forgetting import forget_words

GONE = "（保管期限届满，已去除）"
"""What stands in the place of every text that is gone."""
_SEALED = ("name", "identity_no", "representative", "agent", "telephone", "email", "address")
_NUMBERS = frozenset({"number", "into", "from", "with", "of"})
"""What details name by the number of a document or of an application."""
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_OF_ORGANS = frozenset({Kind.ORGAN_ASKED, Kind.ORGAN_ANSWERED, Kind.ORGAN_SILENT})


@transaction.atomic
def propose_anonymising(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    keep_names: bool = False,
    note: str = "",
    moves: int | None = None,
) -> None:
    """Ask to take out of a case what says who applied. `keep_names`: the names of what was disclosed say it of nobody.

    Refused before the term of the case is over, while a review or a suit goes on, and where somebody has asked already.
    """
    held = hold(application_id, Act.PROPOSE_ANONYMISING, by=by, at=at, moves=moves)
    refuse_longer(note, 300, "说明")
    _require_over(held)
    if asked_of(application_id) is not None:
        raise Refused("已经有人请求去除，请由另一位负责人批准；要改变请求的，请先撤销原来的请求。")
    enter(held, Doing.ANONYMISING_PROPOSED, note=note, details={"keep_names": keep_names})
    told("propose_anonymising", held)


@transaction.atomic
def anonymise(*, application_id: int, by: Actor, at: datetime, moves: int | None = None) -> None:
    """Take out of a case what says who applied, as somebody else has asked; nothing happens where that was done.

    Number, days, kind of applicant, row, result, the kinds of its events and the log stay: what was counted stays as it was.
    Refused before the term is over, where nobody has asked, and for whoever asked.
    """
    if _is_done(application_id, by):
        return
    held = hold(application_id, Act.ANONYMISE, by=by, at=at, moves=moves)
    _require_over(held)
    asked = asked_of(application_id)
    if asked is None:
        raise Refused("还没有人请求去除这件申请的个人信息，请先提出请求。")
    if asked.by in (by.username, held.duty.acting_for if held.duty else ""):
        raise Refused("提出请求和批准应当是两个人，请由另一位负责人批准。")
    files = _only_of(held.application)
    _forget_wishes(held.application, asked)
    _forget_applicant(held.application, at)
    _forget_course(held.application)
    _forget_answers(held.application)
    about = subject(application_id)
    outbox.forget(prefix=TO_APPLICANT, about=about, at=at)
    removed = [part.id for part in parts().values() if part.after is After.REMOVED]
    enter(
        held,
        Doing.ANONYMISED,
        details={
            "parts": removed,
            "rule": grounds.ANONYMISE.id,
            "proposed_by": asked.by,
            "files": len(files),
        },
    )
    agency_id = held.application.agency_id
    erase(file_ids=files, about=about, by=by, at=at, duty=held.duty, agency_id=agency_id)
    told("anonymise", held, details={"proposed_by": asked.by, "files": len(files)})


def _is_done(application_id: int, by: Actor) -> bool:
    """Whether a case was anonymised before; PermissionDenied for whoever may not do it."""
    found = Application.objects.filter(pk=application_id, anonymised_at__isnull=False).first()
    if found is not None and access.duty_for(by, found, Act.ANONYMISE) is None:
        raise PermissionDenied("您没有办理这一事项的角色，或者这件申请不由您办理。")
    return found is not None


def _require_over(held: Held) -> None:
    term = schedule_of(held.application, held.application.events.order_by("pk"))
    if term.ended(civil_day(held.at)):
        return
    since = f"保管期限到{day(term.kept.until)}。" if term.kept and term.kept.until else ""
    raise Refused(since + "期限届满以前不得去除任何内容。" if since else term.explanation)


def _only_of(application: Application) -> list[int]:
    """The files of a case that nothing else needs: neither another case whose term is not over, nor anything published."""
    mine = {
        CaseFile._meta.label: set(application.files.values_list("pk", flat=True)),
        Letter._meta.label: set(application.letters.values_list("pk", flat=True)),
        Material._meta.label: set(application.materials.values_list("pk", flat=True)),
    }
    files = set(application.files.values_list("file", flat=True))
    for columns in (
        *application.letters.values_list("pdf", "docx"),
        *application.materials.values_list("original", "given"),
    ):
        files.update(filter(None, columns))
    held = referring(files)
    return sorted(
        file
        for file in files
        if all(number in mine.get(table, ()) or _was_done(table, number) for table, number in held[file])
    )


def _was_done(table: str, number: int) -> bool:
    """Whether a row belongs to another case that was anonymised before."""
    tables: Mapping[str, Any] = {each._meta.label: each for each in (CaseFile, Letter, Material)}
    if table not in tables:
        return False
    of = tables[table].objects.filter(pk=number, application__anonymised_at__isnull=False)
    return bool(of.exists())


def _forget_applicant(application: Application, at: datetime) -> None:
    """The columns that say who applied, their fingerprints, the code, and what was begun to be written."""
    who = Applicant.objects.get(pk=application.pk)
    for name in (*_SEALED, "identity", "postcode"):
        setattr(who, name, "")
    who.save()
    Draft.objects.filter(ticket=application.ticket).delete()
    application.code = application.help_needed = ""
    application.anonymised_at = at
    application.save(update_fields=["code", "code_print", "help_needed", "anonymised_at"])


def _forget_wishes(application: Application, asked: Asked) -> None:
    """What was asked for, in the words of the applicant; the names of what was given stay where somebody said that they may."""
    reply = application.decisions.filter(issued_at__isnull=False).order_by("-pk").first()
    kept = given(reply.parts) if reply and asked.keep_names else {}
    named = []
    for each in application.wanted.order_by("position"):
        name = each.name if each.position in kept else GONE
        named.append(name)
        Wanted.objects.filter(pk=each.pk).update(name=name, document_no="", description="", period="", key="")
    title = next((name for name in named if name != GONE), GONE)
    Application.objects.filter(pk=application.pk).update(title=title)


def _forget_course(application: Application) -> None:
    """What was written with events, who was asked, what parts of the work were; the facts that clocks count stay."""
    named: dict[str, str] = {}
    for event in application.events.order_by("pk"):
        who = event.who
        if who and event.kind not in _OF_ORGANS:
            who = named.setdefault(who, f"当事人{len(named) + 1}")
        Event.objects.filter(pk=event.pk).update(
            who=who, note=GONE if event.note else "", details=_plain(event.details)
        )
    application.reply_links.all().delete()
    Assignment.objects.filter(application=application).update(task=GONE)
    Assignment.objects.filter(application=application).exclude(outcome="").update(outcome=GONE)
    for use in FileUse:
        application.files.filter(use=use).update(name=use.label)


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers, truth values and codes; free texts go."""
    return {name: value for name, value in details.items() if _says_nobody(name, value)}


def _says_nobody(name: str, value: Any) -> bool:
    if isinstance(value, str):
        return name in _NUMBERS or _CODE.fullmatch(value) is not None
    return not isinstance(value, list | dict)


def _forget_answers(application: Application) -> None:
    """The words of decisions, notices, letters and materials, and of those who signed; numbers, days and digests stay."""
    numbers = list(application.decisions.values_list("pk", flat=True))
    notices = [f"{kind}:{number}" for number, kind in application.prepared.values_list("pk", "kind")]
    forget_words(subjects=[*(f"{KIND.key}:{number}" for number in numbers), *notices], instead=GONE)
    Prepared.objects.filter(application=application).update(said={}, letters=[])
    for decision in application.decisions.all():
        left = [
            {name: part[name] for name in ("wanted", "outcome", "variant") if name in part}
            for part in decision.parts
        ]
        Decision.objects.filter(pk=decision.pk).update(parts=left, text=GONE, facts={}, answered=[])
    for letter in application.letters.all():
        said = {"head": letter.said["head"]} if "head" in letter.said else {}
        blank = {"facts": {}, "days": {}, "paragraphs": [GONE], "attachments": [], "withheld": []}
        Letter.objects.filter(pk=letter.pk).update(said=said | blank, who="")
    application.materials.update(name=GONE, marks=[], report={})
    RedactionOrder.objects.filter(material__application=application).update(marks=[], problem="")
