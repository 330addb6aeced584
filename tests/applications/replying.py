"""Whoever was asked about disclosing something, in tests: asked, answering by the link, silent; all names are invented."""

from datetime import datetime

from gongkai.applications import actions
from gongkai.applications.actions import Brought, Opinion, Question, Reply, Said
from gongkai.applications.models import Decision, Event, FileUse, ReplyLink
from gongkai.applications.queries.case import case
from gongkai.applications.queries.consulting import Consultation, linked
from gongkai.applications.queries.deciding import proposed
from gongkai.applications.queries.reply_links import Asked, asked_by
from gongkai.law.ledger import Party
from gongkai.law.outcomes.decision import Consultation as Weighing
from gongkai.records.actions.intake import receive
from tests.applications.office import OFFICER, after, confirmed
from tests.signoff.office import Office

FIRM = "云岭虚构建设有限公司"
BUREAU = "云岭县虚构局"
WHAT = "征收补偿协议中的报价明细"
AGREE = Reply(Said.AGREED)
OBJECT = Reply(Said.OBJECTED, "报价明细是商业秘密", "总价可以公开")


def ask(
    at: Office, one: int, who: str = FIRM, *, party: Party = Party.THIRD_PARTY, day: int = 1
) -> ReplyLink:
    actions.ask(application_id=one, question=Question(party, who, WHAT), by=at[OFFICER], at=after(day))
    return link(one, who)


def asked(at: Office) -> int:
    """A case whose third party was asked one working day after receipt."""
    made = confirmed(at)
    ask(at, made)
    return made


def link(one: int, who: str = FIRM) -> ReplyLink:
    found = ReplyLink.objects.filter(application=one, asked__who=who).order_by("-pk").first()
    assert found
    return found


def code_of(held: ReplyLink) -> str:
    return str(held.code.unsealed())


def answer(held: ReplyLink, what: Reply = AGREE, *, day: int = 3, code: str = "") -> None:
    actions.reply(
        number=held.number, code=code or code_of(held), what=what, at=after(day), address="192.0.2.9"
    )


def shown(held: ReplyLink, when: datetime) -> Asked:
    return asked_by(held.pk, when.date())


def panel(at: Office, one: int, day: int = 4) -> tuple[Consultation, ...]:
    found = case(at[OFFICER], one, after(day).date())
    assert found
    return linked(found)


def weighed(decision_id: int) -> tuple[Weighing, ...]:
    """What was said, as the checks of a decision have it."""
    return proposed(Decision.objects.get(pk=decision_id), after(4).date()).consultations


def said(one: int) -> list[str]:
    return list(Event.objects.filter(application=one).order_by("pk").values_list("kind", flat=True))


def paper(name: str = "说明.txt", text: str = "说明") -> Brought:
    return Brought(FileUse.OPINION, receive(text.encode(), name))


def silent(at: Office, one: int, day: int = 17) -> None:
    """The desk enters that nothing came."""
    opinion = Opinion(Party.THIRD_PARTY, FIRM, Said.SILENT)
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(day))
