"""投诉举报: choose the body, fill in one page, hand it in. Nothing is kept until it is handed in; a name may be left out."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.applications.actions import Brought as CaseBrought
from gongkai.guard.http.address import client_address
from gongkai.guard.http.uploads import takes_files
from gongkai.portal.applying import bringing, limits
from gongkai.portal.applying.boxes import Box, Look, filled_in
from gongkai.portal.applying.choosing import agency_at, bodies
from gongkai.portal.applying.one_page import Typed, around, handed_in, ticket_of
from gongkai.portal.complaining.following import DRAWER
from gongkai.remedies import actions
from gongkai.remedies.actions import Brought, Told
from gongkai.remedies.queries.kinds import Claim, FileUse
from gongkai.remedies.queries.offices import office_for

_WHAT = (
    Box(
        "claim",
        "要投诉、举报什么？",
        look=Look.CHOICE,
        options=tuple((each.value, each.label, "") for each in Claim),
    ),
    Box("about", "涉及哪一件申请、哪一项信息？", help="申请的登记编号，或者信息的名称。", optional=True),
    Box(
        "says",
        "请写明情况",
        help="什么时候、在哪里、怎样没有依法公开。加密保存，只用于办理。",
        look=Look.AREA,
        most=4_000,
    ),
)
_WHO = (
    Box(
        "name",
        "姓名、名称",
        help="可以匿名。留下姓名和联系方式，便于核实和反馈。",
        optional=True,
        most=120,
        fills="name",
    ),
    Box("telephone", "电话", look=Look.TEL, optional=True, most=40, fills="tel"),
    Box("email", "电子邮箱", look=Look.EMAIL, optional=True, most=120, fills="email"),
    Box("address", "通信地址", optional=True, fills="street-address"),
)


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Choose the body that is complained of."""
    return render(request, "portal/complaining/start.html", bodies(request))


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; sent twice it is one complaint."""
    against = agency_at(slug)
    office_id = office_for(against.id, localdate())
    if office_id is None:
        return render(request, "portal/complaining/not_online.html", {"agency": against})
    if request.method != "POST":
        return _page(request, against, office_id, uuid4(), Typed())
    ticket = ticket_of(request)
    fields = {box.name: request.POST.get(box.name, "").replace("\0", "").strip() for box in (*_WHAT, *_WHO)}

    def submit(files: list[CaseBrought]) -> HttpResponse:
        receipt = actions.submit(
            office_id=office_id,
            told=Told(against.id, Claim(fields["claim"]), **{name: fields[name] for name in _NAMES}),
            ticket=ticket,
            at=timezone.now(),
            files=[Brought(FileUse.EVIDENCE, each.received) for each in files],
            address=client_address(request),
        )
        response = redirect("complain_receipt")
        DRAWER.put(response, receipt.number, receipt.code)
        return response

    return handed_in(
        request,
        Typed(fields, _wrong(fields)),
        ticket,
        allowed=limits.may_complain,
        submit=submit,
        shown=lambda typed: _page(request, against, office_id, ticket, typed),
    )


_NAMES = ("says", "about", "name", "telephone", "email", "address")


def _wrong(fields: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if fields["claim"] not in set(Claim):
        wrong["claim"] = "请选择要投诉、举报什么。"
    if not fields["says"]:
        wrong["says"] = "请写明情况。"
    for box in (*_WHAT, *_WHO):
        if len(fields[box.name]) > box.most:
            wrong[box.name] = f"“{box.label}”不能超过{box.most}个字。"
    return wrong


def _page(
    request: HttpRequest, against: AgencyRow, office_id: int, ticket: UUID, typed: Typed
) -> HttpResponse:
    what = [filled_in(box, typed.fields, typed.wrong) for box in _WHAT]
    who = [filled_in(box, typed.fields, typed.wrong) for box in _WHO]
    context = {
        "against": against,
        "office": agencies.as_of(office_id, localdate()),
        "what": what,
        "who": who,
        **around(request, ticket, typed, [*what, *who]),
    }
    status = 422 if context["errors"] else 200
    return render(request, "portal/complaining/form.html", context, status=status)
