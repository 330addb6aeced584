"""Who works for an agency: roles, stand-ins, hand-over, accounts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.accounts import actions as accounts
from gongkai.accounts import queries as account_queries
from gongkai.agencies import access, actions, queries
from gongkai.agencies.queries import AgencyRow, MemberRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.forms import AgencyFilter
from gongkai.desk.agencies.reach import reached
from gongkai.desk.people import forms
from gongkai.desk.rights import may_open
from gongkai.law.roles import Role

PER_PAGE = 50
WRITING = ["GET", "HEAD", "POST"]


@require_safe
def people(request: DeskRequest) -> HttpResponse:
    """Whose people to look at; straight to them where there is one agency."""
    found = reached(request.actor)
    form = AgencyFilter(request.GET)
    q, level, _ = form.chosen()
    if q:
        found = found.filter(name__contains=q)
    if level:
        found = found.filter(level=level)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not request.GET:
        return redirect("desk:members", page[0].slug)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [queries.row(agency) for agency in page],
        "filters": kept.urlencode(),
    }
    return render(request, "desk/people/agencies.html", context)


@require_safe
def members(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The memberships of an agency, with those who stand in."""
    former = "former" in request.GET
    found = queries.members(viewer=request.actor, on=request.on, agency_id=agency.id, former=former)
    numbers = account_queries.contacts({row.user_id for row in found}, viewer=request.actor)
    rows = [
        (row, numbers.get(row.user_id), _may_take(request, row), _may_delegate(request, row)) for row in found
    ]
    context = {
        "agency": agency,
        "rows": rows,
        "former": former,
        "on": request.on,
        "may_appoint": may_open(request.actor, "appoint", agency.id),
        "may_hand_over": may_open(request.actor, "hand_over", agency.id),
        "may_open_account": may_open(request.actor, "open_account", agency.id),
        "may_see_accounts": may_open(request.actor, "accounts", agency.id),
        "may_reveal": may_open(request.actor, "account_reveal", agency.id),
    }
    return render(request, "desk/people/members.html", context)


def _may_take(request: DeskRequest, row: MemberRow) -> bool:
    """Whether the viewer can end a membership: to show or hide what leads there."""
    over = row.ends_on is not None and row.ends_on <= request.on
    return not over and row.user_id != request.actor.user_id and _grants(request, row)


def _may_delegate(request: DeskRequest, row: MemberRow) -> bool:
    """Whether the viewer can name a stand-in: the holder, or who may give the role."""
    if row.role.runs_the_system or (row.ends_on is not None and row.ends_on <= request.on):
        return False
    return row.user_id == request.actor.user_id or _grants(request, row)


def _grants(request: DeskRequest, row: MemberRow) -> bool:
    return access.granting(request.actor, row.role, row.agency_id) is not None


