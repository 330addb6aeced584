"""Issues of the gazette: the list by year, one with its contents, one document in it, the PDF."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.compilations.queries.issued import (
    Out,
    Standard,
    Whole,
    bodies,
    contents_of,
    issues_of,
    pdf_of,
    standard,
    whole,
    years,
)
from gongkai.portal.feeds import FED, Entry, fed
from gongkai.portal.freshness import kept
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.saving import table
from gongkai.publication.queries.showing import as_page, with_places, without_number
from gongkai.records.queries.opening import FileRefused, open_unlogged

UNKNOWN = Trouble(404, "没有找到这一期公报", "网址可能写错了，或者这一期还没有出版。请从公报列表查找。")
MAKING = Trouble(
    503, "PDF 正在制作", "这一期的 PDF 正在制作或者更新，一般半小时内完成，请稍后再下载；正文可以在网页上看。"
)
HEAD = ("公报", "年份", "期号", "总期号", "出版日期", "文件数", "地址")
_NO_YEAR = 0


@require_safe
@kept
def gazettes(request: HttpRequest) -> HttpResponse:
    """The issues of a year (`nf`), the latest one if none is chosen; of one agency (`jg`) where there are several."""
    return render(request, "portal/gazette/list.html", _chosen(request))


@require_safe
@kept
def as_csv(request: HttpRequest) -> HttpResponse:
    """All issues as a table."""
    rows = [
        (
            each.title,
            each.year,
            each.number,
            each.total,
            each.dated_on,
            each.articles,
            request.build_absolute_uri(_address(each)),
        )
        for each in issues_of()
    ]
    return table(f"政府公报{localdate():%Y%m%d}.csv", [HEAD, *rows])


@require_safe
@kept
def as_feed(request: HttpRequest, file: str) -> HttpResponse:
    """The latest issues as a feed, each with what stands in it; of one agency if that is chosen (`jg`)."""
    body = str(_chosen(request)["body"])
    rows = issues_of(agency_slug=body, most=FED)
    query = f"?jg={body}" if body else ""
    contents = contents_of(each.id for each in rows)
    entries = (
        Entry(
            each.named,
            request.build_absolute_uri(_address(each)),
            "；".join(contents.get(each.id, ())),
            each.issued_at,
            author=each.agency,
        )
        for each in rows
        if each.issued_at
    )
    return fed(
        request,
        file,
        title="政府公报",
        page=f"{reverse('gazettes')}{query}",
        here=f"{reverse('gazettes_feed', args=[file])}{query}",
        said="新出版的政府公报和目录",
        entries=entries,
    )


def _address(each: Out) -> str:
    return reverse("gazette_issue", args=[each.agency_slug, each.year, each.number])


def _chosen(request: HttpRequest) -> dict[str, object]:
    """What is not offered counts as not chosen."""
    found = bodies()
    slug = next((slug for slug, _ in found if slug == request.GET.get("jg")), "")
    counted = years(slug)
    wanted = request.GET.get("nf", "")
    year = next((year for year, _ in counted if str(year) == wanted), counted[0][0] if counted else _NO_YEAR)
    return {
        "bodies": found if len(found) > 1 else [],
        "body": slug,
        "years": counted,
        "year": year,
        "rows": issues_of(agency_slug=slug, year=year) if year else [],
    }


@require_safe
@kept
def issue(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The contents of an issue."""
    found = whole(slug, year, number)
    if found is None:
        return trouble(request, UNKNOWN)
    context = {
        "issue": found,
        "out": found.out,
        "address": request.build_absolute_uri(reverse("gazette_issue", args=[slug, year, number])),
    }
    return render(request, "portal/gazette/issue.html", context)


@require_safe
@kept
def article(request: HttpRequest, slug: str, year: int, number: int, place: int) -> HttpResponse:
    """A document in the text of the issue; a notice in place of what may not be shown any more."""
    held = whole(slug, year, number)
    found = standard(held.out.id, place) if held else None
    if held is None or found is None:
        return trouble(request, UNKNOWN)
    lines = held.lines
    context = {
        "issue": held,
        "out": held.out,
        "article": found,
        "line": found.line,
        "text": _text(found),
        "address": request.build_absolute_uri(reverse("gazette_article", args=[slug, year, number, place])),
        "before": next((each for each in lines if each.number == place - 1), None),
        "after": next((each for each in lines if each.number == place + 1), None),
    }
    response = render(request, "portal/gazette/article.html", context)
    response.status_code = 200 if found.line.standing.readable else 410
    return response


def _text(found: Standard) -> str:
    """The text; its pictures are those of the edition, which the item's own pages hand out."""
    if not found.body:
        return ""
    item = reverse("item", args=[found.index_no])
    at = f"{item}attachments/" if found.present else f"{item}banben/{found.edition}/attachments/"
    body = with_places(without_number(found.body, found.line.document_no))
    return as_page(body, pictures_at=at, only=found.pictures)


@require_safe
def pdf(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponseBase:
    """The issue as PDF; not while it has what may not be shown any more."""
    found: Whole | None = whole(slug, year, number)
    if found is None:
        raise Http404
    file_id = pdf_of(found.out.id)
    if file_id is None:
        return trouble(request, MAKING)
    try:
        opened = open_unlogged(file_id)
    except FileRefused:
        return trouble(request, MAKING)
    response = StreamingHttpResponse(opened.chunks, headers=dict(opened.headers))
    response["Cache-Control"] = "no-cache"
    return response
