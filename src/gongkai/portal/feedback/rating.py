"""这条信息对您有用吗: a page of its own with three buttons, because pages that are files have no form that writes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.feedback.actions.rating import LONGEST
from gongkai.feedback.actions.rating import rate as enter
from gongkai.feedback.queries.kinds import Use
from gongkai.guard.http.address import client_address, household
from gongkai.portal.applying import limits
from gongkai.portal.pages.errors import trouble
from gongkai.publication.queries.pages import title_of_item


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    """Ask, or thank: the same words whether it was counted or said before."""
    item = (request.POST.get("xx") or request.GET.get("xx", "")).replace("\0", "")[:120]
    title = title_of_item(item)
    if title is None:
        raise Http404
    said = request.POST.get("use", "")
    context = {"item": item, "title": title, "uses": list(Use), "most": LONGEST, "done": False}
    if request.method == "POST" and said in set(Use):
        if not limits.may_rate(request):
            return trouble(request, limits.TOO_MANY)
        words = request.POST.get("says", "").replace("\0", "")
        where = household(client_address(request))
        enter(item=item, use=Use(said), says=words, household=where, at=timezone.now())
        context["done"] = True
    return render(request, "portal/feedback/rate.html", context)
