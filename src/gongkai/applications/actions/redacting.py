"""Writes: what is marked in a document is ordered to be taken out; a job does it and proves it, once, or says what is wrong.

The order stands in the table from the click to the end: whoever looks sees how far it is, and a worker that dies is followed by
another one. Nothing of a document is changed before its new file is proved.
依据：条例第三十七条
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies.queries.actors import actor
from gongkai.applications.actions.holding import told
from gongkai.applications.actions.materials import hold_for, keep_material, one_material, person
from gongkai.applications.models import Material, RedactionOrder
from gongkai.applications.models.redaction import Outcome
from gongkai.applications.queries.materials import JOB, STOPPED, content, stuck
from gongkai.applications.queries.withholding import grounds, marking, numbered, title_of, told_of
from gongkai.documents.media.kinds import KINDS
from gongkai.documents.redaction import Redacted, Unreadable, redact
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import FileRefused, Received, receive, store
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.opening import open_unlogged

TRIES = 3
NOTHING_MARKED = "还没有标记要遮盖的内容。请先标记；没有需要遮盖的，请选“整件提供”。"
NOTHING_GOES_ON = "这份材料没有正在进行的处理，可能刚刚完成。请刷新后查看。"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What came of an order before its transaction: the new file, taken in, or what is wrong."""

    made: Redacted | None = None
    received: Received | None = None
    problem: str = ""


@transaction.atomic
def order_redaction(*, material_id: int, revision: int, by: Actor, at: datetime) -> int:
    """Order that what is marked be taken out of a document; a job does it. Returns the number of the order.

    Ordered twice it is one order; where the job of the first was given up, that one has failed and this is a new one. Refused
    without marks, and where somebody else has changed the document; FileRefused while the original is held back.
    """
    held = hold_for(material_id, by, at)
    standing = (
        RedactionOrder.objects.filter(
            material=material_id, revision=revision, material__dropped_at__isnull=True
        )
        .filter(outcome__in=["", Outcome.MADE])
        .order_by("pk")
        .last()
    )
    if standing is not None and not stuck([standing] if standing.ended_at is None else []):
        return standing.pk
    one = one_material(material_id, revision)
    if not one.marks:
        raise Refused(NOTHING_MARKED)
    open_unlogged(one.original_id)
    if standing is not None:
        _fail(standing.pk, STOPPED, at)
    order = RedactionOrder.objects.create(
        material=one,
        revision=revision,
        marks=one.marks,
        digest=_digest(one),
        ordered_by_id=person(by),
        ordered_at=at,
    )
    queue(JOB, key=str(order.pk), at=at, order_id=order.pk)
    details = {"material": one.pk, "order": order.pk, "marks": len(one.marks), "digest": order.digest}
    told("order_redaction", held, details=details)
    return order.pk


@transaction.atomic
def stop_redaction(*, material_id: int, revision: int, by: Actor, at: datetime) -> None:
    """Take an order back while it goes on, for instance to mark more. Refused where none goes on."""
    held = hold_for(material_id, by, at)
    going = RedactionOrder.objects.filter(material=material_id, revision=revision, ended_at__isnull=True)
    if not going.update(ended_at=at, outcome=Outcome.VOID):
        raise Refused(NOTHING_GOES_ON)
    told("stop_redaction", held, details={"material": material_id})


def taken_out(*, order_id: int, at: datetime) -> TakenOut | None:  # noqa: ARG001 - as the job is called
    """The file without what is marked, proved, and taken in; None for an order that has ended."""
    order = RedactionOrder.objects.select_related("material").get(pk=order_id)
    if order.ended_at is not None:
        return None
    _, places = numbered([marking(entry) for entry in order.marks])
    try:
        title = f"{title_of(order.material.name)}（已遮盖）"
        made = redact(content(order.material.original_id), places, title=title)
        return TakenOut(made, receive(made.data, named(order.material.name, made.report.kind)))
    except (Unreadable, FileRefused, PermissionDenied) as wrong:
        return TakenOut(problem=str(wrong))


@job(JOB, label="区分处理材料", tries=TRIES, prepare=taken_out)
def keep_redacted(*, order_id: int, at: datetime, prepared: TakenOut | None) -> None:
    """Keep the new file with its document, in the name of whoever ordered it; or say in the order what was in the way.

    An order that was taken back or overtaken meanwhile changes nothing.
    """
    if prepared is None:
        return
    try:
        problem = prepared.problem or _kept(order_id, prepared, at)
    except (Refused, FileRefused, PermissionDenied) as refusal:
        problem = str(refusal)
    if problem:
        _fail(order_id, problem, at)


def redact_now(*, material_id: int, revision: int, by: Actor, at: datetime) -> None:
    """Order and carry out at once: for commands, which wait. Refused with what is wrong."""
    order_id = order_redaction(material_id=material_id, revision=revision, by=by, at=at)
    prepared = taken_out(order_id=order_id, at=at)
    with transaction.atomic():
        keep_redacted(order_id=order_id, at=at, prepared=prepared)
    order = RedactionOrder.objects.get(pk=order_id)
    if order.outcome != Outcome.MADE:
        raise Refused(order.problem or NOTHING_GOES_ON)


def named(name: str, kind: str) -> str:
    """What the new file is called: a picture that became a PDF has another ending."""
    path = PurePath(name)
    return name if path.suffix.lower() in KINDS[kind].endings else f"{path.stem}{KINDS[kind].endings[0]}"


@transaction.atomic
def _kept(order_id: int, prepared: TakenOut, at: datetime) -> str:
    """Keep the file; what is in the way of it, "" for nothing. The order is read again once the application is held."""
    order = RedactionOrder.objects.get(pk=order_id)
    held = hold_for(order.material_id, actor(user_id=order.ordered_by_id, on=civil_day(at)), at)
    order.refresh_from_db()
    if order.ended_at is not None or prepared.made is None or prepared.received is None:
        return ""
    one = one_material(order.material_id, order.revision)
    if _digest(one) != order.digest:
        return "标记和提交处理时的不一致，没有处理。请核对标记，再点“处理并核验”。"
    file = store(data=prepared.received, agency_id=held.application.agency_id, by=held.by, at=at)
    one.given_id, one.whole = file.id, False
    one.report = _report(one.name, prepared.made, order.marks, at)
    RedactionOrder.objects.filter(pk=order_id).update(ended_at=at, outcome=Outcome.MADE)
    keep_material(held, one)
    details = {"material": one.pk, "order": order_id, "places": len(prepared.made.report.places)}
    told("redact_material", held, details=details)
    return ""


def _fail(order_id: int, problem: str, at: datetime) -> None:
    going = RedactionOrder.objects.filter(pk=order_id, ended_at__isnull=True)
    if not going.update(ended_at=at, outcome=Outcome.FAILED, problem=problem[:LONGEST]):
        return
    order = RedactionOrder.objects.select_related("material__application").get(pk=order_id)
    log(
        "applications.redaction_failed",
        f"application:{order.material.application_id}",
        by=OPERATOR,
        at=at,
        agency_id=order.material.application.agency_id,
        details={"material": order.material_id, "order": order_id},
    )


def _report(name: str, made: Redacted, marks: Sequence[dict[str, Any]], at: datetime) -> dict[str, Any]:
    keys, _ = numbered([marking(entry) for entry in marks])
    kept = asdict(made.report)
    kept.pop("places")
    withheld = told_of(name, made.report, keys, grounds(civil_day(at)))
    return {**kept, "places": len(made.report.places), "withheld": withheld, "made_at": at.isoformat()}


def _digest(one: Material) -> str:
    said = json.dumps([one.original.digest, one.marks], sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()
