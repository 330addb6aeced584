"""The due days of a person for a calendar program that reads them again and again, by an address that is itself the secret."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.accounts import actions as accounts
from gongkai.agencies import queries as agencies
from gongkai.applications.queries.diary import last_days
from gongkai.desk.applications.diary import CALENDAR, entry
from gongkai.desk.rights import APPLICATION_ALL
from gongkai.documents.writing.as_calendar import calendar
from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
from gongkai.records.access import Actor

NAME = "依申请公开到期"
NOTHING = "没有这个日历。地址可能写错了，或者已经停用。请登录工作平台，在“全部申请”的“到期日历”里重新生成。\n"
TOO_OFTEN = "读取过于频繁，请过一小时再试。\n"
_PLAIN = "text/plain; charset=utf-8"


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The same answer to every address that opens nothing, whatever the reason; neither applicants nor contents in the others."""
    at, on = timezone.now(), timezone.localdate()
    house = household(client_address(request))
    if not guard.allowed("calendar_feed", house, settings.FEEDS_PER_HOUR, at=at):
        return HttpResponse(TOO_OFTEN, status=429, content_type=_PLAIN)
    found = accounts.use_feed(token)
    if found is None:
        return _nothing()
    actor = agencies.actor(
        user_id=found.user_id,
        on=on,
        address=client_address(request),
        request_id=str(getattr(request, "request_id", "")),
    )
    if not _works_there(actor, found.agency_id):
        accounts.leave_feed(feed_id=found.feed_id, by=actor, at=at)
        return _nothing()
    accounts.note_use(feed_id=found.feed_id, on=on, by=actor, at=at)
    entries = [entry(request, one) for one in last_days(actor)]
    return HttpResponse(calendar(entries, on, name=NAME), content_type=CALENDAR)


def home_of(actor: Actor) -> int | None:
    """The agency for which somebody has to do with applications by an own role; None for nobody who does."""
    return next(
        (duty.agency_id for duty in actor.duties if duty.role in APPLICATION_ALL and not duty.acting_for),
        None,
    )


def _works_there(actor: Actor, agency_id: int) -> bool:
    return any(
        duty.agency_id == agency_id and duty.role in APPLICATION_ALL and not duty.acting_for
        for duty in actor.duties
    )


def _nothing() -> HttpResponse:
    return HttpResponse(NOTHING, status=404, content_type=_PLAIN)


urlpatterns = [path("<str:token>.ics", feed, name="calendar_feed")]
