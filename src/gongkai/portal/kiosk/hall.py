"""What the touch screen begins with: its first page, what is newest, agencies and their columns, reports, how to apply."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.annual_reports import queries as annual
from gongkai.applications.queries.online import takes_online
from gongkai.compilations.queries.shown import listed
from gongkai.documents.paper.codes import code
from gongkai.portal.freshness import kept
from gongkai.portal.kiosk.machine import frame, machine
from gongkai.portal.organs import applying as how
from gongkai.portal.organs.frame import frame as frame_of
from gongkai.portal.organs.letters import letter
from gongkai.publication.queries.lists import ALL, Organ, Wanted, latest
from gongkai.publication.queries.lists import newest as newest_items
from gongkai.publication.queries.lists import organs as with_items
from gongkai.publication.queries.shelves import Shelf

ON_HOME = 4
A_PAGE = 12
MOST = 40
"""Agencies on one page; more are chosen by their first letter."""
REPORTS = 24
TOPICS = 6


@require_safe
@kept
def choose(request: HttpRequest) -> HttpResponse:
    """In whose hall the machine stands: for whoever sets it up, who then lets the browser begin there."""
    named = agencies.by_slugs(settings.KIOSKS)
    found = [(slug, named[slug].name) for slug in settings.KIOSKS if slug in named]
    bodies = found or [(organ.slug, organ.name) for organ in with_items()[:MOST]]
    return render(request, "portal/kiosk/choose.html", {"bodies": bodies, "idle": 0})


@require_safe
@kept
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page: large tiles, and what is newest."""
    at = machine(slug)
    context = {**frame(at), "rows": newest_items(ALL, on=at.on, most=ON_HOME)}
    return render(request, "portal/kiosk/home.html", context)


@require_safe
@kept
def newest(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published last, by all agencies."""
    at = machine(slug)
    page = latest(ALL, on=at.on, before=request.GET.get("before", ""), page=A_PAGE)
    context = {**frame(at, up=reverse("kiosk", args=[slug])), "title": "最新公开", "page": page}
    return render(request, "portal/kiosk/list.html", context)


@require_safe
@kept
def organs(request: HttpRequest, slug: str) -> HttpResponse:
    """The agencies that have something public, this one first; of many those of one letter (`zm`)."""
    at = machine(slug)
    bodies = sorted(with_items(), key=lambda each: each.slug != slug)
    letters: dict[str, list[Organ]] = {}
    if len(bodies) > MOST:
        for each in bodies:
            letters.setdefault(letter(each.name, [at.agency.name]), []).append(each)
    chosen = letters.get(request.GET.get("zm", ""), [])
    context = {
        **frame(at, up=reverse("kiosk", args=[slug])),
        "letters": sorted(letters),
        "bodies": chosen or ([] if letters else bodies),
    }
    return render(request, "portal/kiosk/organs.html", context)


@require_safe
@kept
def organ(request: HttpRequest, slug: str, organ: str) -> HttpResponse:
    """One agency: how to reach it, and its columns."""
    at, body = machine(slug), frame_of(organ, localdate())
    context = {
        **frame(at, up=reverse("kiosk_organs", args=[slug])),
        "body": body,
        "shelves": [shelf for shelf in (*body.statutory, *body.systems) if shelf.items and not shelf.depth],
        "guide": agencies.guide(body.agency.id, body.on),
        "reports": annual.rows([organ], on=body.on),
    }
    return render(request, "portal/kiosk/organ.html", context)


@require_safe
@kept
def column(request: HttpRequest, slug: str, organ: str, key: str) -> HttpResponse:
    """What is in a column of an agency and in those below it."""
    at, body = machine(slug), frame_of(organ, localdate())
    shelf = next((each for each in (*body.statutory, *body.systems) if each.key == key), None)
    if shelf is None:
        raise Http404
    wanted = Wanted(agencies=[body.agency.id], columns=shelf.column_ids)
    page = latest(wanted, on=at.on, before=request.GET.get("before", ""), page=A_PAGE)
    context = {
        **frame(at, up=reverse("kiosk_organ", args=[slug, organ])),
        "title": _called(body.agency.name, shelf),
        "page": page,
    }
    return render(request, "portal/kiosk/list.html", context)


@require_safe
@kept
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Annual reports: those of this agency, and the newest of the others."""
    at = machine(slug)
    context = {
        **frame(at, up=reverse("kiosk", args=[slug])),
        "own": annual.rows([slug], on=at.on),
        "others": [row for row in annual.newest(REPORTS, on=at.on) if row.agency.slug != slug],
    }
    return render(request, "portal/kiosk/reports.html", context)


@require_safe
@kept
def applying(request: HttpRequest, slug: str) -> HttpResponse:
    """How to apply, and the way to the form on one's own telephone: nothing of it is typed in the hall."""
    at = machine(slug)
    guide = agencies.guide(at.agency.id, at.on)
    online = at.agency.lives_on(at.on) and takes_online(at.agency.id, at.agency.organ_code, at.on)
    where = request.build_absolute_uri(reverse("apply_look" if online else "organ_ysqgk", args=[slug]))
    context = {
        **frame(at, up=reverse("kiosk", args=[slug])),
        "told": how.applying(guide, agencies.powers(at.agency.id, at.on), at.on),
        "guide": guide,
        "online": online,
        "where": where,
        "code": code(where),
    }
    return render(request, "portal/kiosk/applying.html", context)


def shelves_of(slug: str) -> list[tuple[str, str]]:
    """Title and address of the columns of this agency, and of the topics: what can be chosen without typing."""
    body = frame_of(slug, localdate())
    columns = [
        (shelf.title, reverse("kiosk_column", args=[slug, slug, shelf.key]))
        for shelf in body.statutory
        if shelf.items and not shelf.depth
    ]
    return [
        *columns,
        *((each.title, reverse("kiosk_topic", args=[slug, each.slug])) for each in listed()[:TOPICS]),
    ]


def _called(name: str, shelf: Shelf) -> str:
    return f"{shelf.title}（{name}）"
