"""What is new among the hits of a question, as a feed."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.portal.feeds import FED, Entry, fed
from gongkai.portal.freshness import kept
from gongkai.portal.searching.asking import understood
from gongkai.portal.searching.naming import address, names
from gongkai.portal.searching.unready import page, when_ready
from gongkai.search.queries import Order, find


@require_safe
@kept
def as_feed(request: HttpRequest, file: str) -> HttpResponse:
    """The latest hits, whatever order the page has them in; with nothing asked, all that is public."""
    return when_ready(page)(lambda asked: _feed(asked, file))(request)


def _feed(request: HttpRequest, file: str) -> HttpResponse:
    said = understood(request.GET, size=FED)
    answer = find(replace(said.asked, page=1, counted=(), order=Order.NEWEST))
    named = names(answer, (), localdate())
    entries = (
        Entry(
            "".join(piece.text for piece in hit.title),
            request.build_absolute_uri(address(hit)),
            "".join(piece.text for piece in hit.snippet),
            hit.published_at,
            author=named.agency(hit),
        )
        for hit in answer.hits
    )
    text = said.asked.text
    query = f"?{said.query()}" if said.query() else ""
    return fed(
        request,
        file,
        title=f"“{text}”的检索结果" if text else "全站检索",
        page=f"{reverse('search')}{query}",
        here=f"{reverse('search_feed', args=[file])}{query}",
        said="最近公开的、符合检索条件的信息",
        entries=entries,
    )
