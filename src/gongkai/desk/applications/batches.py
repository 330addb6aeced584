"""Things that are done with several applications at once; signing is none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Self

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from gongkai.agencies import queries as agencies
from gongkai.applications import actions
from gongkai.applications.access import OFFICERS
from gongkai.applications.queries.listing import Line, some
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.fields import day
from gongkai.records.access import Actor

BATCHES = {"assign": "分办", "remind": "催办", "archive": "归档"}
MOST = 100
"""So many at once: what one page of the list shows, several times over."""
_HIDDEN = "没有这件申请，或者您不能查看。"


class Assign(forms.Form):
    """Who does what by which day, for each of the applications."""

    task = forms.CharField(label="交办事项", max_length=300, initial="请在期限内办理")
    person = forms.TypedChoiceField(label="承办人", required=False, coerce=int, empty_value=None)
    unit = forms.CharField(label="或者承办部门", max_length=120, required=False)
    due_on = day("办理期限")
    handler = forms.BooleanField(label="作为承办人负责整件申请", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_assign_%s", **kwargs})
        self.fields["person"].choices = [("", "请选择"), *people]  # type: ignore[attr-defined] # a choice field

    @classmethod
    def offered(cls, request: DeskRequest, data: QueryDict | None = None) -> Self:
        """With the colleagues of the agencies whose applications the viewer gives out."""
        return cls(data, people=colleagues(request.actor, request.on))

    def clean(self) -> dict[str, Any]:
        """Somebody does it: a person or a unit."""
        given = super().clean() or {}
        if not given.get("person") and not given.get("unit", "").strip():
            self.add_error("person", "请选择承办人，或者写明承办部门。")
        return given


class Remind(forms.Form):
    """What is said to those who are urged on."""

    text = forms.CharField(label="催办的话", max_length=300, initial="请抓紧办理")


@dataclass(frozen=True, slots=True)
class Batch:
    """What was asked for: which thing, with which applications (number and how often it had moved), by which form."""

    what: str
    chosen: dict[int, int | None]
    form: Assign | Remind | None
    back: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one application. `refused`: why nothing was done with it, empty where it was done."""

    id: int
    number: str
    title: str
    refused: str


def colleagues(viewer: Actor, on: date) -> list[tuple[str, str]]:
    """Those who do disclosure work in the agencies whose applications somebody gives out, each once."""
    mine = viewer.reach(OFFICERS)
    found: dict[int, str] = {}
    for row in agencies.members(viewer=viewer, on=on):
        if row.agency_id in mine and not row.role.runs_the_system and not row.closed and row.begins_on <= on:
            found.setdefault(row.user_id, f"{row.name}（{row.role.label}）")
    return [(str(number), name) for number, name in found.items()]


def read(request: DeskRequest) -> Batch | None:
    """What a form asks for; None where it asks for nothing that there is."""
    what = request.POST.get("do", "")
    if what not in BATCHES:
        return None
    chosen = dict(_read(each) for each in request.POST.getlist("chosen")[:MOST] if _read(each)[0])
    form: Assign | Remind | None = None
    if what == "assign":
        form = Assign.offered(request, request.POST)
    elif what == "remind":
        form = Remind(request.POST, auto_id="id_remind_%s")
    return Batch(what, chosen, form, QueryDict(request.POST.get("back", "")).urlencode())


def done(request: DeskRequest, batch: Batch) -> list[Result]:
    """Do it with each; what is refused leaves the others as they are."""
    act = _ACTS[batch.what]
    known = some(request.actor, batch.chosen, request.on)
    given = batch.form.cleaned_data if batch.form else {}
    return [
        _result(number, known.get(number), partial(act, request, number, moves, given))
        for number, moves in batch.chosen.items()
    ]


def _read(said: str) -> tuple[int, int | None]:
    """The number of an application and how often it had moved on the page; 0 for what is no number."""
    number, _, moves = said.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return 0, None
    return int(number), int(moves) if moves.isascii() and moves.isdigit() and len(moves) < 10 else None


def _result(number: int, line: Line | None, act: Callable[[], None]) -> Result:
    if line is None:
        return Result(0, "", "", _HIDDEN)
    refused = ""
    try:
        act()
    except actions.Refused as refusal:
        refused = " ".join(refusal.messages)
    except PermissionDenied as refusal:
        refused = str(refusal)
    return Result(number, line.number, line.title, refused)


def _assign(request: DeskRequest, number: int, moves: int | None, given: dict[str, Any]) -> None:
    task = actions.Task(
        given["task"], given["due_on"], given["person"], given["unit"], handler=given["handler"]
    )
    actions.assign(application_id=number, task=task, by=request.actor, at=request.at, moves=moves)


def _remind(request: DeskRequest, number: int, _moves: int | None, given: dict[str, Any]) -> None:
    actions.remind(application_id=number, text=given["text"], by=request.actor, at=request.at)


def _archive(request: DeskRequest, number: int, moves: int | None, _given: dict[str, Any]) -> None:
    actions.archive(application_id=number, by=request.actor, at=request.at, moves=moves)


_ACTS: dict[str, Callable[[DeskRequest, int, int | None, dict[str, Any]], None]] = {
    "assign": _assign,
    "remind": _remind,
    "archive": _archive,
}
