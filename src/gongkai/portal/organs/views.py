"""The pages of an agency: home, guide, systems, how to apply."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.applications.queries.online import takes_online
from gongkai.law.registers import definition
from gongkai.portal.freshness import kept
from gongkai.portal.organs.applying import applying
from gongkai.portal.organs.figures import figures
from gongkai.portal.organs.frame import BY_KEY, Frame, frame
from gongkai.portal.organs.systems import systems
from gongkai.publication.queries.lists import Wanted, newest
from gongkai.registers.queries.public_figures import public_totals_of

NEWEST = 10


@require_safe
@kept
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """The platform of an agency: its parts, what is newest, its numbers, how to reach it, who reviews what it does."""
    body = frame(slug, localdate())
    context = {
        "body": body,
        "way": body.way()[:-1],
        "here": body.agency.name,
        "rows": newest(Wanted(agencies=[body.agency.id]), on=body.on, most=NEWEST),
        "figures": figures(body),
        "guide": agencies.guide(body.agency.id, body.on),
        "powers": agencies.powers(body.agency.id, body.on),
        "registers": [(definition(key), many) for key, many in public_totals_of(body.agency.id).items()],
    }
    return render(request, "portal/organs/home.html", context)


@require_safe
@kept
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide of an agency, today's or an older version (`bb`).   依据：条例第十二条"""
    body = frame(slug, localdate())
    versions = [each for each in agencies.guides(body.agency.id) if each.since <= body.on]
    newest, wanted = next(iter(versions), None), request.GET.get("bb", "")
    shown = next((each for each in versions if str(each.version) == wanted), None)
    if wanted and shown is None:
        raise Http404
    context = {
        **_part(body, "zn"),
        "guide": shown or newest,
        "newest": newest,
        "versions": versions,
        "powers": agencies.powers(body.agency.id, body.on),
        "asked": agencies.asked_of_guides(),
    }
    return render(request, "portal/organs/guide.html", context)


@require_safe
@kept
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """公开制度: the law, national documents, the agency's own rules.   依据：国办公开办函〔2019〕61号"""
    body = frame(slug, localdate())
    return render(request, "portal/organs/systems.html", {**_part(body, "zd"), "sections": systems(body)})


@require_safe
@kept
def how_to_apply(request: HttpRequest, slug: str) -> HttpResponse:
    """How to apply: ways, what to say, when an answer is due, fees, remedies.   依据：条例第二十七至四十三条"""
    body = frame(slug, localdate())
    guide = agencies.guide(body.agency.id, body.on)
    powers = agencies.powers(body.agency.id, body.on)
    context = {
        **_part(body, "ysqgk"),
        "guide": guide,
        "told": applying(guide, powers, body.on),
        "online": not body.ended and takes_online(body.agency.id, body.agency.organ_code, body.on),
    }
    return render(request, "portal/organs/applying.html", context)


def _part(body: Frame, key: str) -> dict[str, object]:
    """What the page of a part begins with."""
    return {"body": body, "way": body.way(), "here": BY_KEY[key].title, "part": key}
