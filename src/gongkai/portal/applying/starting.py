"""The first two pages: which agency, and whether what is wanted is public already. Nothing is kept until somebody goes on."""

from dataclasses import dataclass, replace

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.actions import drafting
from gongkai.applications.actions.deflecting import deflect
from gongkai.applications.queries.online import takes_online
from gongkai.portal.applying import drafts, limits
from gongkai.portal.applying.choosing import agency_at, bodies, typed
from gongkai.portal.applying.filling import STEPS
from gongkai.portal.pages.errors import BAD_REQUEST, trouble
from gongkai.portal.searching.naming import address, names
from gongkai.search.queries import Asked, Order, Unusable, find

MOST_HITS = 5
_HIT = "applying.hit"


@dataclass(frozen=True, slots=True)
class Public:
    """Something that is public already. `token`: what the way there sends along, to be counted."""

    title: str
    agency: str
    on: str
    token: str


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Choose the agency; and go on with what this browser has begun."""
    form = drafts.begun(request)
    context = {
        **bodies(request),
        "unsent": form if form and not form.receipt else None,
        "gone": "gq" in request.GET,
        "discarded": "fq" in request.GET,
        "step": 1,
        "steps": STEPS,
    }
    return render(request, "portal/applying/start.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """先查一查: what is public already need not be applied for. Posting goes on, and keeps the form from here on."""
    agency = agency_at(slug)
    if not takes_online(agency.id, agency.organ_code, localdate()):
        return render(request, "portal/applying/not_online.html", {"agency": agency})
    if request.method == "POST":
        return _go_on(request, agency)
    said = typed(request)
    hits, unready = [], False
    try:
        hits = _public(said, agency) if said else []
    except Unusable:
        unready = True
    context = {
        "agency": agency,
        "said": said,
        "hits": hits,
        "unready": unready,
        "step": 2,
        "steps": STEPS,
    }
    return render(request, "portal/applying/look.html", context)


@never_cache
@require_safe
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """For the script: what is public and has this in its title."""
    agency = agency_at(slug)
    said = typed(request)
    try:
        hits = _public(said, agency, typing=True) if len(said) > 1 else []
    except Unusable:
        hits = []
    rows = [{"title": hit.title, "agency": hit.agency, "on": hit.on, "token": hit.token} for hit in hits]
    return JsonResponse({"hits": rows}, json_dumps_params={"ensure_ascii": False})


@never_cache
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """就是它，去看看: counted, and led there. Only to what the page has shown."""
    try:
        agency_id, key, where = Signer(salt=_HIT).unsign(request.POST.get("hit", "")).split("|", 2)
    except (BadSignature, ValueError):
        return trouble(request, BAD_REQUEST)
    if limits.counts_as_deflected(request):
        deflect(agency_id=int(agency_id), key=key, at=timezone.now())
    return HttpResponseRedirect(where)


@never_cache
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """放弃填写: nothing of it stays."""
    form = drafts.begun(request)
    if form is not None:
        drafting.discard(key=form.key, at=timezone.now())
    response = HttpResponseRedirect(f"{reverse('apply')}?fq=1")
    drafts.forget(response)
    return response


def _go_on(request: HttpRequest, agency: AgencyRow) -> HttpResponse:
    form = drafts.begun(request)
    if form is not None and not form.receipt:
        drafts.keep(form, form.fields, agency_id=agency.id)
        return redirect("apply_kind")
    if not limits.may_begin(request):
        return trouble(request, limits.TOO_MANY)
    response = redirect("apply_kind")
    drafts.remember(response, drafts.begin(agency.id))
    return response


def _public(said: str, agency: AgencyRow, *, typing: bool = False) -> list[Public]:
    """The best hits; while somebody types the newest of those with it in the title, which are not counted."""
    asked = Asked(said, size=MOST_HITS, counted=())
    if typing:
        asked = replace(asked, order=Order.NEWEST, titles_only=True, total=False)
    answer = find(asked)
    named = names(answer, (), localdate())
    return [
        Public(
            title="".join(piece.text for piece in hit.title),
            agency=named.agency(hit),
            on=f"{timezone.localtime(hit.published_at):%Y-%m-%d}",
            token=Signer(salt=_HIT).sign(f"{agency.id}|{hit.key}|{address(hit)}"),
        )
        for hit in answer.hits
    ]
