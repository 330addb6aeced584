"""One issue on its page: what stands in it and in its way, what is done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.compilations import actions
from gongkai.compilations.access import COMPOSERS, EDITORS
from gongkai.compilations.actions import Refused, Way
from gongkai.compilations.queries.bound import coded
from gongkai.compilations.queries.bound import preview as bound_preview
from gongkai.compilations.queries.candidates import candidates
from gongkai.compilations.queries.gazette import IssueCard, State
from gongkai.compilations.queries.gazette import issue as find
from gongkai.compilations.queries.kinds import Rubric
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.gazette import forms
from gongkai.desk.tables import attachment, few_an_hour
from gongkai.desk.topics.forms import Search
from gongkai.documents.gazette.printing import printed
from gongkai.documents.reading.blocks import Unreadable
from gongkai.records.queries.log import history
from gongkai.signoff.queries.passage import passage

LOGGED = 30


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: what is filled in, which action that goes to, what is said when it is done."""

    form: type[django_forms.Form]
    act: Callable[..., Any]
    done: str


class _Nothing(django_forms.Form):
    """Nothing is filled in."""


DEEDS = {
    "submit": Deed(_Nothing, actions.submit_issue, "已送审。"),
    "issue": Deed(_Nothing, actions.issue, "已出版。PDF 正在制作，几分钟后可以下载。"),
    "drop": Deed(forms.Because, actions.drop_issue, "这一期已作废，期号可以重新使用。"),
    "remove": Deed(forms.OfArticle, actions.remove_article, "已移出。"),
    "renew": Deed(forms.OfArticle, actions.renew_article, "已换用现在公开的一版。"),
    "add": Deed(forms.AddArticle, actions.add_article, "已收入。"),
}


@require_safe
def issue(request: DeskRequest, issue_id: int) -> HttpResponse:
    """An issue whole."""
    held = _seen(request, issue_id)
    open_still = held.row.state not in (State.ISSUED, State.DROPPED)
    context = {
        "issue": held,
        "open_still": open_still,
        "may_change": open_still and request.actor.holds(COMPOSERS, held.row.agency_id) is not None,
        "may_issue": request.actor.holds(EDITORS, held.row.agency_id) is not None,
        "steps": passage(held.round_id, request.actor) if held.round_id and open_still else (),
        "coded": coded(),
        "drop": forms.Because(),
        "log": history(f"gazette:{issue_id}", size=LOGGED).rows,
    }
    return render(request, "desk/gazette/issue.html", context)


def _seen(request: DeskRequest, issue_id: int) -> IssueCard:
    """The issue, if the viewer may see it; one that they may not see is not there for them."""
    found = find(issue_id, request.actor)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, issue_id: int) -> HttpResponse:
    """The head of an issue, written anew."""
    held = _seen(request, issue_id)
    known = {name: getattr(held.row, name) for name in ("title", "year", "number", "total", "dated_on")}
    form = forms.IssueFields(request.POST or None, initial={**known, "sponsor": held.sponsor})
    if form.is_bound and form.is_valid():
        try:
            actions.alter_issue(issue_id=issue_id, **form.cleaned_data, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已保存。")
            return redirect("desk:gazette_issue", issue_id)
    context = {"issue": held, "form": form}
    return render(request, "desk/gazette/edit.html", context, status=422 if form.errors else 200)


@require_safe
def add(request: DeskRequest, issue_id: int) -> HttpResponse:
    """Documents that can be taken in, found by words; without words the newest of the agency."""
    held = _seen(request, issue_id)
    form = Search(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    there = {each.item_id for each in held.articles}
    found = candidates(words, agency_id=None if words else held.row.agency_id)
    context = {
        "issue": held,
        "search": form,
        "words": words,
        "found": [(each, each.id in there, _usual(each.document_no)) for each in found],
        "rubrics": list(Rubric),
    }
    return render(request, "desk/gazette/add.html", context)


def _usual(document_no: str) -> Rubric:
    """Where a document most often goes, by its number: only what is chosen beforehand."""
    if not document_no:
        return Rubric.OTHER
    if "令" in document_no:
        return Rubric.RULES
    return Rubric.OFFICE if "政办" in document_no else Rubric.GOVERNMENT


@require_POST
def do(request: DeskRequest, issue_id: int, what: str) -> HttpResponse:
    """Do one of these things; what is refused is said on the page to which it goes back."""
    _seen(request, issue_id)
    if what == "move":
        return _move(request, issue_id)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    form = deed.form(request.POST)
    if not form.is_valid():
        for name, said in form.errors.items():
            messages.error(request, f"{form.fields[name].label or ''}：{''.join(map(str, said))}")
    elif _done(request, deed.act, {"issue_id": issue_id, **form.cleaned_data}):
        messages.success(request, deed.done)
    return redirect("desk:gazette_add" if what == "add" else "desk:gazette_issue", issue_id)


def _move(request: DeskRequest, issue_id: int) -> HttpResponse:
    form = forms.Moved(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    given = {"issue_id": issue_id, "article_id": said["article_id"], "way": Way(said["way"])}
    _done(request, actions.move_article, given)
    return redirect(f"{reverse('desk:gazette_issue', args=[issue_id])}#a{said['article_id']}")


def _done(request: DeskRequest, act: Callable[..., Any], given: dict[str, Any]) -> bool:
    """Whether an action was carried out; where it was refused, each reason stands above the page."""
    try:
        act(**given, by=request.actor, at=request.at)
    except Refused as refusal:
        for message in refusal.messages:
            messages.error(request, message)
        return False
    return True


@require_safe
@few_an_hour
def preview(request: DeskRequest, issue_id: int) -> HttpResponse:
    """The PDF of an issue that is not out yet; every page of it says so. Nothing of it is kept."""
    made = bound_preview(issue_id, request.actor, request.at)
    if made is None:
        raise Http404
    try:
        data = printed(made)
    except Unreadable as problem:
        return trouble(request, Trouble(503, "暂时不能预览", str(problem)))
    return attachment(f"预览_{made.title}{made.numbers}.pdf", data, "application/pdf")


@require_safe
def pdf(request: DeskRequest, issue_id: int) -> HttpResponseBase:
    """The PDF of an issue that is out, as it was made last."""
    held = _seen(request, issue_id)
    if held.pdf is None:
        raise Http404
    return handed(request, held.pdf)
