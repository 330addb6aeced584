"""The register of the agencies that somebody reaches, as it stands today or stood on a day, as a list and as a file."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.normative.forms import RegisterFilter
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.normative.queries import listing as register
from gongkai.normative.queries.listing import STATES, UNDER_WAY, DocumentRow, Sought

HEAD = (
    "登记号",
    "标题",
    "文号",
    "类别",
    "机关",
    "制发日期",
    "公布日期",
    "效力",
    "自",
    "有效期至",
    "引起变动的文件",
    "下一环节",
    "期限",
    "矛盾",
)
TABS = {"": "全部", UNDER_WAY: "在办", **STATES}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page; what it is limited to stands in its address."""
    form, sought = _asked(request)
    within = register.seen_by(request.actor)
    kept = request.GET.copy()
    kept.pop("page", None)
    rest = kept.copy()
    rest.pop("tab", None)
    counted = register.states(within, sought, request.on)
    context = {
        "form": form,
        "page": register.documents(within, sought, request.on, _number(request)),
        "tab": sought.state,
        "tabs": [(key, label, counted.get(key)) for key, label in TABS.items()],
        "sought": sought,
        "filters": kept.urlencode(),
        "rest": rest.urlencode(),
        "many": "agency" in form.fields,
        "may_new": may_open(request.actor, "document_new"),
        "may_enter": may_open(request.actor, "document_enter"),
        "may_move": may_open(request.actor, "documents_move"),
    }
    return render(request, "desk/normative/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All that the filters find, as CSV; only so many such files in an hour."""
    _, sought = _asked(request)
    return as_csv(f"规范性文件登记簿{request.on:%Y%m%d}.csv", _lines(request, sought))


def _asked(request: DeskRequest) -> tuple[RegisterFilter, Sought]:
    within = register.seen_by(request.actor)
    form = RegisterFilter(
        request.GET,
        agencies=register.holders(within),
        codes=register.codes(within),
        years=register.years(within),
    )
    tab = request.GET.get("tab", "")
    return form, form.sought(tab if tab in TABS else "")


def _lines(request: DeskRequest, sought: Sought) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in register.all_documents(register.seen_by(request.actor), sought, request.on):
        yield _line(row)


def _line(row: DocumentRow) -> tuple[object, ...]:
    return (*row.cells, row.next_step, row.due_on or "", row.faults or "")


def _number(request: DeskRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
