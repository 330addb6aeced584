"""申请更正: choose the agency, say who asks, fill in one page, hand it in. Nothing is kept until it is handed in."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.actions import Brought, rectifying
from gongkai.applications.actions.rectifying import Receipt
from gongkai.applications.queries.kinds import Asker
from gongkai.applications.queries.online import takes_corrections
from gongkai.applications.queries.rectifying.claims import wrong
from gongkai.guard.http.address import client_address
from gongkai.guard.http.uploads import takes_files
from gongkai.law.params import param
from gongkai.portal.applying import bringing, limits, session
from gongkai.portal.applying.choosing import agency_at, bodies
from gongkai.portal.applying.one_page import Typed, around, handed_in, ticket_of
from gongkai.portal.applying.session import Known
from gongkai.portal.rectifying.boxes import about, asking, claim, read

_METHODS = ["GET", "HEAD", "POST"]


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
        return _shown(request, agency, asker, uuid4(), Typed())
    ticket, fields = ticket_of(request), read(asker, request.POST)

    def submit(files: list[Brought]) -> HttpResponse:
        receipt = rectifying.submit(
            agency_id=agency.id,
            claim=claim(fields),
            ticket=ticket,
            at=timezone.now(),
            files=files,
            address=client_address(request),
        )
        return _received(receipt)

    return handed_in(
        request,
        Typed(fields, wrong(claim(fields))),
        ticket,
        allowed=limits.may_ask_correction,
        submit=submit,
        shown=lambda typed: _shown(request, agency, asker, ticket, typed),
    )


def _received(receipt: Receipt) -> HttpResponse:
    """The receipt is shown to the browser that has the code, as to whoever types it later."""
    response = redirect("rectify_receipt")
    known = Known(receipt.rectification_id, receipt.number, receipt.code, rectification=True)
    session.remember(response, known)
    return response


def _shown(request: HttpRequest, agency: AgencyRow, asker: Asker, ticket: UUID, typed: Typed) -> HttpResponse:
    of_record, of_asker = about(typed.fields, typed.wrong), asking(asker, typed.fields, typed.wrong)
    context = {
        "agency": agency,
        "asker": asker,
        "about": of_record,
        "asking": of_asker,
        "days": param("rectification_working_days").on(localdate()).value,
        **around(request, ticket, typed, [*of_record, *of_asker]),
    }
    status = 422 if context["errors"] else 200
    return render(request, "portal/rectifying/form.html", context, status=status)
