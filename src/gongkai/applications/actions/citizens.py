"""Writes: what a citizen does with number and query code: brings what is to be corrected, takes the application back, rates, proposes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Upper

from gongkai.applications.access import OPEN
from gongkai.applications.actions.holding import (
    Brought,
    Held,
    catch_up,
    citizen,
    enter,
    enter_fact,
    taken,
    told,
    with_keys,
)
from gongkai.applications.models import Application, Doing
from gongkai.applications.queries.proposals import given
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Fact, Kind
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

NOT_FOUND = (
    "登记编号或者查询码不对。请核对回执；查询码遗失的，请带身份证件到受理窗口，或者联系受理机关。"
    "案卷保管期限届满的，个人信息已经去除，不能再查询。"
)
"""What is said whichever of them was wrong, and whatever there was."""
MOST_FILES = 10
RATINGS = range(1, 6)


def find(number: str, code: str) -> int | None:
    """The application with this number and this code; one query whatever there is, so that nothing shows which was wrong.

    Capital and small letters are the same, in the number that was given too: agencies choose how theirs are written.
    Refused while the installation has no keys, for then no code can be compared.
    """
    return found_with(Application.objects.all(), number, code)


def found_with(among: QuerySet[Any], number: str, code: str) -> int | None:
    """Which one has this number and this code; what cannot be either is asked for all the same, in vain."""
    asked = number.strip().upper(), code.strip().upper().replace(" ", "")
    if not all(asked) or len(asked[0]) > 100 or len(asked[1]) > 40 or "\0" in "".join(asked):
        asked = "-", "-"
    with with_keys():
        numbered = among.alias(upper=Upper("number")).filter(upper=asked[0])
        found: int | None = numbered.filter(code=asked[1]).values_list("pk", flat=True).first()
        return found


@transaction.atomic
def supplement(
    *, number: str, code: str, text: str, at: datetime, files: Iterable[Brought] = (), address: str = ""
) -> None:
    """Bring what the agency asked to correct, or further material. A correction begins the period anew.

    Refused for a wrong code, without text and file, and once the application has ended.   依据：条例第三十条
    """
    held, brought = held_by_code(number, code, at, address), list(files)
    if not brought:
        refuse_without(text, 2_000, "补充的内容")
    refuse_longer(text, 2_000, "补充的内容")
    if len(brought) > MOST_FILES:
        raise Refused(f"一次最多上传 {MOST_FILES} 个文件，请分次上传。")
    state = State(held.application.state)
    if state not in OPEN:
        raise Refused("这件申请已经办结，不能再补充材料。需要其他信息的，请另行申请。")
    if state is State.CORRECTION_REQUESTED:
        enter_fact(held, Fact(Kind.CORRECTED, civil_day(at)), note=text, files=brought)
    elif state is State.REASON_REQUESTED:
        enter_fact(held, Fact(Kind.REASONS_GIVEN, civil_day(at)), note=text, files=brought)
    else:
        enter(held, Doing.FILED, note=text, files=brought)
    told("supplement", held, details={"files": len(brought)})


@transaction.atomic
def take_back(*, number: str, code: str, at: datetime, reason: str = "", address: str = "") -> None:
    """Take the own application back. Refused for a wrong code, and once it has ended."""
    held = held_by_code(number, code, at, address)
    if State(held.application.state) not in OPEN:
        raise Refused("这件申请已经办结，不能撤回。")
    enter_fact(held, Fact(Kind.WITHDRAWN, civil_day(at)), note=reason)
    told("take_back", held)


@transaction.atomic
def rate(*, number: str, code: str, stars: int, text: str, at: datetime, address: str = "") -> None:
    """Say how content one is, once, after the reply. Nobody who says nothing counts as content."""
    held = held_by_code(number, code, at, address)
    if stars not in RATINGS:
        raise Refused("请选择一到五分。")
    if State(held.application.state) in OPEN:
        raise Refused("答复以后才能评价。")
    if held.application.events.filter(kind=Doing.RATED).exists():
        raise Refused("您已经评价过，谢谢。")
    enter(held, Doing.RATED, note=text, details={"stars": stars})
    told("rate", held, details={"stars": stars})


@transaction.atomic
def propose(*, number: str, code: str, at: datetime, address: str = "") -> None:
    """Propose to publish what one was given, once.

    Refused before a reply that gives something, and where what it gives is public already.   依据：条例第四十四条
    """
    held = held_by_code(number, code, at, address)
    reply = held.application.decisions.filter(issued_at__isnull=False).order_by("-pk").first()
    if State(held.application.state) in OPEN or reply is None or not given(reply.parts):
        raise Refused("机关向您提供信息以后，才能建议主动公开。")
    if held.application.events.filter(kind=Doing.PROPOSED, voided_by__isnull=True).exists():
        raise Refused("您已经提出过建议，谢谢。")
    enter(held, Doing.PROPOSED)
    told("propose", held)


def require_found(found: int | None) -> int:
    """Refused for a wrong number or code."""
    if found is None:
        raise Refused(NOT_FOUND)
    return found


def held_by_code(number: str, code: str, at: datetime, address: str) -> Held:
    """The application that a citizen acts on, held until the transaction ends. Refused for a wrong number or code."""
    application = taken(require_found(find(number, code)))
    catch_up(application, at)
    return Held(application, citizen(address), at, None)
