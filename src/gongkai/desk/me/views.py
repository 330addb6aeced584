"""The person who is logged in: roles, who stands in, for whom they stand in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies import queries
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import reach


@require_safe
def me(request: DeskRequest) -> HttpResponse:
    """Own roles with their reach, and delegations either way."""
    own = queries.memberships_of(viewer=request.actor, user_id=request.user.pk or 0, on=request.on)
    around = reach.rows(request.actor)
    reaches = {(duty.role, duty.agency_id): len(duty.reach) - 1 for duty in request.actor.duties}
    context = {
        "rows": [(row, around.get(row.agency_id), reaches.get((row.role, row.agency_id), 0)) for row in own],
        "stands_in": [(duty, around[duty.agency_id]) for duty in request.actor.duties if duty.acting_for],
        "on": request.on,
    }
    return render(request, "desk/me/me.html", context)
