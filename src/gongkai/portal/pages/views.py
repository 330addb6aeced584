"""Home, accessibility statement, large-type mode, health."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.annual_reports import queries
from gongkai.compilations.queries.issued import issues_of
from gongkai.portal.pages.context import ELDER_COOKIE
from gongkai.publication.queries.lists import ALL, POLICIES, latest, newest, organs

NEWEST = 12
NEWEST_ITEMS = 9
NEWEST_DOCUMENTS = 4
YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the platform is, and where to begin."""
    on = localdate()
    context = {
        "items": latest(ALL, on=on, page=NEWEST_ITEMS),
        "documents": newest(POLICIES, on=on, most=NEWEST_DOCUMENTS),
        "bodies": len(organs()),
        "gazettes": issues_of(most=1),
        "reports": queries.newest(NEWEST, on=on),
    }
    return render(request, "portal/pages/home.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is done so that everybody can use the site, and where to complain."""
    return render(request, "portal/pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is known of visitors, and what is kept of it."""
    return render(request, "portal/pages/privacy.html")


@require_safe
def elder_mode(request: HttpRequest) -> HttpResponse:
    """Switch large type on (`to=1`) or off, and go back to where the visitor was."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("home")
    response = redirect(back)
    if request.GET.get("to") == "1":
        response.set_cookie(ELDER_COOKIE, "1", max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """For load balancers: 200 while the database answers."""
    queries.years()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
