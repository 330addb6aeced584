"""Writes: a document is numbered and issued.   依据：国办发〔2018〕37号，党政机关公文处理工作条例第九条"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.law.document_numbers import check_document_no, parse_document_no
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import Step
from gongkai.normative import access
from gongkai.normative.actions.code_series import take_document_no
from gongkai.normative.actions.holding import Held, hold, iso, refuse_future, refuse_taken, settle, told
from gongkai.normative.actions.stepping import Taken, enter, gate
from gongkai.normative.actions.weighing import weigh
from gongkai.normative.models import Document
from gongkai.normative.models.numbers import REGISTRY_NO
from gongkai.normative.queries.code_series import numbered
from gongkai.normative.queries.matters import doings_of, matter_of
from gongkai.normative.queries.places import settings_of
from gongkai.publication.queries.codes import codes_in_use
from gongkai.records.access import Actor
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries import numbers

LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """How a document is issued: `number` and `registry_no` are empty where the platform gives them, `code` says then by which."""

    on: date
    number: str = ""
    code: str = ""
    registry_no: str = ""
    place: str = ""
    note: str = ""


@transaction.atomic
def number_and_issue(
    *,
    document_id: int,
    issued: Issued,
    by: Actor,
    at: datetime,
    reason: str = "",
    revision: int | None = None,
) -> str:
    """Give a document its number and issue it; the number.

    Where the agency has set codes for its numbers, the next one of a code is taken; else the number is entered. Refused before
    deliberation (N107), for what is no number, and for one that another document has. By whoever keeps the register.
    """
    document = hold(document_id, revision)
    duty = access.require_step(by, Step.REGISTER_NUMBER_ISSUE, document.holder_id)
    held = Held(document, by, at, duty)
    refuse_future(issued.on, held.today, "印发日期")
    if document.issued_on is not None:
        raise Refused(f"这份文件已经编号印发（{document.document_no}）。登记有误的，请先撤销印发登记。")
    matter = matter_of(document, doings_of([document.pk]).get(document.pk, ()))
    found = gate(Step.REGISTER_NUMBER_ISSUE, matter, issued.on, settings_of(document.agency_id, issued.on))
    weigh(found, reason)
    number = _number(held, issued)
    weigh([*found, *_unusual(document, number, issued.on)], reason)
    put_number(document, number)
    document.registry_no = _registry_no(held, issued)
    document.issued_on = issued.on
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        raise Refused(f"文号{number}刚刚用于另一份文件，请刷新后再办理。") from None
    taken = Taken(
        step=Step.REGISTER_NUMBER_ISSUE, on=issued.on, place=issued.place, number=number, note=issued.note
    )
    enter(held, taken, reason)
    settle([document.pk], held.today)
    told("issue", held, reason=reason, details={"number": number, "on": iso(issued.on)})
    return number


def put_number(document: Document, number: str) -> None:
    """Write a number as it should be, with its parts; one that cannot be read stays as it is, without parts."""
    read = parse_document_no(number) if number else None
    document.document_no = read.text if read else number
    document.code = read.code if read else ""
    document.year = read.year if read else None
    document.serial = read.serial if read else None


def check_number(number: str, written_on: date | None, agency_id: int) -> Iterator[Finding]:
    """What is wrong with a number; blanks and brackets are put right and not held against anybody."""
    read = parse_document_no(number)
    found = codes_in_use([agency_id]).get(agency_id)
    yield from check_document_no(
        read.text if read else number, written_on, frozenset(found.codes) if found else frozenset()
    )


def _number(held: Held, issued: Issued) -> str:
    """The number that was entered, or the next one of the agency."""
    document, typed = held.document, issued.number.strip()
    if not typed:
        return take_document_no(document.holder_id, issued.code, held.at)
    refuse_longer(typed, LONGEST, "文号")
    read = parse_document_no(typed)
    number = read.text if read else typed
    if read is not None and read.code in numbered(document.holder_id, held.today.year):
        raise Refused(f"“{read.code}”字号由本平台依次编定，请把文号留空。")
    refuse_taken(number, document.pk)
    return number


def _unusual(document: Document, number: str, on: date) -> list[Finding]:
    refuse_taken(number, document.pk)
    found = list(check_number(number, on, document.holder_id))
    return [each for each in found if each.severity is not Severity.INFO]


def _registry_no(held: Held, issued: Issued) -> str:
    """统一登记编号 as entered, or the next one where the agency has set how it writes them; else none."""
    typed = issued.registry_no.strip()
    refuse_longer(typed, LONGEST, "统一登记编号")
    document = held.document
    rule = numbers.rule(REGISTRY_NO, document.holder_id, held.today.year)
    if typed or rule.since is None:
        return typed
    code = document.holder.organ_code
    try:
        return take_number(REGISTRY_NO.name, agency_id=document.holder_id, at=held.at, org=code).text
    except PatternRefused as refusal:
        raise Refused(f"不能编定统一登记编号：{refusal}") from refusal
