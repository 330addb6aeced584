"""The page of one chain, and one form for each thing that is done with it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.lamps import Shown
from gongkai.desk.remedies import forms
from gongkai.desk.remedies.revealing import shown_once
from gongkai.guard.http.uploads import takes_files
from gongkai.law.ledger import Kind
from gongkai.records.actions.files import FileRefused, note_refusal, receive
from gongkai.remedies import actions
from gongkai.remedies.access import Act
from gongkai.remedies.actions import Brought, Refused
from gongkai.remedies.queries.case import Case, case, file_of
from gongkai.remedies.queries.kinds import FACTS, OF_ANSWER, FileUse

AT_ONCE = 10
WRITING = ["GET", "HEAD", "POST"]
LARGEST: Callable[[], int] = lambda: settings.FILE_MEGABYTES * 1_000_000  # noqa: E731 - asked when a form comes
FIELDS = {"name": "姓名、名称", "contact": "联系方式"}


@require_safe
def overview(request: DeskRequest, chain_id: int) -> HttpResponse:
    """Where the chain stands, what is owed, what happened, what can be entered next."""
    one = _seen(request, chain_id)
    context = {
        "one": one,
        "lamp": Shown(one.light.value, one.says),
        "kinds": [(kind, kind.label) for kind in _offered(one)] if Act.RECORD in one.acts else [],
        "may": {act.value: act in one.acts for act in Act},
        "happened": tuple(reversed(one.happened)),
        "files": [(event, file) for event in one.happened for file in event.files if not event.void],
    }
    return render(request, "desk/remedies/case.html", context)


@require_safe
def file(request: DeskRequest, chain_id: int, file_id: int) -> HttpResponseBase:
    """A file of the chain, for whoever may see it; the reading is logged."""
    found = file_of(request.actor, chain_id, file_id)
    if found is None:
        raise Http404
    return handed(request, found)


@takes_files(files=AT_ONCE, largest=LARGEST)
@require_http_methods(WRITING)
def record(request: DeskRequest, chain_id: int, kind: str) -> HttpResponse:
    """What happened in review or court."""
    one = _seen(request, chain_id)
    if kind not in {each.value for each in _offered(one)}:
        raise Http404
    what = Kind(kind)

    def do(form: Any) -> None:
        actions.record(
            **_who(request, one, form),
            fact=form.fact(),
            said=form.said(_brought(request, one, Act.RECORD, forms.use_of(what))),
            ordered=form.ordered(),
        )

    made = forms.Entered(request.POST or None, kind=what, one=one, initial=_begun(one))
    return _run(request, one, made, do, title=what.label, takes=forms.use_of(what), done="已登记。")


@takes_files(files=AT_ONCE, largest=LARGEST)
@require_http_methods(WRITING)
def do(request: DeskRequest, chain_id: int, what: str) -> HttpResponse:
    """A remark or files; somebody who takes part."""
    one = _seen(request, chain_id)
    if what == "note":
        form: Form = forms.Note(request.POST or None, initial=_begun(one))
        return _run(
            request, one, form, lambda form: _note(request, one, form), Act.NOTE.label, FileUse.EVIDENCE
        )
    if what == "party":
        form = forms.Participant(request.POST or None, initial=_begun(one))

        def add(form: Any) -> None:
            actions.add_party(**_who(request, one, form), person=form.person())

        return _run(request, one, form, add, Act.ADD_PARTY.label)
    raise Http404


@takes_files(files=AT_ONCE, largest=LARGEST)
@require_http_methods(WRITING)
def fulfil(request: DeskRequest, chain_id: int, event_id: int, duty_id: str) -> HttpResponse:
    """That something was done to which a loss obliges."""
    one = _seen(request, chain_id)
    found = [each for each in one.duties if (each.event_id, each.id) == (event_id, duty_id)]
    if not found:
        raise Http404

    def done(form: Any) -> None:
        said = actions.Said(
            note=form.cleaned_data["note"], files=_brought(request, one, Act.FULFIL, FileUse.PROOF)
        )
        actions.fulfil(
            **_who(request, one, form),
            event_id=event_id,
            duty_id=duty_id,
            on=form.cleaned_data["on"],
            said=said,
        )

    form = forms.Fulfil(request.POST or None, initial=_begun(one))
    return _run(request, one, form, done, "登记履行", FileUse.PROOF, says=found[0].what)


@require_http_methods(WRITING)
def order(request: DeskRequest, chain_id: int, event_id: int) -> HttpResponse:
    """The duty of a judgment that became final."""
    one = _seen(request, chain_id)
    found = [each for each in one.to_order if each.event_id == event_id]
    if not found and request.method != "POST":
        raise Http404

    def done(form: Any) -> None:
        actions.order(
            **_who(request, one, form), event_id=event_id, ordered=forms.ordered_in(form.cleaned_data)
        )

    form = forms.Order(request.POST or None, initial=_begun(one))
    says = "裁判已经生效。登记以后，责令重新答复的，申请的办理期限从生效之日重新起算。"
    return _run(request, one, form, done, "登记败诉后的义务", says=says)


@require_http_methods(WRITING)
def void(request: DeskRequest, chain_id: int, event_id: int) -> HttpResponse:
    """Take an entry back."""
    one = _seen(request, chain_id)
    found = [each for each in one.happened if each.id == event_id and not each.fixed]
    if not found:
        raise Http404

    def done(form: Any) -> None:
        actions.void(**_who(request, one, form), event_id=event_id, reason=form.cleaned_data["reason"])

    form = forms.Void(request.POST or None, initial=_begun(one))
    says = f"撤销{found[0].on:%Y年%-m月%-d日}的“{found[0].label}”。记录会保留并注明撤销，由它开启的义务和期限一并撤销。"
    return _run(request, one, form, done, "撤销误记", says=says)


@require_http_methods(WRITING)
def reveal(request: DeskRequest, chain_id: int, participant_id: int, field: str) -> HttpResponse:
    """Show who takes part, once, on the answer to a form that says why."""
    one = _seen(request, chain_id)
    if field not in FIELDS or participant_id not in {each.id for each in one.people}:
        raise Http404

    def read(reason: str) -> str:
        return actions.reveal_participant(
            chain_id=one.id,
            participant_id=participant_id,
            field=field,
            reason=reason,
            by=request.actor,
            at=request.at,
        )

    return shown_once(request, {"one": one, "what": FIELDS[field]}, read)


@require_POST
def evidence(request: DeskRequest, chain_id: int) -> HttpResponseBase:
    """The evidence, packed now; the log keeps its digest."""
    one = _seen(request, chain_id)
    try:
        made = actions.pack_evidence(chain_id=one.id, by=request.actor, at=request.at)
    except Refused as refused:
        return trouble(request, Trouble(409, "不能制作证据材料包", " ".join(refused.messages)))
    answer = StreamingHttpResponse(made.chunks, content_type="application/zip")
    answer["Content-Length"] = str(made.size)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


def _seen(request: DeskRequest, chain_id: int) -> Case:
    """The chain for whoever may see it; one that they may not see is not there for them."""
    found = case(request.actor, chain_id, request.on)
    if found is None:
        raise Http404
    return found


def _offered(one: Case) -> list[Kind]:
    """What can be entered: for an application of the platform, its answer is not."""
    return [kind for kind in FACTS if kind not in OF_ANSWER or one.application_id is None]


def _begun(one: Case) -> dict[str, Any]:
    return {"moves": one.moves}


def _who(request: DeskRequest, one: Case, form: Any) -> dict[str, Any]:
    return {
        "chain_id": one.id,
        "moves": form.cleaned_data["moves"],
        "by": request.actor,
        "at": request.at,
    }


def _note(request: DeskRequest, one: Case, form: Any) -> None:
    files = _brought(request, one, Act.NOTE, FileUse.EVIDENCE)
    actions.note(**_who(request, one, form), text=form.cleaned_data["text"], files=files)


def _brought(request: DeskRequest, one: Case, act: Act, use: FileUse) -> tuple[Brought, ...]:
    """The files, taken in only for whoever may do it."""
    if act not in one.acts:
        return ()
    sent = request.FILES.getlist("files")[:AT_ONCE]
    return tuple(Brought(use, receive(each, each.name or "材料")) for each in sent)


def _run(
    request: DeskRequest,
    one: Case,
    form: Any,
    act: Callable[[Any], None],
    title: str,
    takes: FileUse | None = None,
    *,
    says: str = "",
    done: str = "已登记。",
) -> HttpResponse:
    """The form; sent, it is done, or shown again with what is wrong."""
    status = 200
    if form.is_bound and form.is_valid():
        try:
            act(form)
        except FileRefused as refused:
            note_refusal(refused, by=request.actor, at=request.at, agency_id=one.agency_id)
            form.add_error(None, str(refused))
        except Refused as refused:
            form.add_error(None, list(refused.messages))
            form.data = form.data.copy()
            form.data["moves"] = str(_seen(request, one.id).moves)
            status = 409
        else:
            messages.success(request, done)
            return redirect("desk:remedy", one.id)
    if form.errors and status == 200:
        status = 422
    context = {
        "one": one,
        "title": title,
        "form": form,
        "says": says,
        "takes": takes,
        "accept": AT_ONCE,
        "lamp": Shown(one.light.value, one.says),
    }
    return render(request, "desk/remedies/deed.html", context, status=status)
