"""The inbox of complaints of the supervising office: the list, one complaint, what is done with it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications.queries.kinds import Way
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.agencies.reach import rows
from gongkai.desk.applications.forms import text
from gongkai.desk.fields import choose_agency, day
from gongkai.desk.remedies.forms import Why
from gongkai.desk.remedies.revealing import shown_once
from gongkai.guard.http.uploads import takes_files
from gongkai.records.actions.files import FileRefused, note_refusal, receive
from gongkai.remedies import actions
from gongkai.remedies.access import SUPERVISORS, Deed
from gongkai.remedies.actions import Brought, Refused, Told
from gongkai.remedies.queries.complaints import Group, Shown, complaint, complaints, file_of
from gongkai.remedies.queries.kinds import Claim, FileUse
from gongkai.remedies.queries.naming import chain_of

AT_ONCE = 10
WRITING = ["GET", "HEAD", "POST"]
REVEALABLE = {
    "says": "投诉举报的内容",
    "name": "姓名、名称",
    "telephone": "联系电话",
    "email": "电子邮箱",
    "address": "通信地址",
}
SAYS = {
    Deed.ACCEPT: "受理以后向被投诉机关了解情况。可以写给投诉举报人的话。",
    Deed.REFUSE: "不属于政府信息公开事项的，不予受理，告知理由和去处。投诉举报人能看到，登记以后办结。",
    Deed.ASK: "写明要求说明什么、什么时候以前。投诉举报人看不到。",
    Deed.EXPLAIN: "登记被投诉机关的说明。投诉举报人看不到。",
    Deed.RECTIFY: "查实的，督促被投诉机关整改。写明查实的情况和整改的要求，投诉举报人能看到，登记以后办结。",
    Deed.CRITICISE: "查实、情节较重的，通报批评。投诉举报人能看到，登记以后办结。",
    Deed.UNFOUNDED: "查无违法的，告知理由。投诉举报人能看到，登记以后办结。",
    Deed.NOTE: "写在办理记录里，投诉举报人看不到。",
    Deed.LINK: "与同一答复的复议、诉讼放在一起。",
    Deed.RENEW_CODE: "核实身份以后，发给新的查询码，原来的失效。",
}


class OnComplaint(forms.Form):
    """How often the complaint had moved on the page that somebody read."""

    moves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Handle(OnComplaint):
    """What the office does."""

    text = text("说明", 2_000, help_text="不要写个人信息。")
    on = day("日期", required=False, help_text="不填的，是今天。")


class Link(OnComplaint):
    """The chain against the same answer."""

    number = forms.CharField(label="复议诉讼登记编号", max_length=100)


class New(forms.Form):
    """A complaint that came by letter, by telephone or in person."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.TypedChoiceField(label="受理的主管部门", coerce=int)
    way = forms.TypedChoiceField(
        label="收件途径",
        coerce=Way,
        choices=[(way.value, way.label.replace("申请", "")) for way in Way if way is not Way.PORTAL],
    )
    arrived_on = day("收到的日期")
    against = forms.TypedChoiceField(label="被投诉举报的机关", coerce=int)
    claim = forms.TypedChoiceField(
        label="事由", coerce=Claim, choices=[(each.value, each.label) for each in Claim]
    )
    about = forms.CharField(label="涉及的申请或者信息", max_length=200, required=False)
    says = text("内容", 4_000, help_text="加密保存。")
    name = forms.CharField(label="姓名、名称", max_length=120, required=False, help_text="可以匿名。")
    telephone = forms.CharField(label="联系电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮箱", max_length=120, required=False)
    address = forms.CharField(label="通信地址", max_length=200, required=False)


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of the complaints, those that came last first."""
    said = request.GET.get("tab", "")
    group = Group(said) if said in set(Group) else Group.ALL
    page = complaints(request.actor, group, before=request.GET.get("before", ""))
    context = {"page": page, "tab": group, "tabs": list(Group), "first": "before" not in request.GET}
    return render(request, "desk/remedies/complaints.html", context)


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def new(request: DeskRequest) -> HttpResponse:
    """Take in a complaint that did not come through the portal; sent twice it is one."""
    form = New(request.POST or None, initial={"arrived_on": request.on, "ticket": uuid4()})
    found = rows(request.actor, SUPERVISORS)
    own = {duty.agency_id for duty in request.actor.duties if duty.role in SUPERVISORS}
    choose_agency(form, [row for row in found.values() if row.id in own])
    against: Any = form.fields["against"]
    against.choices = [(row.id, row.name) for row in found.values()]
    if form.is_bound and form.is_valid():
        try:
            receipt = _registered(request, form)
            return render(request, "desk/remedies/complaint_receipt.html", {"receipt": receipt})
        except FileRefused as refused:
            note_refusal(refused, by=request.actor, at=request.at)
            form.add_error(None, str(refused))
        except Refused as refused:
            form.add_error(None, list(refused.messages))
    context = {"form": form, "accept": AT_ONCE}
    return render(request, "desk/remedies/complaint_new.html", context, status=422 if form.errors else 200)


@require_safe
def overview(request: DeskRequest, complaint_id: int) -> HttpResponse:
    """What is complained of (masked), what was done and what can be done next."""
    one = _seen(request, complaint_id)
    elsewhere = {Deed.REVEAL}
    deeds = [(deed, deed.label) for deed in one.deeds if deed not in elsewhere]
    context = {"one": one, "deeds": deeds, "steps": tuple(reversed(one.steps))}
    return render(request, "desk/remedies/complaint.html", context)


@require_safe
def file(request: DeskRequest, complaint_id: int, file_id: int) -> HttpResponseBase:
    """A file of the complaint; the reading is logged."""
    found = file_of(request.actor, complaint_id, file_id)
    if found is None:
        raise Http404
    return handed(request, found)


@require_http_methods(WRITING)
def reveal(request: DeskRequest, complaint_id: int, field: str) -> HttpResponse:
    """Show what is said, or who says it, once, on the answer to a form that says why."""
    one = _seen(request, complaint_id)
    if field not in REVEALABLE:
        raise Http404

    def read(reason: str) -> str:
        return actions.reveal_complaint(
            complaint_id=one.id, field=field, reason=reason, by=request.actor, at=request.at
        )

    return shown_once(request, {"complaint": one, "what": REVEALABLE[field]}, read)


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def do(request: DeskRequest, complaint_id: int, what: str) -> HttpResponse:
    """The form of one deed; sent, it is done, or shown again with what is wrong."""
    one = _seen(request, complaint_id)
    if what not in set(Deed) or Deed(what) is Deed.REVEAL:
        raise Http404
    deed, status = Deed(what), 200
    form = _form(deed)(request.POST or None, initial={"moves": one.moves})
    if deed is Deed.ACCEPT:
        form.fields["text"].required = False
    if form.is_bound and form.is_valid():
        try:
            shown = _done(request, one, deed, form)
        except FileRefused as refused:
            note_refusal(refused, by=request.actor, at=request.at, agency_id=one.office_id)
            form.add_error(None, str(refused))
        except Refused as refused:
            form.add_error(None, list(refused.messages))
            status = 409
        else:
            return shown
    if form.errors and status == 200:
        status = 422
    context = {
        "one": one,
        "deed": deed,
        "form": form,
        "says": SAYS[deed],
        "accept": AT_ONCE if _form(deed) is Handle else 0,
        "stands": deed in one.deeds,
    }
    return render(request, "desk/remedies/complaint_deed.html", context, status=status)


def _form(deed: Deed) -> type[forms.Form]:
    return {Deed.LINK: Link, Deed.RENEW_CODE: Why}.get(deed, Handle)


def _done(request: DeskRequest, one: Shown, deed: Deed, form: forms.Form) -> HttpResponse:
    given = form.cleaned_data
    who: dict[str, Any] = {"complaint_id": one.id, "by": request.actor, "at": request.at}
    if deed is Deed.RENEW_CODE:
        code = actions.renew_code(**who, reason=given["reason"])
        receipt = {"number": one.number, "code": code, "complaint_id": one.id}
        return render(request, "desk/remedies/complaint_receipt.html", {"receipt": receipt})
    if deed is Deed.LINK:
        chain_id = chain_of(one.against_id, given["number"])
        if chain_id is None:
            raise Refused("被投诉机关没有这件复议诉讼，请核对编号。")
        actions.link(**who, chain_id=chain_id, moves=given["moves"])
    else:
        files = _brought(request) if deed in one.deeds else ()
        actions.handle(
            **who, deed=deed, text=given["text"], on=given["on"], files=files, moves=given["moves"]
        )
    messages.success(request, "已登记。")
    return redirect("desk:complaint", one.id)


def _registered(request: DeskRequest, form: forms.Form) -> Any:
    given = form.cleaned_data
    told = Told(
        against_id=given["against"],
        claim=given["claim"],
        **{name: given[name] for name in ("says", "about", "name", "telephone", "email", "address")},
    )
    return actions.register(
        office_id=given["agency"],
        told=told,
        way=given["way"],
        arrived_on=given["arrived_on"],
        ticket=given["ticket"],
        files=_brought(request),
        by=request.actor,
        at=request.at,
    )


def _seen(request: DeskRequest, complaint_id: int) -> Shown:
    found = complaint(request.actor, complaint_id)
    if found is None:
        raise Http404
    return found


def _brought(request: DeskRequest) -> tuple[Brought, ...]:
    sent = request.FILES.getlist("files")[:AT_ONCE]
    return tuple(Brought(FileUse.EVIDENCE, receive(each, each.name or "材料")) for each in sent)
