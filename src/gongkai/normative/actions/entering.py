"""Writes: documents that were made before or elsewhere are entered; what was entered wrongly is put right; texts in articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.law import normative as law
from gongkai.law.document_numbers import parse_document_no
from gongkai.law.findings import Finding, Severity
from gongkai.normative import access
from gongkai.normative.actions.drafting import Described, describe, of_maker, plain, set_joint
from gongkai.normative.actions.holding import (
    Held,
    hold,
    iso,
    refuse_future,
    refuse_taken,
    settle,
    take_turn,
    told,
)
from gongkai.normative.actions.issuing import LONGEST, check_number, put_number
from gongkai.normative.actions.weighing import REASON, added, weigh
from gongkai.normative.models import Correction, Document, Origin
from gongkai.normative.queries.facts import Facts, around
from gongkai.normative.queries.matters import nature_of
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

MOST_ARTICLES, ARTICLE = 1_000, 20_000
OLDEST = date(1949, 10, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A document that was made: what it is, under which number, when it was issued and published."""

    described: Described
    number: str
    issued_on: date
    published_on: date | None = None
    registry_no: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One article as somebody gives it: its number, its text, the heading before it."""

    number: str
    text: str
    heading: str = ""


@transaction.atomic
def enter_document(
    *,
    agency_id: int,
    entered: Entered,
    by: Actor,
    at: datetime,
    articles: Sequence[Written] = (),
    reason: str = "",
) -> int:
    """Enter a document that was made before, or elsewhere; its number in the register.

    Refused for days that run backwards or have not come, a number that another document has, and, without a reason, for what
    the law warns of. By whoever keeps the register.
    """
    duty = access.require_keeping(by, agency_id)
    take_turn()
    agency = Agency.objects.get(pk=agency_id)
    document = Document(agency=agency, holder=agency, origin=Origin.ENTERED, at=at, by=by.username)
    fill(document, entered, civil_day(at))
    document.articles = listed(articles)
    refuse_taken(document.document_no)
    weigh(of_entry(document, entered.number), reason)
    document.save(force_insert=True)
    set_joint(document, entered.described.joint)
    facts = settle([document.pk], civil_day(at))
    weigh(facts.findings.get(document.pk, ()), reason)
    details = {"number": document.document_no, "issued_on": iso(document.issued_on)}
    told("enter", Held(document, by, at, duty), reason=reason, details=details)
    return document.pk


@transaction.atomic
def correct(
    *,
    document_id: int,
    entered: Entered,
    by: Actor,
    at: datetime,
    reason: str,
    revision: int | None = None,
) -> tuple[Finding, ...]:
    """Put right what was entered of a document that was made; what stood there before is kept, with the reason.

    Refused where other facts would then contradict it, and for what `enter_document` refuses. By whoever keeps the register.
    """
    document = hold(document_id, revision)
    duty = access.require_keeping(by, document.holder_id)
    held = Held(document, by, at, duty)
    reason = refuse_without(reason, REASON, "更正的理由")
    if document.issued_on is None:
        raise Refused("这份文件还在办理中，请直接修改登记内容。")
    facts, before = around([document.pk]), plain(document)
    fill(document, entered, held.today)
    _refuse_recorded(document, before)
    refuse_taken(document.document_no, document.pk)
    document.save()
    set_joint(document, entered.described.joint)
    found = _new_findings(facts, settle([document.pk], held.today))
    weigh([*of_entry(document, entered.number), *found], reason)
    after = plain(document)
    changed = sorted(name for name in after if before[name] != after[name])
    if not changed:
        raise Refused("登记内容没有变化。")
    Correction.objects.create(
        document=document,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        reason=reason,
        at=at,
        by=by.username,
    )
    told("correct", held, reason=reason, details={"changed": changed})
    return tuple(found)


@transaction.atomic
def set_articles(
    *,
    document_id: int,
    articles: Sequence[Written],
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> tuple[Finding, ...]:
    """Keep the text of a document as it was made, in its articles; what follows from it for the changes of it.

    Refused for an article that comes twice or has no words, and where changes that fitted would fit no longer. By whoever
    drafts for the agency, once it is issued by whoever keeps the register.
    """
    document = hold(document_id, revision)
    require = access.require_keeping if document.issued_on else access.require_drafting
    held = Held(document, by, at, require(by, document.holder_id))
    before = around([document.pk])
    had = bool(document.articles)
    document.articles = listed(articles)
    document.save(update_fields=["articles"])
    found = _new_findings(before, settle([document.pk], held.today))
    if had:
        weigh(found, "已有条文")
    told("set_articles", held, details={"articles": len(document.articles)})
    return tuple(found)


def listed(articles: Iterable[Written]) -> list[dict[str, str]]:
    """Articles as they are kept. Refused for one that comes twice, has no number or no words."""
    kept: list[dict[str, str]] = []
    seen: set[str] = set()
    for each in articles:
        number = refuse_without(law.number_of(each.number), 20, "条号")
        if number in seen:
            raise Refused(f"{law.called(number)}出现了不止一次，请核对条号。")
        seen.add(number)
        line = {"number": number, "text": refuse_without(each.text, ARTICLE, f"{law.called(number)}的文字")}
        kept.append(line | ({"heading": each.heading.strip()[:100]} if each.heading.strip() else {}))
    if len(kept) > MOST_ARTICLES:
        raise Refused(f"条文超过{MOST_ARTICLES}条，请核对。")
    return kept


def fill(document: Document, entered: Entered, today: date) -> None:
    """Put what was entered into its columns. Refused for days that cannot be."""
    describe(document, entered.described)
    refuse_longer(entered.number, LONGEST, "文号")
    refuse_longer(entered.registry_no, LONGEST, "统一登记编号")
    put_number(document, entered.number.strip())
    document.registry_no = entered.registry_no.strip()
    document.issued_on, document.published_on = entered.issued_on, entered.published_on
    refuse_future(entered.issued_on, today, "制发日期")
    if entered.issued_on < OLDEST:
        raise Refused("制发日期早于1949年10月1日，请核对。")
    if entered.published_on is not None:
        refuse_future(entered.published_on, today, "公布日期")
        if entered.published_on < entered.issued_on:
            raise Refused("公布日期早于制发日期，请核对两个日期。")


def of_entry(document: Document, number: str) -> list[Finding]:
    """What is to be said of an entry by itself: kind, maker, number. Notes are left to the card."""
    found = [*of_maker(document), *law.check_kind(law.DocumentKind(document.kind), nature_of(document))]
    if number.strip():
        found += check_number(number.strip(), document.issued_on, document.agency_id)
    return [each for each in found if each.severity is not Severity.INFO]


def readable(number: str) -> str:
    """A number as it should be written, where it can be read."""
    read = parse_document_no(number)
    return read.text if read else number.strip()


def _refuse_recorded(document: Document, before: Mapping[str, object]) -> None:
    """Of a document made here, number and days follow from its steps: they are not put right beside them."""
    if document.origin != Origin.HERE:
        return
    now = (document.document_no, iso(document.issued_on), iso(document.published_on))
    if now != (before["document_no"], before["issued_on"], before["published_on"]):
        raise Refused("文号、印发日期、公布日期随办理记录，不能在这里更正。请撤销有关的办理记录后重新登记。")


def _new_findings(before: Facts, after: Facts) -> list[Finding]:
    return added(before.register.findings, after.register.findings)


def articles_of(values: Iterable[Mapping[str, Any]]) -> list[Written]:
    """Articles as they are kept, to be given back."""
    return [Written(each["number"], each["text"], each.get("heading", "")) for each in values]
