"""What every action on the register begins and ends with: take a turn, hold the document, work out where all stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from gongkai.normative.actions.question_indexing import follow_document
from gongkai.normative.models import Document, Spell
from gongkai.normative.queries.facts import Facts, around, linked
from gongkai.normative.queries.standing import projected, spells
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import next_number
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day

MISSING = "没有这份文件，或者您不能查看。"
OVERTAKEN = "这份文件刚刚有变化，请刷新后再办理。"
GONE = "这份文件已经撤销登记，不能再办理。"


@dataclass(frozen=True, slots=True)
class Held:
    """A document that waits for nobody else until the transaction ends, and by which duty it is handled."""

    document: Document
    by: Actor
    at: datetime
    duty: Duty | None

    @property
    def today(self) -> date:
        """The civil day of the action."""
        return civil_day(self.at)


def take_turn() -> int:
    """Wait until nobody else writes facts of the register, and number this writing.

    What makes a fact wrong may stand in other documents (a circle of two changes, two bodies with one number), where no
    constraint sees it: each one waits for the one before, and reads what that one left. Call it before reading.
    """
    return next_number("normative")


def hold(document_id: int, revision: int | None = None) -> Document:
    """A document, held until the transaction ends. Refused if there is none, or it was written since `revision` was read."""
    take_turn()
    found = Document.objects.filter(pk=document_id)
    same = found if revision is None else found.filter(revision=revision)
    if not same.update(revision=F("revision") + 1):
        raise Refused(OVERTAKEN if revision is not None and found.exists() else MISSING)
    document = found.select_related("agency", "holder", "item").get()
    if document.gone:
        raise Refused(GONE)
    return document


def settle(document_ids: Iterable[int], on: date) -> Facts:
    """Work out where these documents stand, and all that hang together with them, and keep it for the lists."""
    ids = linked(document_ids)
    facts = around(ids)
    documents = list(Document.objects.filter(Among("pk", ids)).defer("articles"))
    keep(documents, facts, on)
    return facts


def keep(documents: Iterable[Document], facts: Facts, on: date) -> int:
    """Write what follows from facts, columns and spells, where it says something else; how many rows of documents changed."""
    listed = list(documents)
    _keep_spells(listed, facts)
    stand = projected(listed, facts, on)
    changed = 0
    for document in listed:
        values = stand[document.pk].values
        if any(getattr(document, name) != value for name, value in values.items()):
            changed += 1
            Document.objects.filter(pk=document.pk).update(**values)  # a third of the time of bulk_update
        for name, value in values.items():
            setattr(document, name, value)
        document.refreshed_on = on
    for start in range(0, len(listed), 5_000):
        rest = frozenset(each.pk for each in listed[start : start + 5_000])
        Document.objects.filter(Among("pk", rest)).exclude(refreshed_on=on).update(refreshed_on=on)
    return changed


def _keep_spells(documents: Iterable[Document], facts: Facts) -> None:
    """Write how documents stand through time; two queries where nothing is otherwise."""
    wanted = {each.pk: spells(each.pk, facts) for each in documents}
    kept: dict[int, list[Spell]] = defaultdict(list)
    for spell in Spell.objects.filter(Among("document_id", frozenset(wanted))).order_by("begins_on"):
        kept[spell.document_id].append(spell)
    other = {pk for pk, found in wanted.items() if list(map(_said, found)) != list(map(_said, kept[pk]))}
    if other:
        Spell.objects.filter(Among("document_id", other)).delete()
        Spell.objects.bulk_create((spell for pk in other for spell in wanted[pk]), batch_size=1_000)


def _said(spell: Spell) -> tuple[object, ...]:
    names = ("begins_on", "ends_on", "holder_id", "validity", "since", "until", "by_id", "amended")
    return tuple(getattr(spell, name) for name in names)


def refuse_taken(number: str, but: int = 0) -> None:
    """Refused where another document of the register has this number."""
    other = (
        Document.objects.filter(document_no=number, gone=False).exclude(pk=but).first() if number else None
    )
    if other is not None:
        whose = f"“{other.title}”（{other.agency.name}）"
        raise Refused(f"文号{number}已经用于{whose}。一个文号只用于一份文件，请核对。")


def refuse_future(on: date, today: date, what: str) -> None:
    """Refused for a day that has not come yet."""
    if on > today:
        raise Refused(f"{what}在今天之后，还没有发生。请核对日期。")


def subject(document_id: int) -> str:
    """How the log names a document."""
    return f"normative:{document_id}"


def told(
    action: str,
    held: Held,
    *,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """The entry of the log, as the last write; before it, what is found under the document's name follows it."""
    follow_document(held.document.pk, held.at)
    log(
        f"normative.{action}",
        subject(held.document.pk),
        by=held.by,
        at=held.at,
        duty=held.duty,
        agency_id=held.document.holder_id,
        version=str(held.document.revision),
        reason=reason.strip()[:200],
        details=details,
    )


def iso(day: date | None) -> str:
    """A day as the log writes it; "" for none."""
    return day.isoformat() if day else ""
