"""The own calendar address: made, told once, exchanged for another one, ended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.accounts import actions
from gongkai.accounts.queries import calendar_feed
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.feed import home_of

NO_ROLE = "日历订阅要有自己的角色；只代他人办理的，请下载日历文件。"


@require_safe
def feed(request: DeskRequest) -> HttpResponse:
    """Whether there is an address, since when, when it was read last; the file for one time beside it."""
    return _page(request, "")


@require_POST
def make(request: DeskRequest) -> HttpResponse:
    """Make an address and show it, this once; one of before ends."""
    agency_id = home_of(request.actor)
    if agency_id is None:
        messages.error(request, NO_ROLE)
        return redirect("desk:application_feed")
    secret = actions.make_feed(
        user_id=request.user.pk or 0, agency_id=agency_id, by=request.actor, at=request.at
    )
    return _page(request, request.build_absolute_uri(reverse("calendar_feed", args=[secret])))


@require_POST
def end(request: DeskRequest) -> HttpResponse:
    """End the address: what was read stays in the calendar program, nothing more comes."""
    try:
        actions.end_feed(user_id=request.user.pk or 0, by=request.actor, at=request.at)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "订阅地址已停用。日历程序里的订阅请您自己删除。")
    return redirect("desk:application_feed")


def _page(request: DeskRequest, address: str) -> HttpResponse:
    context = {"feed": calendar_feed(request.user.pk or 0), "address": address}
    return render(request, "desk/applications/feed.html", context)
