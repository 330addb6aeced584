"""The last days of what the viewer has in hand, for a calendar program."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.applications.queries.diary import LastDay, last_days
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.tables import attachment
from gongkai.documents.writing.as_calendar import Due, calendar

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def diary(request: DeskRequest) -> HttpResponse:
    """Replies and parts of the work by their last day. Neither applicants nor what they ask for are in it."""
    entries = [entry(request, one) for one in last_days(request.actor)]
    return attachment("依申请公开到期.ics", calendar(entries, request.on), CALENDAR)


def entry(request: HttpRequest, one: LastDay) -> Due:
    """One of them, with the address of its page."""
    address = request.build_absolute_uri(reverse("desk:application", args=[one.application_id]))
    if one.part is None:
        return Due(one.due_on, f"申请答复到期：{one.number}", address, f"application:{one.application_id}")
    return Due(one.due_on, f"分办事项到期：{one.number}", address, f"application-part:{one.part}")
