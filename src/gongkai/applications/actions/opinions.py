"""Writes: what a third party or a co-maker says who was asked: by letter, or at the portal; whether its reasons hold."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from gongkai.applications.access import Act
from gongkai.applications.actions.holding import Brought, Held, enter, enter_fact, hold, told
from gongkai.applications.models import Application, Doing, Event
from gongkai.applications.queries.clocks import ledger_of
from gongkai.applications.queries.consulting import unjudged_objection, waiting
from gongkai.law.ledger import Fact, Kind, Party
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day


class Said(StrEnum):
    """What somebody who was asked said."""

    AGREED = "agreed"
    OBJECTED = "objected"
    SILENT = "silent"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"agreed": "同意公开", "objected": "不同意公开", "silent": "逾期没有答复"}[self.value]


_ANSWERS = {
    (Party.THIRD_PARTY, False): Kind.THIRD_PARTY_ANSWERED,
    (Party.THIRD_PARTY, True): Kind.THIRD_PARTY_SILENT,
    (Party.ORGAN, False): Kind.ORGAN_ANSWERED,
    (Party.ORGAN, True): Kind.ORGAN_SILENT,
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody said who was asked. An objection has `reasons`; `reasonable` says whether they hold."""

    party: Party
    who: str
    said: Said
    on: date | None = None
    reasons: str = ""
    reasonable: bool | None = None
    files: tuple[Brought, ...] = ()


@transaction.atomic
def record_opinion(
    *, application_id: int, opinion: Opinion, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Enter what somebody said who was asked, or that they were silent.   依据：条例第三十二、三十四条

    Refused where they were not asked or have answered, and for an objection without reasons.
    """
    held = hold(application_id, Act.RECORD_OPINION, by=by, at=at, moves=moves)
    enter_opinion(held, opinion)
    told("record_opinion", held, details={"said": opinion.said.value})


def enter_opinion(held: Held, opinion: Opinion, *, online: bool = False) -> Event:
    """As `record_opinion`, of an application that is held.

    `online`: they said it themselves at the portal; it is entered though it is late, which the event then says.
    """
    if opinion.said is Said.OBJECTED:
        refuse_without(opinion.reasons, 2_000, "不同意公开的理由")
    if opinion.who not in open_questions(held.application, opinion.party):
        raise Refused(f"没有正在征求{opinion.who}的意见。")
    kind = _ANSWERS[opinion.party, opinion.said is Said.SILENT]
    fact = Fact(kind, opinion.on or civil_day(held.at), who=opinion.who)
    details = {"said": opinion.said.value, "reasonable": opinion.reasonable}
    if online:
        details |= {"online": True}
    return enter_fact(held, fact, note=opinion.reasons, details=details, files=opinion.files, despite=online)


@transaction.atomic
def judge_opinion(
    *,
    application_id: int,
    party: Party,
    who: str,
    reasonable: bool,
    by: Actor,
    at: datetime,
    note: str = "",
    moves: int | None = None,
) -> None:
    """Enter whether the reasons hold that somebody gave at the portal against disclosure.   依据：条例第三十二条

    Refused where there is nothing to judge.
    """
    held = hold(application_id, Act.JUDGE_OPINION, by=by, at=at, moves=moves)
    live = held.application.events.filter(voided_by__isnull=True).order_by("pk")
    answer = unjudged_objection(live, party, who)
    if answer is None:
        raise Refused(f"{who}没有待审核的理由。")
    details = {"reasonable": reasonable, "of": answer}
    enter(held, Doing.OPINION_JUDGED, note=note, details=details)
    told("judge_opinion", held, details={"reasonable": reasonable})


def open_questions(application: Application, party: Party) -> list[str]:
    """Whom of a kind was asked and has not answered."""
    return waiting(ledger_of(application, application.events.order_by("pk")), party)
