"""Draws by lot: what is published before them, so that nobody can choose afterwards.   依据：双随机、一公开"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.portal.freshness import kept
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.saving import attachment
from gongkai.registers.queries.public_lotteries import (
    PublicLottery,
    population,
    published_lotteries,
    published_lottery,
)

UNKNOWN = Trouble(404, "没有找到这次抽取", "网址可能写错了，或者它的摘要还没有公布。")
SHOWN = 500
"""Names of a list that the page shows; all of them are in the file."""


@require_safe
@kept
def draws(request: HttpRequest) -> HttpResponse:
    """The draws whose digests are published, drawn or not; one query."""
    return render(request, "portal/registers/draws.html", {"rows": published_lotteries()})


@require_safe
@kept
def one(request: HttpRequest, number: int) -> HttpResponse:
    """What is published of a draw before it is made: digests and list."""
    row = _found(number)
    if row is None:
        return trouble(request, UNKNOWN)
    names = population(row.id)
    context = {
        "row": row,
        "names": names[:SHOWN],
        "many": len(names),
        "list_file": reverse("register_draw_list", args=[row.id]),
        "address": request.build_absolute_uri(reverse("register_draw", args=[row.id])),
    }
    return render(request, "portal/registers/draw.html", context)


@require_safe
@kept
def as_text(request: HttpRequest, number: int) -> HttpResponse:
    """The list as its digest is made of it: sorted, each name with a line feed behind it."""
    row = _found(number)
    if row is None:
        return trouble(request, UNKNOWN)
    data = "".join(f"{name}\n" for name in sorted(population(row.id))).encode()
    return attachment(data, f"{row.draw_no}名录.txt", "text/plain; charset=utf-8")


def _found(number: int) -> PublicLottery | None:
    return published_lottery(number) if number < 2**63 else None
