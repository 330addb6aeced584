"""Writes: the letter that tells the answer to a request for correction is sent, arrives, comes back, as letters of cases do.

No period of the request begins with it; those of review and suit do, and the page says until when.   依据：条例第四十一条
"""

from datetime import date, datetime

from django.db import transaction

from gongkai.applications.actions.citizens import require_found
from gongkai.applications.actions.delivering import DOWNLOADED, Service, arriving, coming_back, sending
from gongkai.applications.actions.holding import citizen
from gongkai.applications.actions.rectifying_citizens import find
from gongkai.applications.actions.rectifying_holding import Held, Said, enter, hold, taken, told
from gongkai.applications.models import Delivery, Doing, RectifyLetter
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day


@transaction.atomic
def send_letter(
    *,
    rectification_id: int,
    way: Delivery,
    by: Actor,
    at: datetime,
    tracking: str = "",
    on: date | None = None,
    moves: int | None = None,
) -> None:
    """Enter that the letter was sent: on which way, and under which number of the post. Refused as `delivering.sending`."""
    held, sent = _held(rectification_id, Act.SEND, by, at, moves)
    day = sending(sent, way, tracking, on, at)
    enter(held, Doing.SENT, Said(note=f"{way.label} {tracking.strip()}".strip()), on=day)
    told("rectify_send_letter", held, details={"way": way.value})


@transaction.atomic
def serve_letter(
    *, rectification_id: int, service: Service, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Enter that the letter arrived, with the proof. Refused as `delivering.arriving`."""
    held, sent = _held(rectification_id, Act.SERVE, by, at, moves)
    text, day = arriving(sent, service, at)
    enter(held, Doing.SERVED, Said(note=text, files=service.files), on=day)
    told("rectify_serve_letter", held)


@transaction.atomic
def letter_returned(
    *, rectification_id: int, service: Service, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Enter that the letter came back, and why. Refused as `delivering.coming_back`."""
    held, sent = _held(rectification_id, Act.RETURNED, by, at, moves)
    text, day = coming_back(sent, service, at)
    enter(held, Doing.RETURNED, Said(note=text, files=service.files), on=day)
    told("rectify_letter_returned", held)


@transaction.atomic
def downloaded(*, number: str, code: str, at: datetime, address: str = "") -> bool:
    """Whoever asked has fetched the letter with number and code: it arrived, the first time. Returns whether it was the first."""
    found = require_found(find(number, code))
    waiting = RectifyLetter.objects.filter(pk=found, served_on__isnull=True, pdf__isnull=False)
    if not waiting.exists():
        return False
    held = Held(taken(found), citizen(address), at, None)
    sent = waiting.first()  # nobody else can change it now
    if sent is None:
        return False
    text, day = arriving(sent, Service(DOWNLOADED, civil_day(at)), at, Delivery.PORTAL)
    enter(held, Doing.SERVED, Said(note=text), on=day)
    told("rectify_downloaded", held)
    return True


def _held(
    rectification_id: int, act: Act, by: Actor, at: datetime, moves: int | None
) -> tuple[Held, RectifyLetter]:
    held = hold(rectification_id, act, by=by, at=at, moves=moves)
    sent = RectifyLetter.objects.filter(pk=rectification_id).first()
    if sent is None:
        raise Refused("还没有制发告知书，请先制发。")
    return held, sent
