"""The person who is logged in: roles, who stands in, for whom they stand in, the own telephone numbers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.accounts import actions
from gongkai.accounts import queries as accounts
from gongkai.accounts.actions import Number
from gongkai.accounts.queries import ContactRow
from gongkai.agencies import queries
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import reach
from gongkai.desk.me.forms import Contact


@require_safe
def me(request: DeskRequest) -> HttpResponse:
    """Own roles with their reach, and delegations either way."""
    stored = _stored(request)
    own = queries.memberships_of(viewer=request.actor, user_id=request.user.pk or 0, on=request.on)
    around = reach.rows(request.actor)
    reaches = {(duty.role, duty.agency_id): len(duty.reach) - 1 for duty in request.actor.duties}
    context = {
        "rows": [(row, around.get(row.agency_id), reaches.get((row.role, row.agency_id), 0)) for row in own],
        "stands_in": [(duty, around[duty.agency_id]) for duty in request.actor.duties if duty.acting_for],
        "on": request.on,
        "numbers": [(number, getattr(stored, number.value)) for number in Number],
    }
    return render(request, "desk/me/me.html", context)


@sensitive_post_parameters(*Number)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: DeskRequest) -> HttpResponse:
    """Write the own telephone numbers."""
    form = Contact(request.POST or None, stored=_stored(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_contact(
                user_id=request.user.pk or 0, **form.chosen(), by=request.actor, at=request.at
            )
            messages.success(request, "联系电话已保存。")
            return redirect("desk:me")
        except actions.Refused as refused:
            form.add_error(None, list(refused.messages))
    return render(request, "desk/me/contact.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def reveal(request: DeskRequest, number: str) -> HttpResponse:
    """Show an own number whole, once."""
    if number not in set(Number):
        raise Http404
    wanted = Number(number)
    try:
        shown = actions.reveal_contact(
            user_id=request.user.pk or 0, number=wanted, by=request.actor, at=request.at
        )
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:me")
    return render(request, "desk/me/revealed.html", {"number": wanted, "shown": shown})


def _stored(request: DeskRequest) -> ContactRow:
    """The own numbers, masked."""
    own = request.user.pk or 0
    return accounts.contacts([own], viewer=request.actor).get(own, ContactRow())
