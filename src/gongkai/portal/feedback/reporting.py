"""我来找错: one form, handed in as it is sent; what is wrong, in words, and how to be reached where somebody wants that."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.feedback import actions
from gongkai.feedback.actions import Refused, Told
from gongkai.feedback.actions.reporting import LONGEST
from gongkai.feedback.queries.kinds import FaultKind
from gongkai.portal.applying import limits, proving
from gongkai.portal.applying.boxes import Box, Look, errors, filled_in
from gongkai.portal.applying.one_page import UNPROVEN, Typed, ticket_of
from gongkai.portal.feedback.following import DRAWER
from gongkai.portal.feedback.pages import agency_of, asked, name_of
from gongkai.portal.pages.errors import trouble

_BOXES = (
    Box(
        "kind",
        "哪里有错？",
        look=Look.CHOICE,
        options=tuple((each.value, each.label, "") for each in FaultKind),
    ),
    Box(
        "says",
        "请写明",
        help="例如错在哪一段、应当是什么、点了哪个链接。不要写身份证号码、电话号码。",
        look=Look.AREA,
        most=LONGEST,
    ),
    Box(
        "contact",
        "联系方式",
        help="需要我们联系您的才填，加密保存，谁看过都有记录。",
        most=200,
        optional=True,
    ),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:  # noqa: PLR0911 - one for each way that it can end
    """The form; sent twice it is one fault."""
    page = asked(request)
    if request.method != "POST":
        return _shown(request, page, uuid4(), Typed({"kind": ""}))
    ticket = ticket_of(request)
    fields = {box.name: request.POST.get(box.name, "").replace("\0", "").strip() for box in _BOXES}
    wrong = _wrong(fields)
    if wrong:
        return _shown(request, page, ticket, Typed(fields, wrong))
    if not proving.proven(request, str(ticket)):
        return _shown(request, page, ticket, Typed(fields, messages=(UNPROVEN,), asked=True))
    if not limits.may_report_fault(request):
        return trouble(request, limits.TOO_MANY)
    agency_id = agency_of(page)
    if agency_id is None:
        return _shown(request, page, ticket, Typed(fields, messages=("还没有受理反馈的机关，请稍后再试。",)))
    told = Told(agency_id, page, FaultKind(fields["kind"]), fields["says"], fields["contact"])
    try:
        receipt = actions.report(told=told, ticket=ticket, at=timezone.now())
    except Refused as refusal:
        return _shown(request, page, ticket, Typed(fields, messages=tuple(refusal.messages)))
    response = redirect("site_fault_status")
    DRAWER.put(response, receipt.number, receipt.code)
    return response


def _wrong(fields: dict[str, str]) -> dict[str, str]:
    wrong = {} if fields["kind"] in set(FaultKind) else {"kind": "请选择哪里有错。"}
    if not fields["says"]:
        wrong["says"] = "请写明哪里有错。"
    return wrong | {
        box.name: f"“{box.label}”不能超过{box.most}个字。"
        for box in _BOXES
        if len(fields[box.name]) > box.most
    }


def _shown(request: HttpRequest, page: str, ticket: UUID, typed: Typed) -> HttpResponse:
    shown = [filled_in(box, typed.fields, typed.wrong) for box in _BOXES]
    context = {
        "page": page,
        "name": name_of(page),
        "boxes": shown,
        "ticket": ticket,
        "days": settings.SITE_FAULT_DAYS,
        "proof": proving.ask(str(ticket), asked=typed.asked),
        "errors": [
            *errors(shown, dict(typed.wrong)),
            *(("id_answer" if typed.asked else "", message) for message in typed.messages),
        ],
    }
    return render(request, "portal/feedback/form.html", context, status=422 if context["errors"] else 200)
