"""申请更正: choose the agency, say who asks, fill in one page, hand it in. Nothing is kept until it is handed in."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.actions import Refused, Unfit, rectifying
from gongkai.applications.actions.rectifying import Receipt
from gongkai.applications.queries.kinds import Asker, FileUse
from gongkai.applications.queries.online import takes_corrections
from gongkai.applications.queries.rectifying.claims import wrong
from gongkai.guard.http.address import client_address
from gongkai.guard.http.uploads import takes_files
from gongkai.law.params import param
from gongkai.portal.applying import bringing, limits, proving, session
from gongkai.portal.applying.boxes import errors
from gongkai.portal.applying.choosing import agency_at, bodies
from gongkai.portal.applying.session import Known
from gongkai.portal.pages.errors import trouble
from gongkai.portal.rectifying.boxes import about, asking, claim, read
from gongkai.records.queries.opening import FileRefused

_METHODS = ["GET", "HEAD", "POST"]
_UNPROVEN = "请回答页面最后的问题再提交：它用来防止机器自动填写。"


@dataclass(frozen=True, slots=True)
class Told:
    """A page as it is shown again. `wrong`: by field; `refused`: files that were not taken in; `asked`: the question is due."""

    fields: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    asked: bool = False


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Choose the agency that provided the record."""
    return render(request, "portal/rectifying/start.html", bodies(request))


@never_cache
@require_safe
def who(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be corrected and what to have at hand; a person or an organisation asks."""
    agency = agency_at(slug)
    if not takes_corrections(agency.id, agency.organ_code, localdate()):
        return render(request, "portal/rectifying/not_online.html", {"agency": agency})
    context = {"agency": agency, "days": param("rectification_working_days").on(localdate()).value}
    return render(request, "portal/rectifying/who.html", context)


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_http_methods(_METHODS)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a citizen."""
    return _form(request, slug, Asker.PERSON)


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_http_methods(_METHODS)
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of an organisation."""
    return _form(request, slug, Asker.ORGANISATION)


def _form(request: HttpRequest, slug: str, asker: Asker) -> HttpResponse:
    agency = agency_at(slug)
    if not takes_corrections(agency.id, agency.organ_code, localdate()):
        return render(request, "portal/rectifying/not_online.html", {"agency": agency})
    if request.method != "POST":
        return _shown(request, agency, asker, uuid4(), Told())
    ticket = _ticket(request.POST.get("ticket", ""))
    fields = read(asker, request.POST)
    if found := wrong(claim(fields)):
        return _shown(request, agency, asker, ticket, Told(fields, found))
    if not proving.proven(request, str(ticket)):
        return _shown(request, agency, asker, ticket, Told(fields, messages=(_UNPROVEN,), asked=True))
    if not limits.may_ask_correction(request):
        return trouble(request, limits.TOO_MANY)
    return _sent(request, agency, asker, ticket, fields)


def _sent(
    request: HttpRequest, agency: AgencyRow, asker: Asker, ticket: UUID, fields: dict[str, str]
) -> HttpResponse:
    """Hand it in. Nothing is handed in by halves: one file that is refused stops the whole."""
    files, refused = bringing.taken_in(request, "files", FileUse.EVIDENCE)
    if refused:
        return _shown(request, agency, asker, ticket, Told(fields, refused=tuple(refused)))
    try:
        receipt = rectifying.submit(
            agency_id=agency.id,
            claim=claim(fields),
            ticket=ticket,
            at=timezone.now(),
            files=files,
            address=client_address(request),
        )
    except Unfit as unfit:
        return _shown(request, agency, asker, ticket, Told(fields, unfit.wrong))
    except Refused as refusal:
        return _shown(request, agency, asker, ticket, Told(fields, messages=tuple(refusal.messages)))
    except FileRefused as refusal:
        return _shown(request, agency, asker, ticket, Told(fields, refused=(str(refusal),)))
    return _received(receipt)


def _received(receipt: Receipt) -> HttpResponse:
    """The receipt is shown to the browser that has the code, as to whoever types it later."""
    response = redirect("rectify_receipt")
    known = Known(receipt.rectification_id, receipt.number, receipt.code, rectification=True)
    session.remember(response, known)
    return response


def _shown(request: HttpRequest, agency: AgencyRow, asker: Asker, ticket: UUID, told: Told) -> HttpResponse:
    of_record, of_asker = about(told.fields, told.wrong), asking(asker, told.fields, told.wrong)
    found = [
        *errors([*of_record, *of_asker], told.wrong),
        *(("id_files", message) for message in told.refused),
        *(("id_answer" if told.asked else "", message) for message in told.messages),
    ]
    context = {
        "agency": agency,
        "asker": asker,
        "ticket": ticket,
        "about": of_record,
        "asking": of_asker,
        "errors": found,
        "refused": told.refused,
        "brought": bool(request.FILES),
        "proof": proving.ask(str(ticket), asked=told.asked),
        "days": param("rectification_working_days").on(localdate()).value,
        "megabytes": settings.APPLICATION_MEGABYTES,
        "at_once": bringing.AT_ONCE,
        "endings": bringing.ENDINGS,
    }
    return render(request, "portal/rectifying/form.html", context, status=422 if found else 200)


def _ticket(said: str) -> UUID:
    """What the form carried; one that was tampered with proves nothing, and is a new one."""
    try:
        return UUID(said)
    except ValueError:
        return uuid4()
