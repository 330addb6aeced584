"""Writes: what whoever was asked does with number and reply code: opens the question, and says once what they think."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.applications.actions.citizens import MOST_FILES, found_with
from gongkai.applications.actions.holding import Brought, Held, catch_up, enter, subject, taken, told
from gongkai.applications.actions.opinions import Opinion, Said, enter_opinion, open_questions
from gongkai.applications.models import Doing, Event, ReplyLink
from gongkai.applications.queries.reply_links import closed, party_of
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without

NOT_FOUND = (
    "回复编号或者回复码不对。请核对征求意见书；回复码遗失的，请与征求意见的机关联系，核实身份以后重发。"
)
"""What is said whichever of them was wrong, and whatever there was."""
CONSULTED = Actor("consulted", "被征求意见方")
"""Who acts by number and reply code."""
LONGEST_REASONS, LONGEST_PART = 1_500, 400
PART = "可以公开的部分："
"""What comes before the words about what may be given all the same."""
CLOSED = {
    "answered": "您的意见已经登记，不能再次提交。需要更正或者补充的，请与征求意见的机关联系。",
    "ended": "这件事项已经办结，不能再提出意见。有疑问的，请与征求意见的机关联系。",
    "undone": "机关已经撤销这次征求意见，不需要再提出意见。有疑问的，请与征求意见的机关联系。",
    "anew": "机关已经重新征求意见，请使用新的征求意见书上的回复编号和回复码。",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody thinks of disclosing what concerns them: with reasons where they object, and what may be given all the same."""

    said: Said | None
    reasons: str = ""
    part: str = ""
    files: tuple[Brought, ...] = ()


def find_link(number: str, code: str) -> int | None:
    """The link with this number and this code; as `citizens.find`."""
    return found_with(ReplyLink.objects.all(), number, code)


@transaction.atomic
def fetch_question(*, number: str, code: str, at: datetime, address: str = "") -> int | None:
    """Open the question by number and code, noted in the log, as is a number or code that is wrong. Returns the link.

    None for a wrong one of them, whichever it was. Refused while there are no keys.
    """
    found = find_link(number, code)
    numbered = ReplyLink.objects.filter(number=number.replace("\0", "").strip().upper()[:100])
    link = numbered.select_related("application", "asked").defer("code").first()
    if found is not None:
        ReplyLink.objects.filter(pk=found, opened_at__isnull=True).update(opened_at=at)
    log(
        "applications.reply_fetched" if found else "applications.reply_not_found",
        subject(link.application_id) if link else "reply_link",
        by=_consulted(address),
        at=at,
        agency_id=link.application.agency_id if link else None,
        details={"asked": link.asked_id} if link else None,
    )
    return found


@transaction.atomic
def reply(*, number: str, code: str, what: Reply, at: datetime, address: str = "") -> None:
    """Enter the opinion of whoever was asked, once: the same event as the desk enters.   依据：条例第三十二、三十四条

    After the last day it is entered all the same; after their silence was entered it is kept as what came late. The same
    opinion sent twice is one. Refused for a wrong code, an objection without reasons, another opinion after the first, and
    once the agency has decided.
    """
    said, note = _wanted(what)
    if _is_there(_found(number, code), said, note, what.files):
        return
    held, link = _held(number, code, at, address)
    if _is_there(link, said, note, what.files):  # sent at the same time
        return
    if because := closed(link):
        raise Refused(CLOSED[because])
    event = _entered(held, link.asked, said, note, what.files)
    ReplyLink.objects.filter(pk=link.pk).update(answered=event)
    told("reply", held, details={"asked": link.asked_id, "said": said.value, "files": len(what.files)})


def _entered(held: Held, asked: Event, said: Said, note: str, files: tuple[Brought, ...]) -> Event:
    party = party_of(asked)
    if asked.who in open_questions(held.application, party):
        opinion = Opinion(party, asked.who, said, reasons=note, files=files)
        return enter_opinion(held, opinion, online=True)
    details = {"of": asked.pk, "said": said.value}
    return enter(held, Doing.OPINION_ADDED, note=note, details=details, files=files)


def _is_there(link: ReplyLink, said: Said, note: str, files: tuple[Brought, ...]) -> bool:
    """Whether exactly this opinion was entered by this link before, and stands."""
    event = link.answered
    if event is None or Event.objects.filter(voids=event).exists():
        return False
    kept = sorted(event.files.values_list("file__digest", flat=True))
    same = (event.details.get("said"), event.note) == (said.value, note)
    return same and kept == sorted(file.received.digest for file in files)


def _wanted(what: Reply) -> tuple[Said, str]:
    """What is said, and the words that are kept. Refused where something lacks."""
    if what.said is None or what.said is Said.SILENT:
        raise Refused("请选择同意公开或者不同意公开。")
    if len(what.files) > MOST_FILES:
        raise Refused(f"一次最多上传 {MOST_FILES} 个文件。")
    refuse_longer(what.reasons, LONGEST_REASONS, "理由")
    refuse_longer(what.part, LONGEST_PART, "可以公开的部分")
    if what.said is Said.OBJECTED:
        refuse_without(what.reasons, LONGEST_REASONS, "不同意公开的理由")
    lines = [what.reasons.strip()]
    if what.said is Said.OBJECTED and what.part.strip():
        lines.append(f"{PART}{what.part.strip()}")
    return what.said, "\n".join(filter(None, lines))


def _found(number: str, code: str) -> ReplyLink:
    """The link with its question. Refused for a wrong number or code."""
    found = find_link(number, code)
    if found is None:
        raise Refused(NOT_FOUND)
    return ReplyLink.objects.select_related("asked", "answered").get(pk=found)


def _held(number: str, code: str, at: datetime, address: str) -> tuple[Held, ReplyLink]:
    """The application held until the transaction ends, and the link as it is then. Refused for a wrong number or code."""
    application = taken(_found(number, code).application_id)
    catch_up(application, at)
    link = _found(number, code)
    link.application = application
    return Held(application, _consulted(address), at, None), link


def _consulted(address: str) -> Actor:
    return Actor(CONSULTED.username, CONSULTED.name, address=address)
