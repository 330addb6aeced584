"""Topics: the list of them, one as a page, as a table and as a feed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gongkai.compilations.queries.kinds import Origin
from gongkai.compilations.queries.shown import listed, of_origin, origins, shown
from gongkai.compilations.queries.topics import PlaceRow, TopicCard
from gongkai.documents.paper.codes import code
from gongkai.portal.feeds import FED, Entry, fed
from gongkai.portal.freshness import kept
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.saving import table

UNKNOWN = Trouble(404, "没有找到这个专题", "网址可能写错了，或者这个专题还没有公开。请从专题列表查找。")
HEAD = ("分栏", "层级", "名称", "发文字号", "发布机关", "公开日期", "地址")


@require_safe
@kept
def topics(request: HttpRequest) -> HttpResponse:
    """All of them, those that go on first."""
    return render(request, "portal/topics/list.html", {"rows": listed()})


@require_safe
@kept
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic, or what comes from one level in it (`jb`); an unknown level counts as none."""
    found = shown(slug)
    if found is None:
        return trouble(request, UNKNOWN)
    chosen = next((each for each in Origin if each.value == request.GET.get("jb")), None)
    short = request.build_absolute_uri(reverse("scan", args=[found.key]))
    context = {
        "whole": found,
        "topic": of_origin(found, chosen) if chosen else found,
        "origins": origins(found),
        "chosen": chosen,
        "address": request.build_absolute_uri(reverse("topic", args=[slug])),
        "short": short,
        "code": code(short),
    }
    return render(request, "portal/topics/topic.html", context)


@require_safe
@kept
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table."""
    found = shown(slug)
    if found is None:
        return trouble(request, UNKNOWN)
    return table(f"{found.title}.csv", [HEAD, *_lines(request, found)])


@require_safe
@kept
def as_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """What was put in last, as a feed; what the public does not see any more is not in it."""
    found = shown(slug)
    if found is None:
        return trouble(request, UNKNOWN)
    places = [each for section in found.sections for each in section.places]
    places.sort(key=lambda each: (each.put_in_at, each.id), reverse=True)
    entries = (
        Entry(
            each.title,
            _address(request, each),
            each.note or each.title,
            each.put_in_at,
            author=each.agency or each.source,
            key=each.index_no,
        )
        for each in places[:FED]
    )
    return fed(
        request,
        file,
        title=found.title,
        page=reverse("topic", args=[slug]),
        here=request.path,
        said=f"专题“{found.title}”：最近收入的文件",
        entries=entries,
    )


def _lines(request: HttpRequest, found: TopicCard) -> list[tuple[object, ...]]:
    return [
        (
            section.title,
            each.origin.label,
            each.title,
            each.document_no,
            each.agency or each.source,
            localtime(each.published_at).date() if each.published_at else "",
            _address(request, each),
        )
        for section in found.sections
        for each in section.places
    ]


def _address(request: HttpRequest, each: PlaceRow) -> str:
    return each.address or request.build_absolute_uri(reverse("item", args=[each.index_no]))
