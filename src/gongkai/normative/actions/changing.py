"""Writes: a document does something to another: found out first, then entered, or nothing is.   依据：规章制定程序条例第三十九条"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.law.findings import Finding
from gongkai.law.normative import Effect, called, number_of
from gongkai.normative import access
from gongkai.normative.actions.entering import ARTICLE
from gongkai.normative.actions.holding import Held, hold, iso, settle, told
from gongkai.normative.actions.weighing import added, weigh
from gongkai.normative.models import Change, Document
from gongkai.normative.queries.facts import around
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

MOST = 200


@dataclass(frozen=True, slots=True)
class Altered:
    """What becomes of one article: a new text, or None where it goes; `after`: behind which one it is added."""

    number: str
    text: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A change: `cause_id` does `effect` to `of_id` from a day on."""

    effect: Effect
    of_id: int
    cause_id: int
    on: date
    articles: tuple[Altered, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would do: what the law says of it, and how the document would stand today and from the day on."""

    findings: tuple[Finding, ...]
    standing: str
    then: str


@transaction.atomic
def enter_change(*, wanted: Wanted, by: Actor, at: datetime, reason: str = "") -> int:
    """Enter that a document does something to another; the number of the change.

    Refused for whatever cannot be: before issue, by a document that is not published or not in force, in a circle, of an
    article that is not there, a second end. What is only unusual wants a reason. By whoever keeps the register of the document
    that is changed, or of the one that changes it.
    """
    held, found, change = _entered(wanted, by, at, reason)
    weigh(found, reason)
    details = {
        "effect": wanted.effect.value,
        "of": wanted.of_id,
        "cause": wanted.cause_id,
        "on": iso(wanted.on),
        "until": iso(wanted.until),
        "articles": len(wanted.articles),
        "change": change.pk,
    }
    told("change", held, reason=reason, details=details)
    return change.pk


@transaction.atomic
def foresee_change(*, wanted: Wanted, by: Actor, at: datetime) -> Foreseen:
    """What a change would do, and what stands against it; nothing is kept. Refused as `enter_change` for others."""
    held, found, _ = _entered(wanted, by, at, "")
    life = around([wanted.of_id]).life(wanted.of_id)
    now, then = (life.standing(day) if life else None for day in (held.today, wanted.on))
    transaction.set_rollback(True)
    return Foreseen(tuple(found), _said(now), _said(then))


def _said(standing: Any) -> str:
    return f"{standing.validity.label}：{standing.says}" if standing else "还没有制发。"


def _entered(wanted: Wanted, by: Actor, at: datetime, reason: str) -> tuple[Held, list[Finding], Change]:
    """Enter a change in the transaction of the caller, with what is found since."""
    if wanted.of_id == wanted.cause_id:
        raise Refused("文件不能修改、废止自身。请选择引起变动的文件。")
    document, cause = hold(wanted.of_id), hold(wanted.cause_id)
    keeps_cause = by.holds(access.KEEPERS, cause.holder_id)
    duty = keeps_cause or access.require_keeping(by, document.holder_id)
    held = Held(document, by, at, duty)
    _require_made(document, "被变动的文件")
    _require_made(cause, "引起变动的文件")
    if _told_before(wanted):
        raise Refused("这一变动已经登记，不用再登记一次。")
    before = around([document.pk, cause.pk])
    change = Change.objects.create(
        effect=wanted.effect,
        of=document,
        cause=cause,
        on=wanted.on,
        articles=altered(wanted.articles),
        until=wanted.until,
        reason=reason.strip(),
        at=at,
        by=by.username,
    )
    after = settle([document.pk, cause.pk], civil_day(at))
    return held, added(before.register.findings, after.register.findings), change


def altered(articles: Sequence[Altered]) -> list[dict[str, Any]]:
    """Article changes as they are kept. Refused for what cannot be kept."""
    if len(articles) > MOST:
        raise Refused(f"一次变动最多登记{MOST}条，请分次登记。")
    kept: list[dict[str, Any]] = []
    for each in articles:
        line: dict[str, Any] = {"number": _number(each.number), "text": each.text}
        if each.text is not None:
            line["text"] = refuse_without(each.text, ARTICLE, f"{called(line['number'])}的新文字")
        if each.after is not None:
            refuse_longer(each.after, 20, "条号")
            line["after"] = number_of(each.after)
        kept.append(line)
    numbers = [line["number"] for line in kept]
    if len(set(numbers)) < len(numbers):
        raise Refused("同一条在这次变动中出现了不止一次，请合并成一处。")
    return kept


def _number(number: str) -> str:
    return refuse_without(number_of(number), 20, "条号")


def _require_made(document: Document, which: str) -> None:
    if document.issued_on is None:
        raise Refused(f"{which}“{document}”还没有编号印发，不能登记变动。请先编号印发。")


def _told_before(wanted: Wanted) -> bool:
    same = Change.objects.filter(
        effect=wanted.effect,
        of=wanted.of_id,
        cause=wanted.cause_id,
        on=wanted.on,
        until=wanted.until,
        voiding__isnull=True,
    )
    return any(each.articles == altered(wanted.articles) for each in same)
