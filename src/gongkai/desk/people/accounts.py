"""Accounts of an agency: which there are, who is locked out, and what is done to one after saying what will happen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts import actions, queries
from gongkai.accounts.actions import Number
from gongkai.accounts.queries import AccountRow
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as agencies_in_reach
from gongkai.desk.people.forms import Reason
from gongkai.desk.rights import may_open
from gongkai.desk.session.freshness import fresh

PER_PAGE = 50
WRITING = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done to an account: what the page says before, what is said after."""

    heading: str
    verb: str
    effects: tuple[str, ...]
    done: str
    danger: bool = True


CLOSE = Deed(
    "关闭账号",
    "关闭账号",
    (
        "本人马上退出所有设备，不能再登录。",
        "关闭后不能重新打开；以后需要登录的，另开一个账号。",
        "角色不会自动收回：请安全管理员终止角色、移交未办完的事项。",
        "以前办理的事项和操作日志照旧保留。",
    ),
    "{name}的账号已关闭。",
)
RESET = Deed(
    "重置密码",
    "重置密码",
    (
        "原来的密码马上作废，本人退出所有设备。",
        "下一页显示一次新的初始密码，由您当面或者密封交给本人。",
        "本人用初始密码登录后，必须先改成自己的密码。",
        "动态口令不受影响；手机和恢复码都丢失的，请安全管理员另行解除。",
        "登录已锁定的，仍要等到时间或者请安全管理员解除。",
    ),
    "",
)
UNLOCK = Deed(
    "解除登录锁定",
    "解除锁定",
    (
        "清除这个用户名登录失败的记录，本人马上可以再试。",
        "密码和动态口令不变。请先向本人核实是否自己输错；不是本人的，不要解除，请提醒其修改密码。",
    ),
    "{name}的登录锁定已解除，可以再试了。",
    danger=False,
)
BARE = Deed(
    "解除动态口令",
    "解除动态口令",
    (
        "动态口令和全部恢复码作废，登录时暂时只凭密码。",
        "角色必须使用动态口令的，本人下次登录要先重新设置，才能办理其他事项。",
        "请当面或者用办公电话核实本人身份后再办。",
    ),
    "{name}的动态口令已解除，请通知本人尽快重新设置。",
)


@require_safe
def accounts(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The accounts that an agency keeps, with their state."""
    users = queries.listed(viewer=request.actor).filter(agency_id=agency.id)
    page = Paginator(users, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.accounts(page.object_list, viewer=request.actor, at=request.at)
    may = {name: may_open(request.actor, name, agency.id) for name in ("open_account", "account_reveal")}
    return render(request, "desk/people/accounts.html", {"agency": agency, "page": page, "rows": rows, **may})


@require_safe
def account(request: DeskRequest, agency: AgencyRow, user_id: int) -> HttpResponse:
    """One account: its state, the contact masked, and what the viewer can do about it."""
    row = _row(request, agency, user_id)
    names = ("account_close", "account_reset", "account_unlock", "account_bare", "account_reveal")
    context = {
        "agency": agency,
        "row": row,
        "own": row.person.id == request.actor.user_id,
        "numbers": [(number, getattr(row.contact, number.value)) for number in Number],
        **{name: may_open(request.actor, name, agency.id) for name in names},
    }
    return render(request, "desk/people/account.html", context)


@require_safe
def locked(request: DeskRequest) -> HttpResponse:
    """Who cannot log in at the moment after failed attempts, and until when."""
    around = agencies_in_reach(request.actor)
    found = [
        (lock, around[lock.person.agency_id])
        for lock in queries.locks(viewer=request.actor, at=request.at)
        if lock.person.agency_id in around
    ]
    rows = [(lock, agency, may_open(request.actor, "account_unlock", agency.id)) for lock, agency in found]
    return render(request, "desk/people/locked.html", {"rows": rows})


@fresh()
@require_http_methods(WRITING)
def close(request: DeskRequest, agency: AgencyRow, user_id: int) -> HttpResponse:
    """Close an account."""
    return _deed(request, agency, user_id, CLOSE, actions.close_account)


@fresh()
@require_http_methods(WRITING)
def reset(request: DeskRequest, agency: AgencyRow, user_id: int) -> HttpResponse:
    """Give an account a new initial password, shown once, on the answer itself."""
    return _deed(request, agency, user_id, RESET, actions.reset_password, once="desk/people/reset.html")


@fresh()
@require_http_methods(WRITING)
def unlock(request: DeskRequest, agency: AgencyRow, user_id: int) -> HttpResponse:
    """Let somebody try again at once."""
    return _deed(request, agency, user_id, UNLOCK, actions.unlock)


@fresh()
@require_http_methods(WRITING)
def bare(request: DeskRequest, agency: AgencyRow, user_id: int) -> HttpResponse:
    """Take a lost second factor away."""
    return _deed(request, agency, user_id, BARE, actions.remove_second_factor)


@require_http_methods(WRITING)
def reveal(request: DeskRequest, agency: AgencyRow, user_id: int, number: str) -> HttpResponse:
    """Show a telephone number whole, once, on the answer to a form that says why."""
    row, wanted = _row(request, agency, user_id), _number(number)
    form = Reason(request.POST or None)
    context: dict[str, Any] = {"agency": agency, "row": row, "number": wanted, "form": form}
    if form.is_bound and form.is_valid():
        try:
            context["shown"] = actions.reveal_contact(
                user_id=user_id, number=wanted, reason=form.cleaned_data["reason"], **_who(request)
            )
            return render(request, "desk/people/revealed.html", context)
        except actions.Refused as refused:
            form.add_error(None, list(refused.messages))
    return render(request, "desk/people/reveal.html", context, status=422 if form.errors else 200)


def _deed(
    request: DeskRequest,
    agency: AgencyRow,
    user_id: int,
    deed: Deed,
    act: Callable[..., Any],
    *,
    once: str = "",
) -> HttpResponse:
    """Say what will happen and ask why; then do it and say so. What comes of it is shown by the page `once`, if any."""
    row = _row(request, agency, user_id)
    form = Reason(request.POST or None)
    context = {"agency": agency, "row": row, "deed": deed, "form": form}
    if form.is_bound and form.is_valid():
        try:
            result = act(user_id=user_id, reason=form.cleaned_data["reason"], **_who(request))
        except actions.Refused as refused:
            form.add_error(None, list(refused.messages))
        else:
            return _told(request, context, deed, once, result)
    return render(request, "desk/people/deed.html", context, status=422 if form.errors else 200)


def _told(
    request: DeskRequest, context: dict[str, Any], deed: Deed, once: str, result: object
) -> HttpResponse:
    if once:
        return render(request, once, {**context, "result": result})
    person = context["row"].person
    messages.success(request, deed.done.format(name=person.name))
    return redirect("desk:account", context["agency"].slug, person.id)


def _row(request: DeskRequest, agency: AgencyRow, user_id: int) -> AccountRow:
    """The account that an address names, if the agency that it names keeps it."""
    found = queries.listed(viewer=request.actor).filter(agency_id=agency.id, pk=user_id)
    rows = queries.accounts(found, viewer=request.actor, at=request.at)
    if not rows:
        raise Http404
    return rows[0]


def _number(name: str) -> Number:
    try:
        return Number(name)
    except ValueError:
        raise Http404 from None


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at}
