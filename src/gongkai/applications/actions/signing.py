"""Writes: a notice that is signed before it leaves: prepared, sent into sign-off, put away, and done with the last agreement.

What would happen is tried and undone: the letters are those that would leave, and whatever refuses the act refuses it here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.actions import asking
from gongkai.applications.actions.asking import Question
from gongkai.applications.actions.holding import Brought, Held, catch_up, enter, hold, taken, told
from gongkai.applications.actions.letters import put_request, tell_owed
from gongkai.applications.actions.sending import send
from gongkai.applications.models import Application, Doing, Event, Letter, Prepared
from gongkai.applications.queries.signing import (
    digest_as_signed,
    digest_of,
    kind_of,
    to_be_signed,
    undated,
)
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Party
from gongkai.law.outcomes.letters import letter
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff

NOT_LEFT = "文书没有发出，您的意见没有提交。请退回给拟稿人核对，或者终止审签。"
_READ: Mapping[str, Callable[[str], Any]] = {
    "to": date.fromisoformat,
    "answer_by": date.fromisoformat,
    "method": Method,
}
"""How what is kept as text is read again."""


def _question(party: Party) -> Callable[..., object]:
    def put(held: Held, *, who: str, what: str, **more: Any) -> None:
        asking.put_question(held, Question(party, who, what), **more)

    return put


DOES: Mapping[Act, Callable[..., object]] = {
    Act.ASK_CORRECTION: asking.tell_to_correct,
    Act.ASK_THIRD_PARTY: _question(Party.THIRD_PARTY),
    Act.ASK_ORGAN: _question(Party.ORGAN),
    Act.ASK_HELP: put_request,
    Act.ASK_REASONS: asking.tell_to_explain,
    Act.PROPOSE_EXTENSION: asking.tell_extended,
    Act.EXTEND: asking.tell_extended,
    Act.DEFER: asking.tell_deferred,
    Act.NOTIFY_FEE: asking.tell_fee,
    Act.LETTER: tell_owed,
}
"""What each act does with an application that is held. To ask for an extension is to prepare it: the signature is the consent."""


class _Everything:
    """Every letter may leave, since none does."""

    def __contains__(self, digest: object) -> bool:
        return True


@transaction.atomic
def prepare(
    *,
    application_id: int,
    act: Act,
    said: Mapping[str, Any],
    by: Actor,
    at: datetime,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> int:
    """Write down an act whose letters are signed before they leave; returns its number. Nothing else happens to the case.

    `said`: what the act is called with. Refused as the act itself would be, where no signature is wanted, and while the same
    is prepared already.
    """
    held = hold(application_id, act, by=by, at=at, moves=moves)
    kind = kind_of(act, said)
    if not to_be_signed(held.application.agency_id, kind):
        raise Refused("本机关没有规定这种文书要审签，请直接办理。")
    before = held.application.prepared.filter(kind=kind, event=None, dropped_at=None)
    if any(each.said.get("who") == said.get("who") for each in before):
        raise Refused(f"{letter(kind).name}已经拟好，还没有签发。要修改的，请在“文书”一栏打开修改。")
    one = Prepared(application=held.application, kind=kind, act=act)
    _keep(one, held, said)
    _enter(one, held, files)
    _seal(one)
    told("prepare", held, details={"prepared": one.pk, "letter": kind})
    return one.pk


@transaction.atomic
def change_prepared(
    *,
    prepared_id: int,
    said: Mapping[str, Any],
    revision: int,
    by: Actor,
    at: datetime,
    files: Iterable[Brought] = (),
) -> None:
    """Change what was prepared; in sign-off, whatever was said to it no longer counts. Refused as `prepare`, and where
    somebody else has changed it since it was read (`revision`)."""
    one, held = _held(prepared_id, by, at, revision)
    one.revision += 1
    _keep(one, held, said)
    if brought := tuple(files):
        _enter(one, held, brought)
    _seal(one)
    if one.round is not None and one.round.ended_at is None:
        signoff.change(round_id=one.round.pk, digest=one.digest, by=by, at=at)
    told("change_prepared", held, details={"prepared": one.pk})


@transaction.atomic
def submit_prepared(*, prepared_id: int, revision: int, by: Actor, at: datetime) -> int:
    """Send what was prepared into sign-off; returns the number of the round. Refused where the case has moved since, so that
    the act is no longer possible or its letters would say something else."""
    one, held = _held(prepared_id, by, at, revision)
    if not to_be_signed(held.application.agency_id, one.kind):
        raise Refused("本机关已经不要求这种文书审签。请把这份文书作废，直接办理。")
    if [each["digest"] for each in _tried(held, one)] != [each["digest"] for each in one.letters]:
        raise Refused(
            "拟稿以后案件有了新的情况，或者公文格式有修改，文书的内容有变化。请打开修改，核对以后再送审。"
        )
    one.round_id = send(one, one.kind, by=by, at=at)
    one.save(update_fields=["round"])
    told("submit_prepared", held, details={"prepared": one.pk, "round": one.round_id})
    return int(one.round_id)


@transaction.atomic
def drop_prepared(*, prepared_id: int, by: Actor, at: datetime) -> None:
    """Put away what was prepared, wherever the case stands. Refused while it is in sign-off."""
    one = _open(prepared_id)
    application = taken(one.application_id)
    one = _open(prepared_id)
    duty = access.duty_for(by, application, Act(one.act))
    if duty is None:
        raise PermissionDenied("您没有办理这一事项的角色，或者这件申请不由您办理。")
    if one.round is not None and one.round.ended_at is None:
        raise Refused("这份文书正在审签，请先终止审签。")
    one.dropped_at = at
    one.save(update_fields=["dropped_at"])
    told("drop_prepared", Held(application, by, at, duty), details={"prepared": one.pk})


@transaction.atomic
def carry_out(*, subject: str, digest: str, by: Actor, at: datetime, duty: Duty) -> None:
    """Do what was prepared, in the transaction of the last agreement, as the act of whoever gave it.

    Refused where the case stands so no more, where the law finds fault with the act by now, and where a letter would not say
    what was signed: then nobody has agreed to anything.
    """
    one = _open(int(subject.partition(":")[2]))
    application = taken(one.application_id)
    catch_up(application, at)
    one = _open(one.pk)  # as it is now that nobody else can change it
    try:
        _require_same(one, digest)
        access.require_state(application, Act(one.act))
        signed = frozenset(each["digest"] for each in one.letters)
        DOES[Act(one.act)](Held(application, by, at, duty, signed), **_read(one.said))
    except Refused as refusal:
        raise Refused(*refusal.messages, NOT_LEFT) from refusal
    one.event = application.events.latest("pk")
    one.save(update_fields=["event"])


def _require_same(one: Prepared, digest: str) -> None:
    if one.digest != digest or digest_of(one) != digest:
        raise Refused("送审以后内容又有修改。")


def _open(prepared_id: int, revision: int | None = None) -> Prepared:
    found = Prepared.objects.select_related("round", "application__agency").filter(pk=prepared_id).first()
    if found is None or not found.open:
        raise Refused("这份文书已经签发或者作废。")
    if revision is not None and found.revision != revision:
        raise Refused("这份文书刚刚有人修改过，请重新查看。")
    return found


def _held(prepared_id: int, by: Actor, at: datetime, revision: int) -> tuple[Prepared, Held]:
    """What was prepared, with its application; its round first, as the agreement that ends it holds them."""
    one = _open(prepared_id)
    if one.round_id is not None:
        signoff.wait_for(one.round_id)
    held = hold(one.application_id, Act(one.act), by=by, at=at)
    return _open(prepared_id, revision), held


def _keep(one: Prepared, held: Held, said: Mapping[str, Any]) -> None:
    """What is to be done, and what it would say."""
    if held.by.user_id is None:
        raise Refused("文书应当由登录的人员本人拟制。")
    one.said = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    if kind_of(Act(one.act), one.said) != one.kind:
        raise Refused("不能改为另一种文书，请作废以后另行拟制。")
    one.letters = _tried(held, one)
    one.saved_by_id, one.saved_at = held.by.user_id, held.at
    one.authors = sorted({*one.authors, held.by.user_id})
    one.save()


def _seal(one: Prepared) -> None:
    """The digest, once its files are there."""
    one.digest = digest_of(one)
    one.save(update_fields=["digest"])


def _enter(one: Prepared, held: Held, files: Iterable[Brought]) -> Event:
    """What the course of the case shows of it: for an extension, that it was asked for."""
    details = {"prepared": one.pk, "letter": one.kind}
    if one.act in (Act.PROPOSE_EXTENSION, Act.EXTEND):
        details["working_days"] = one.said.get("working_days")
        return enter(
            held,
            Doing.EXTENSION_PROPOSED,
            note=str(one.said.get("reason", "")),
            details=details,
            files=files,
        )
    return enter(held, Doing.PREPARED, note=letter(one.kind).name, details=details, files=files)


def _read(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _READ[name](value) if name in _READ else value for name, value in said.items()}


def _tried(held: Held, one: Prepared) -> list[dict[str, Any]]:
    """The letters that would leave today, without what only the day of leaving says."""
    own = Application.objects.select_related("agency").get(pk=held.application.pk)
    with transaction.atomic():
        DOES[Act(one.act)](replace(held, application=own, signed=_Everything()), **_read(one.said))
        found = [_letter(each, held.at) for each in own.events.latest("pk").letters.order_by("pk")]
        transaction.set_rollback(True)  # of this savepoint
    return found


def _letter(left: Letter, at: datetime) -> dict[str, Any]:
    return {
        "kind": left.kind,
        "to": left.to,
        "who": left.who,
        "said": undated(left.said),
        "digest": digest_as_signed(left.kind, left.who, left.said, civil_day(at)),
    }
