"""The register on a day, one document with its life and its text, one article through time.   依据：条例第二十条"""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.law.normative import called
from gongkai.normative import access
from gongkai.normative.queries.caused import caused_by, unlisted
from gongkai.normative.queries.interpreted import beside
from gongkai.normative.queries.life import Life, public_life, toned
from gongkai.normative.queries.listing import (
    STATES,
    DocumentPage,
    DocumentRow,
    Sought,
    all_documents,
    documents,
    holders,
    states,
    years,
)
from gongkai.portal.feeds import FEED_FILES
from gongkai.portal.freshness import kept
from gongkai.portal.lists.views import normative as library
from gongkai.portal.normative.as_json import record
from gongkai.portal.normative.filters import OnDay, RegisterFilter
from gongkai.portal.saving import table

MOST = 5_000
HEADS = (
    "登记号",
    "名称",
    "文号",
    "类别",
    "机关",
    "制发日期",
    "公布日期",
    "效力",
    "自",
    "有效期至",
    "引起变动的文件",
    "地址",
)


@dataclass(frozen=True, slots=True)
class Register:
    """The register as it is looked at. `address`: where it stands, without what was chosen."""

    address: str
    form: RegisterFilter
    sought: Sought
    today: date
    page: DocumentPage

    @property
    def query(self) -> str:
        """What was chosen, with its question mark."""
        said = self.form.query()
        return f"?{said}" if said else ""

    @property
    def on(self) -> date:
        """The day that is shown."""
        return self.sought.on or self.today

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The lists by state: word, address, whether it is this one."""
        offered = {"": "全部", **STATES}
        return [
            (label, f"{self.address}?{self.form.query(but='yx', yx=key)}", key == self.sought.state)
            for key, label in offered.items()
        ]


@require_safe
@kept
def register(request: HttpRequest, file: str = "") -> HttpResponse:
    """The documents of all agencies, as they stand or stood on a day; the library of items where no register is kept."""
    within, today = access.public(), localdate()
    organs = holders(within)
    if not organs or file in FEED_FILES:
        return library(request, file=file)
    form = RegisterFilter(request.GET, years=years(within), organs=organs)
    sought = form.sought(today)
    if file:
        return _csv(request, sought, today)
    shown = Register(
        reverse("normative"), form, sought, today, documents(within, sought, today, _number(request))
    )
    counted = states(within, sought, today)
    context = {"listing": shown, "page": shown.page, "counted": counted}
    return render(request, "portal/normative/register.html", context)


@require_safe
@kept
def document(request: HttpRequest, number: int) -> HttpResponse:
    """A document: how it stands, its life, its text on the day that is chosen."""
    life, today = _life(number), localdate()
    form = OnDay(request.GET)
    on = form.on(today)
    standing, then = life.standing(today), life.standing(on)
    context = {
        "document": life.document,
        "life": life,
        "joint": list(life.document.joint.order_by("position").values_list("name", flat=True)),
        "standing": standing,
        "tone": toned(standing.validity) if standing else "",
        "by": life.by(standing),
        "unlisted": unlisted(life, today),
        "line": life.line(today),
        "caused": [each for each in caused_by(life) if each.of.public],
        "form": OnDay({"rq": on.isoformat()}, label_suffix=""),
        "beside": beside(life.document.item_id) if life.document.item_id else None,
        "on": on,
        "today": today,
        "then": then,
        "text": life.text(on) if then else (),
        "address": request.build_absolute_uri(reverse("normative_document", args=[number])),
    }
    return render(request, "portal/normative/document.html", context)


@require_safe
@kept
def article(request: HttpRequest, number: int, article: str) -> HttpResponse:
    """One article through time, at an address that stays true."""
    life, today = _life(number), localdate()
    wordings = life.wordings(article)
    if not wordings:
        raise Http404
    standing = life.standing(today)
    context = {
        "document": life.document,
        "article": article,
        "called": called(article),
        "wordings": list(reversed(wordings)),
        "standing": standing,
        "tone": toned(standing.validity) if standing else "",
        "address": request.build_absolute_uri(reverse("normative_article", args=[number, article])),
    }
    return render(request, "portal/normative/article.html", context)


@require_safe
@kept
def as_json(request: HttpRequest, number: int) -> HttpResponse:
    """A document as JSON, with the fields that docs/formats.md describes."""
    life, today = _life(number), localdate()
    told = record(request, life, OnDay(request.GET).on(today), today)
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _life(number: int) -> Life:
    found = public_life(number)
    if found is None:
        raise Http404
    return found


def _csv(request: HttpRequest, sought: Sought, today: date) -> HttpResponse:
    rows = (
        _line(request, each)
        for place, each in enumerate(all_documents(access.public(), sought, today))
        if place < MOST
    )
    on = sought.on or today
    return table(f"规章和规范性文件登记簿{on:%Y%m%d}.csv", [HEADS, *rows])


def _line(request: HttpRequest, row: DocumentRow) -> tuple[object, ...]:
    return (*row.cells, request.build_absolute_uri(reverse("normative_document", args=[row.id])))


def _number(request: HttpRequest) -> int:
    text = request.GET.get("ye", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
