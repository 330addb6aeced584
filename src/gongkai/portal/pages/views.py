"""Home, accessibility statement, health."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.annual_reports import queries
from gongkai.compilations.queries.issued import issues_of
from gongkai.publication.queries.lists import ALL, POLICIES, latest, newest, organs

NEWEST = 12
NEWEST_ITEMS = 9
NEWEST_DOCUMENTS = 4


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
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """For load balancers: 200 while the database answers."""
    queries.years()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