@require_http_methods(WRITING)
def appoint(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Give a role at the agency."""
    roles = [role for role in Role if access.granting(request.actor, role, agency.id)]
    form = forms.Appoint(request.POST or None, roles=roles, today=request.on)
    if form.is_bound and form.is_valid() and _appointed(request, agency, form):
        return redirect("desk:members", agency.slug)
    return _form(request, agency, form, "授予角色", "授予")


def _appointed(request: DeskRequest, agency: AgencyRow, form: forms.Appoint) -> bool:
    given = dict(form.cleaned_data)
    person = account_queries.find(given.pop("username"))
    if person is None:
        form.add_error("username", "没有这个账号，请核对用户名，或者请系统管理员先开户。")
        return False
    done = _done(
        form,
        actions.appoint,
        user_id=person.id,
        agency_id=agency.id,
        **given,
        by=request.actor,
        at=request.at,
    )
    if done:
        messages.success(request, f"{person.name}已是{agency.name}的{given['role'].label}。")
    return done


@require_http_methods(WRITING)
def end(request: DeskRequest, agency: AgencyRow, membership_id: int) -> HttpResponse:
    """Make a day the last one of a membership."""
    row = _member(request, agency, membership_id)
    if not _may_take(request, row):
        raise PermissionDenied(access.REFUSED)
    form = forms.EndMembership(request.POST or None, initial={"on": request.on})
    if form.is_bound and form.is_valid():
        given = {**form.cleaned_data, "by": request.actor, "at": request.at}
        if _done(form, actions.end_membership, membership_id=row.id, **given):
            messages.success(request, f"{row.name}的{row.role.label}角色已登记终止。")
            return redirect("desk:members", agency.slug)
    return _form(request, agency, form, f"终止角色：{row.name}，{row.role.label}", "终止")


@require_http_methods(WRITING)
def delegate(request: DeskRequest, agency: AgencyRow, membership_id: int) -> HttpResponse:
    """Name who stands in for a membership."""
    row = _member(request, agency, membership_id)
    if not _may_delegate(request, row):
        raise PermissionDenied(access.REFUSED)
    colleagues = _colleagues(request, agency, without=row.user_id)
    form = forms.Delegate(request.POST or None, colleagues=colleagues, today=request.on)
    if form.is_bound and form.is_valid():
        given = {**form.cleaned_data, "by": request.actor, "at": request.at}
        if _done(form, actions.delegate, membership_id=row.id, **given):
            messages.success(request, "代理已登记。代理期间办理的事项，会同时记下两个人。")
            return redirect("desk:members", agency.slug)
    return _form(request, agency, form, f"安排代理：{row.name}，{row.role.label}", "安排代理")


@require_POST
def undelegate(request: DeskRequest, agency: AgencyRow, delegation_id: int) -> HttpResponse:
    """End a delegation today, because the holder is back."""
    try:
        actions.end_delegation(delegation_id=delegation_id, on=request.on, by=request.actor, at=request.at)
        messages.success(request, "代理今天结束。")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:members", agency.slug)


@require_http_methods(WRITING)
def hand_over(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Pass somebody's roles and open work to another."""
    form = forms.HandOver(request.POST or None, colleagues=_colleagues(request, agency))
    if form.is_bound and form.is_valid():
        given = {**form.cleaned_data, "by": request.actor, "at": request.at}
        if done := _result(form, actions.hand_over, agency_id=agency.id, **given):
            said = f"已移交：任职 {len(done.ended)} 项，在办事项 {len(done.work)} 件。清单已记入操作日志。"
            messages.success(request, said)
            return redirect("desk:members", agency.slug)
    return _form(request, agency, form, "移交工作", "移交")


@require_http_methods(WRITING)
def open_account(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Open an account; the initial password is shown once, on the answer itself, and kept nowhere."""
    form = forms.OpenAccount(request.POST or None)
    if form.is_bound and form.is_valid():
        password = accounts.initial_password()
        given = {**form.cleaned_data, "by": request.actor, "at": request.at}
        if _done(form, accounts.open_account, agency_id=agency.id, password=password, **given):
            context = {"agency": agency, "given": form.cleaned_data, "password": password}
            return render(request, "desk/people/opened.html", context)
    return _form(request, agency, form, "开立账号", "开户")


def _member(request: DeskRequest, agency: AgencyRow, membership_id: int) -> MemberRow:
    """The membership that an address names, at the agency that it names."""
    found = queries.members(viewer=request.actor, on=request.on, agency_id=agency.id)
    row = next((row for row in found if row.id == membership_id), None)
    if row is None:
        raise Http404
    return row


def _colleagues(request: DeskRequest, agency: AgencyRow, *, without: int = 0) -> forms.Choices:
    found = queries.members(viewer=request.actor, on=request.on, agency_id=agency.id)
    people = {row.user_id: f"{row.name}（{row.username}）" for row in found if not row.closed}
    return [(str(user_id), label) for user_id, label in people.items() if user_id != without]


def _done(form: Any, act: Any, **given: Any) -> bool:
    """Whether the action was done; False with the reasons on the form where it is refused."""
    _result(form, act, **given)
    return not form.errors


def _result(form: Any, act: Any, **given: Any) -> Any:
    """What the action returns; None with the reasons on the form where it is refused."""
    try:
        return act(**given)
    except (actions.Refused, accounts.Refused) as refusal:
        form.add_error(None, list(refusal.messages))
        return None


def _form(request: DeskRequest, agency: AgencyRow, form: Any, title: str, verb: str) -> HttpResponse:
    context = {"agency": agency, "form": form, "heading": title, "verb": verb}
    return render(request, "desk/people/form.html", context, status=422 if form.errors else 200)
