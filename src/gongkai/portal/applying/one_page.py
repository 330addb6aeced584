"""A form of one page, handed in as it is sent: nothing is kept before, and sent twice it is one thing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.applications.actions import Brought, Refused, Unfit
from gongkai.applications.queries.kinds import FileUse
from gongkai.portal.applying import bringing, limits, proving
from gongkai.portal.applying.boxes import Box, errors
from gongkai.portal.pages.errors import trouble
from gongkai.records.queries.opening import FileRefused

UNPROVEN = "请回答页面最后的问题再提交：它用来防止机器自动填写。"


@dataclass(frozen=True, slots=True)
class Typed:
    """A page as it is shown again. `wrong`: by field; `refused`: files that were not taken in; `asked`: the question is due."""

    fields: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    asked: bool = False


def ticket_of(request: HttpRequest) -> UUID:
    """What the form carried; one that was tampered with proves nothing, and is a new one."""
    try:
        return UUID(request.POST.get("ticket", ""))
    except ValueError:
        return uuid4()


def handed_in(
    request: HttpRequest,
    typed: Typed,
    ticket: UUID,
    *,
    allowed: Callable[[HttpRequest], bool],
    submit: Callable[[list[Brought]], HttpResponse],
    shown: Callable[[Typed], HttpResponse],
) -> HttpResponse:
    """Hand in what was typed, with its evidence, or show it again with what is wrong.

    Nothing is handed in by halves: one file that is refused stops the whole. `submit` may raise Refused and FileRefused.
    """
    fields = typed.fields
    if typed.wrong:
        return shown(typed)
    if not proving.proven(request, str(ticket)):
        return shown(Typed(fields, messages=(UNPROVEN,), asked=True))
    if not allowed(request):
        return trouble(request, limits.TOO_MANY)
    return _sent(request, fields, submit, shown)


def _sent(
    request: HttpRequest,
    fields: Mapping[str, str],
    submit: Callable[[list[Brought]], HttpResponse],
    shown: Callable[[Typed], HttpResponse],
) -> HttpResponse:
    taken, refused = bringing.taken_in(request, "files", FileUse.EVIDENCE)
    if refused:
        return shown(Typed(fields, refused=tuple(refused)))
    try:
        return submit(taken)
    except Unfit as unfit:
        return shown(Typed(fields, unfit.wrong))
    except Refused as refusal:
        return shown(Typed(fields, messages=tuple(refusal.messages)))
    except FileRefused as refusal:
        return shown(Typed(fields, refused=(str(refusal),)))


def around(request: HttpRequest, ticket: UUID, typed: Typed, boxes: Iterable[Box]) -> dict[str, Any]:
    """What such a page shows besides its boxes: what is wrong and where, the proof of work, how much can be brought."""
    return {
        "ticket": ticket,
        "errors": [
            *errors([*boxes], dict(typed.wrong)),
            *(("id_files", message) for message in typed.refused),
            *(("id_answer" if typed.asked else "", message) for message in typed.messages),
        ],
        "refused": typed.refused,
        "brought": bool(request.FILES),
        "proof": proving.ask(str(ticket), asked=typed.asked),
        "megabytes": settings.APPLICATION_MEGABYTES,
        "at_once": bringing.AT_ONCE,
        "endings": bringing.ENDINGS,
    }
