"""The register of what is not published: when it is looked at again, what came of that, what was declassified."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.items import forms
from gongkai.desk.items.deeds import tried
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.publication import access, actions
from gongkai.publication.queries import withheld
from gongkai.publication.queries.withheld import WithheldRow

PER_PAGE = 50
TABS: dict[str, tuple[str, dict[str, bool]]] = {
    "due": ("到期应评估", {"due": True}),
    "secret": ("国家秘密", {"secret": True}),
    "all": ("全部", {}),
}
HEAD = (
    *("标题", "机关", "公开属性", "依据", "理由", "登记日期", "密级", "保密期限至", "解密日期", "上次评估"),
    "应评估日期",
)


@require_safe
def register(request: DeskRequest) -> HttpResponse:
    """One page of the register, what is due first."""
    key = request.GET.get("tab", "all")
    _, part = TABS.get(key, TABS["all"])
    total = withheld.how_many(request.actor, request.on, **part)
    number = min(max(_number(request.GET.get("page", "")), 1), max(-(-total // PER_PAGE), 1))
    rows = withheld.register(request.actor, request.on, first=(number - 1) * PER_PAGE, most=PER_PAGE, **part)
    context = {
        "rows": rows,
        "tabs": [(each, label) for each, (label, _) in TABS.items()],
        "tab": key if key in TABS else "all",
        "on": request.on,
        "total": total,
        "number": number,
        "more": number * PER_PAGE < total,
    }
    return render(request, "desk/items/withheld.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """The whole register that the viewer sees, as CSV."""
    _, part = TABS.get(request.GET.get("tab", "all"), TABS["all"])
    rows = withheld.register(request.actor, request.on, **part)
    return as_csv(f"不主动公开登记{request.on:%Y%m%d}.csv", _lines(rows))


@require_safe
def entry(request: DeskRequest, withholding_id: int) -> HttpResponse:
    """One entry with what came of looking at it."""
    return _page(request, _seen(request, withholding_id))


@require_POST
def evaluate(request: DeskRequest, withholding_id: int) -> HttpResponse:
    """Record that it was looked at again; to be opened, a new edition is begun."""
    held = _seen(request, withholding_id)
    form = forms.Evaluate(request.POST, auto_id="id_evaluate_%s")
    if not form.is_valid():
        return _page(request, held, filled=form)
    given = form.cleaned_data
    if (refused := tried(request, actions.evaluate, withholding_id=held.id, **given)) is not None:
        return _page(request, held, refused=refused)
    if given["outcome"] == "open":
        messages.success(request, "已记录评估，并另起一份稿件。请修改公开属性，核对内容，再送审。")
        return redirect("desk:item_edit", held.item_id)
    messages.success(request, "已记录评估，继续不公开。到期会再次提醒。")
    return redirect("desk:withheld_entry", held.id)


@require_POST
def declassify(request: DeskRequest, withholding_id: int) -> HttpResponse:
    """Note since when it is no secret any more."""
    held = _seen(request, withholding_id)
    form = forms.Declassify(request.POST, auto_id="id_declassify_%s")
    if not form.is_valid():
        return _page(request, held, filled=form)
    refused = tried(request, actions.declassify, withholding_id=held.id, **form.cleaned_data)
    if refused is not None:
        return _page(request, held, refused=refused)
    messages.success(request, "已登记解密，请评估是否可以公开。")
    return redirect("desk:withheld_entry", held.id)


def _seen(request: DeskRequest, withholding_id: int) -> WithheldRow:
    found = withheld.entry(withholding_id, request.actor, request.on)
    if found is None:
        raise Http404
    return found


def _page(
    request: DeskRequest,
    held: WithheldRow,
    *,
    filled: Form | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:
    decides = request.actor.holds(access.PUBLISHERS, held.agency_id) is not None
    made: dict[str, Any] = {
        "evaluate": forms.Evaluate(auto_id="id_evaluate_%s"),
        "declassify": forms.Declassify(auto_id="id_declassify_%s"),
    }
    if filled is not None:
        made["evaluate" if isinstance(filled, forms.Evaluate) else "declassify"] = filled
    context = {"row": held, "on": request.on, "decides": decides, "refused": refused, "form": filled, **made}
    status = 409 if refused else 422 if filled is not None else 200
    return render(request, "desk/items/withheld_entry.html", context, status=status)


def _lines(rows: list[WithheldRow]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in rows:
        yield (
            row.title,
            row.agency,
            row.attribute.label,
            "；".join(row.grounds),
            row.reasons,
            row.decided_on,
            row.degree.label if row.degree else "",
            row.secret_until or "",
            row.declassified_on or "",
            row.evaluated_on or "",
            row.look_on,
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
