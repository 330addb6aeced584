"""Writes: what was a mistake is taken back with a reason, as if it had never been told; the rows stay."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import Step, StepResult
from gongkai.normative import access
from gongkai.normative.actions.holding import Held, hold, settle, told
from gongkai.normative.actions.stepping import later
from gongkai.normative.actions.weighing import REASON, Unfit, added
from gongkai.normative.models import Change, Document, Doing, Move, Voiding
from gongkai.normative.queries.facts import Facts, around
from gongkai.normative.queries.matters import doings_of, matter_of
from gongkai.normative.queries.places import settings_of
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_without

TWICE = "已经撤销过了。请刷新后再看。"


@transaction.atomic
def void_step(*, doing_id: int, by: Actor, at: datetime, reason: str) -> None:
    """Take back a step. With the issue the number goes, with publication its day.

    Refused while later steps rest on it, while documents that it caused to be changed would lose their cause; a number that
    the platform gave is not given again. By whoever records such steps.
    """
    doing = Doing.objects.filter(pk=doing_id).first()
    if doing is None:
        raise Refused("没有这条办理记录。")
    document = hold(doing.document_id)
    step = Step(doing.step)
    held = Held(document, by, at, access.require_step(by, step, document.holder_id))
    reason = _reason(reason)
    if Voiding.objects.filter(doing=doing).exists():
        raise Refused(f"这条办理记录{TWICE}")
    before = matter_of(document, doings_of([document.pk]).get(document.pk, ()))
    facts = around([document.pk])
    Voiding.objects.create(doing=doing, reason=reason, at=at, by=by.username)
    if doing.result == StepResult.PASSED:
        _undo(document, step)
    after = matter_of(document, doings_of([document.pk]).get(document.pk, ()))
    _refuse_wrong(later(before, after, settings_of(document.agency_id, held.today)))
    _refuse_wrong(added(facts.register.findings, settle([document.pk], held.today).register.findings))
    told("void_step", held, reason=reason, details={"doing": doing.pk, "step": step.value})


@transaction.atomic
def void_change(*, change_id: int, by: Actor, at: datetime, reason: str) -> None:
    """Take back a change. Refused while other changes rest on it: those are taken back first.

    By whoever keeps the register of either document.
    """
    change = Change.objects.filter(pk=change_id).select_related("cause").first()
    if change is None:
        raise Refused("没有这条变动记录。")
    document = hold(change.of_id)
    duty = by.holds(access.KEEPERS, change.cause.holder_id) or access.require_keeping(by, document.holder_id)
    held, reason = Held(document, by, at, duty), _reason(reason)
    if Voiding.objects.filter(change=change).exists():
        raise Refused(f"这条变动记录{TWICE}")
    facts = around([change.of_id, change.cause_id])
    Voiding.objects.create(change=change, reason=reason, at=at, by=by.username)
    after = settle([change.of_id, change.cause_id], held.today)
    _refuse_wrong(_errors(facts, after))
    told("void_change", held, reason=reason, details={"change": change.pk})


@transaction.atomic
def void_document(*, document_id: int, by: Actor, at: datetime, reason: str) -> None:
    """Take a document off the register that never should have been there: entered twice, given up before it was issued.

    Refused while changes lead to it or from it, and while it is public. By whoever keeps the register.
    """
    document = hold(document_id)
    held = Held(document, by, at, access.require_keeping(by, document.holder_id))
    reason = _reason(reason)
    _refuse_changed(document, "再撤销登记")
    if document.item is not None and document.item.public_id is not None and document.published_on:
        raise Refused("这份文件关联的信息是公开的。请先取消关联，再撤销登记。")
    Voiding.objects.create(document=document, reason=reason, at=at, by=by.username)
    document.gone = True
    document.save(update_fields=["gone"])
    settle([document.pk], held.today)
    told("void_document", held, reason=reason, details={"number": document.document_no})


@transaction.atomic
def void_move(*, move_id: int, by: Actor, at: datetime, reason: str) -> None:
    """Take back that documents were handed over. Refused where later moves rest on it. By whoever hands documents over."""
    from gongkai.normative.actions.moving import settle_moved, told_of  # noqa: PLC0415 - moving voids nothing itself

    move = Move.objects.filter(pk=move_id).first()
    if move is None:
        raise Refused("没有这条划转记录。")
    duty = access.require_moving(by, (move.of_id, move.to_id))
    reason = _reason(reason)
    with settle_moved(at):
        if Voiding.objects.filter(move=move).exists():
            raise Refused(f"这条划转记录{TWICE}")
        Voiding.objects.create(move=move, reason=reason, at=at, by=by.username)
    told_of("void_move", move, by=by, at=at, duty=duty, reason=reason)


def _undo(document: Document, step: Step) -> None:
    """The columns that a step had filled."""
    if step is Step.REGISTER_NUMBER_ISSUE:
        if document.published_on is not None:
            raise Refused("这份文件已经公布，请先撤销公布登记，再撤销印发登记。")
        _refuse_changed(document, "再撤销印发登记")
        document.issued_on, document.document_no, document.registry_no = None, "", ""
        document.code, document.year, document.serial = "", None, None
        document.save()
    if step is Step.PUBLISH:
        if document.item is not None and document.item.first_published_at is not None:
            raise Refused("这份文件关联的信息已经发布。请先取消关联，再撤销公布登记。")
        document.published_on = None
        document.save()


def _refuse_changed(document: Document, then: str) -> None:
    linked = Change.objects.filter(voiding__isnull=True)
    if linked.filter(Q(of=document) | Q(cause=document)).exists():
        raise Refused(f"这份文件还有变动记录（修改、废止等）。请先撤销那些变动，{then}。")


def _reason(reason: str) -> str:
    return refuse_without(reason, REASON, "撤销的理由")


def _errors(before: Facts, after: Facts) -> list[Finding]:
    return added(before.register.findings, after.register.findings)


def _refuse_wrong(found: list[Finding]) -> None:
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        raise Unfit(errors, "请先撤销以它为前提的记录，再撤销这一条。")
