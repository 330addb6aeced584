"""建议主动公开: what several applicants were given, or propose to publish; adopted, an item is begun for it.

依据：条例第四十四条
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.access import READERS
from gongkai.applications.queries import proposals as queries
from gongkai.applications.queries.deflections import deflected, found_instead
from gongkai.applications.queries.kinds import Verdict
from gongkai.applications.queries.proposals import Decided, Waiting
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.publication import actions as items
from gongkai.publication.queries.content import Content
from gongkai.publication.queries.editions import edition
from gongkai.publication.queries.named import Named, named, titles

PER_PAGE = 20
TABS = (("waiting", "待决定"), ("adopted", "已采纳"), ("declined", "不采纳"))


class Reason(forms.Form):
    """Why it stays with applications."""

    reason = forms.CharField(label="不采纳的理由", max_length=500)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A decided proposal with the item that was begun, as far as the viewer sees it. `instead`: how often it was found."""

    one: Decided
    item: Named | None
    instead: int


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """What waits for a decision, or, by tab, what was adopted or declined; and what was found instead of applying."""
    return _page(request, request.GET.get("tab", ""))


@require_POST
def adopt(request: DeskRequest, key: str) -> HttpResponse:
    """Begin an item with the title filled in, and go on to write it."""
    _seen(request, key)
    try:
        item_id = actions.adopt(
            key=key, begin=lambda found: _begun(request, found), by=request.actor, at=request.at
        )
    except actions.Refused as refusal:
        return trouble(request, Trouble(409, "不能采纳这项建议", " ".join(refusal.messages)))
    messages.success(request, "已采纳，并起草了一条信息。请补全内容，经审查、审签以后发布。")
    return redirect("desk:item_edit", item_id)


@require_POST
def decline(request: DeskRequest, key: str) -> HttpResponse:
    """Leave it to applications, for a reason."""
    _seen(request, key)
    form = Reason(request.POST)
    if not form.is_valid():
        return _page(request, "", wrong=key, form=form)
    try:
        actions.decline(key=key, **form.cleaned_data, by=request.actor, at=request.at)
    except actions.Refused as refusal:
        return trouble(request, Trouble(409, "不能登记为不采纳", " ".join(refusal.messages)))
    messages.success(request, "已登记为不采纳。以后又有人申请或者建议的，会再次列出。")
    return redirect("desk:application_proposals")


def _seen(request: DeskRequest, key: str) -> None:
    """What waits may be decided by those alone who see it; one who decided it before gets to know that it is over."""
    if not queries.sees(request.actor, key):
        raise Http404


def _begun(request: DeskRequest, found: Waiting) -> int:
    """The number of a new item, with what the applications say of it."""
    content = Content(title=found.name, document_no=found.document_no, issuing_body=found.agency)
    edition_id = items.draft(agency_id=found.agency_id, content=content, by=request.actor, at=request.at)
    made = edition(edition_id, request.actor)
    if made is None:
        raise Http404
    return made.item_id


def _page(request: DeskRequest, asked: str, *, wrong: str = "", form: Reason | None = None) -> HttpResponse:
    tab = asked if asked in dict(TABS) else "waiting"
    found: Any = queries.waiting(request.actor, request.on)
    many = len(found)
    if tab != "waiting":
        found = queries.decided(request.actor, Verdict(tab))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    instead = deflected(request.actor.reach(READERS), request.on.year)
    called = titles(key for key, _ in instead.pages)
    context = {
        "tab": tab,
        "tabs": TABS,
        "many": many,
        "page": page,
        "filters": f"tab={tab}",
        "waiting": list(page) if tab == "waiting" else (),
        "decided": _decided(request, [queries.row_of(one) for one in page]) if tab != "waiting" else (),
        "wrong": wrong,
        "form": form,
        "instead": instead,
        "pages": [(called.get(key, ""), key, times) for key, times in instead.pages],
    }
    return render(request, "desk/applications/proposals.html", context, status=422 if form else 200)


def _decided(request: DeskRequest, rows: list[Decided]) -> list[Adopted]:
    made = named(request.actor, [row.item for row in rows if row.item is not None])
    times = found_instead([each.index_no for each in made.values() if each.index_no])
    return [
        Adopted(row, item := made.get(row.item or 0), times.get(item.index_no, 0) if item else 0)
        for row in rows
    ]
