"""Documents of a body become another's: all or some of them, looked at before it is entered; what was entered, taken back."""

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import choices, rows
from gongkai.desk.fields import day
from gongkai.normative import access
from gongkai.normative.actions import MoveForeseen, Refused, Wish, foresee_move, move_documents, void_move
from gongkai.normative.queries.moving import Held, held_by, moves

WHOLE, PART = "whole", "part"
F = TypeVar("F", bound="Whose")


class Whose(forms.Form):
    """Whose documents, from which day on."""

    of_id = forms.TypedChoiceField(label="划出的机关", coerce=int)
    on = day("自哪一天起")


class Hand(Whose):
    """All documents of a body, or some, become another's."""

    to_id = forms.TypedChoiceField(label="接收的机关", coerce=int)
    scope = forms.ChoiceField(
        label="划转哪些文件",
        choices=[(WHOLE, "全部，包括还在办理的"), (PART, "只划转选中的")],
        widget=forms.RadioSelect,
        initial=WHOLE,
        required=False,
    )
    documents = forms.TypedMultipleChoiceField(
        label="文件", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="依据", max_length=300, help_text="例如：机构改革方案的名称和文号。")
    field_order = ("of_id", "on", "to_id", "reason", "scope", "documents")

    def offer(self, held: list[Held]) -> None:
        """The documents that the body has on the day."""
        self.fields["documents"].choices = [(str(each.id), _named(each)) for each in held]  # type: ignore[attr-defined] # a choice field

    def wish(self) -> Wish:
        """What the action is called with."""
        said = self.cleaned_data
        named = said["documents"] if said["scope"] == PART else None
        return Wish(said["of_id"], said["to_id"], said["on"], said["reason"], named)


class TakeBack(forms.Form):
    """Which handing over was a mistake, and why."""

    void = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="撤销的理由", max_length=300)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: DeskRequest) -> HttpResponse:
    """Whose documents and when; then which of them go where, with a preview; below what was handed over before."""
    if "void" in request.POST:
        return _take_back(request)
    asked = request.POST or request.GET
    whose = _offered(request, Whose(asked if "of_id" in asked else None, initial={"on": request.on}))
    form = _form(request, whose)
    if form is None or not form.is_bound or not form.is_valid():
        return _page(request, whose, form)
    wish = form.wish()
    try:
        if "preview" in request.POST:
            return _page(request, whose, form, foresee_move(wish, by=request.actor, at=request.at))
        move_documents(
            of_id=wish.of_id,
            to_id=wish.to_id,
            on=wish.on,
            reason=wish.reason,
            documents=wish.documents,
            by=request.actor,
            at=request.at,
        )
    except Refused as refusal:
        form.add_error(None, list(refusal.messages))
        return _page(request, whose, form)
    messages.success(request, "已登记划转，各日的计数随之变动。")
    return redirect("desk:documents_move")


def _take_back(request: DeskRequest) -> HttpResponse:
    """A handing over is taken back, where nothing rests on it."""
    form = TakeBack(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            void_move(move_id=said["void"], reason=said["reason"], by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已撤销划转，各日的计数随之变动。")
            return redirect("desk:documents_move")
    return _page(request, _offered(request, Whose(initial={"on": request.on})), None, undoing=form)


def _form(request: DeskRequest, whose: Whose) -> Hand | None:
    """The form of the handing over, once it is known whose documents go and when."""
    if not whose.is_bound or not whose.is_valid():
        return None
    said = whose.cleaned_data
    form = _offered(request, Hand(request.POST or None, initial=said))
    found: list[Any] = list(rows(request.actor, access.MOVERS).values())
    offered = choices(found, said["on"], without=[said["of_id"]])
    form.fields["to_id"].choices = [("", "请选择"), *offered]  # type: ignore[attr-defined] # a choice field
    for name in ("of_id", "on"):
        form.fields[name].widget = forms.HiddenInput()
    form.offer(held_by(said["of_id"], said["on"]))
    return form


def _offered(request: DeskRequest, form: F) -> F:
    known = [(str(row.id), row.name) for row in rows(request.actor, access.MOVERS).values()]
    form.fields["of_id"].choices = [("", "请选择"), *known]  # type: ignore[attr-defined] # a choice field
    return form


def _named(each: Held) -> str:
    return f"{each.number or '没有文号'}　{each.title}（{each.state}）"


def _page(
    request: DeskRequest,
    whose: Whose,
    form: Hand | None,
    seen: MoveForeseen | None = None,
    undoing: TakeBack | None = None,
) -> HttpResponse:
    reach = request.actor.reach(access.MOVERS)
    context = {
        "whose": whose,
        "form": undoing or form or whose,
        "hand": form,
        "foreseen": seen,
        "moves": [(row, {row.of_id, row.to_id} <= reach and not row.undone) for row in moves(reach)],
    }
    wrong = any(each is not None and each.errors for each in (form, undoing, whose if form is None else None))
    return render(request, "desk/normative/move.html", context, status=422 if wrong else 200)
