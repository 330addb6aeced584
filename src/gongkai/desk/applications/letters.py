"""文书 of a case: what left and where it is on its way, what may be let go now; a letter as it reads, sent, served, returned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Brought, Service
from gongkai.applications.queries import letter_facts, letters, sheets, signing
from gongkai.applications.queries.kinds import FileUse
from gongkai.applications.queries.letters import LetterCard
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import cannot_open, handed
from gongkai.desk.applications import letter_forms, prepared
from gongkai.desk.applications.case import head, seen
from gongkai.desk.applications.deeds import AT_ONCE, WRITING
from gongkai.documents.holidays import installed_calendar
from gongkai.documents.ofd.printing import as_ofd
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.law.outcomes.letters import letter as law_letter
from gongkai.records.actions.files import Download, FileRefused, note_refusal, open_file, receive

FILES = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that happens to a letter on its way."""

    act: Act
    form: type[letter_forms.OnLetter]
    run: Callable[..., None]
    says: str
    done: str


def _send(letter_id: int, said: Mapping[str, Any], files: tuple[Brought, ...], **who: Any) -> None:  # noqa: ARG001
    actions.send_letter(letter_id=letter_id, **said, **who)


def _serve(letter_id: int, said: Mapping[str, Any], files: tuple[Brought, ...], **who: Any) -> None:
    service = Service(said["how"], said["on"], files)
    actions.serve_letter(letter_id=letter_id, service=service, moves=said["moves"], **who)


def _returned(letter_id: int, said: Mapping[str, Any], files: tuple[Brought, ...], **who: Any) -> None:
    service = Service(said["how"], said["on"], files)
    actions.letter_returned(letter_id=letter_id, service=service, moves=said["moves"], **who)


DOINGS = {
    "send": Doing(
        Act.SEND,
        letter_forms.Send,
        _send,
        "登记文书已经发出。申请人选择网上获取的，文书制成后即可凭登记编号和查询码下载，首次下载自动登记送达。",
        "已登记发出。",
    ),
    "serve": Doing(
        Act.SERVE,
        letter_forms.Serve,
        _serve,
        "登记文书已经送达，并附送达回证、投递记录等凭证。以收到文书起算的期限，从这一天起算。",
        "已登记送达。",
    ),
    "returned": Doing(
        Act.RETURNED,
        letter_forms.Returned,
        _returned,
        "登记文书没有送到。登记后请核对地址，另行送达；原来的记录保留。",
        "已登记退回，请另行送达。",
    ),
}


@require_safe
def listed(request: DeskRequest, application_id: int) -> HttpResponse:
    """Every letter of a case, and what may be let go now."""
    one = seen(request, application_id)
    owed = letter_facts.writable(request.actor, application_id, request.on)
    context = {
        **head(request, one, "application_letters"),
        "letters": letters.letters_of(request.actor, application_id),
        "sheets": sheets.sheets_of(request.actor, application_id),
        "owed": [
            (each.kind, law_letter(each.kind).name, each.who, signing.to_be_signed(one.agency_id, each.kind))
            for each in owed
        ],
        "prepared": signing.prepared_of(request.actor, application_id),
    }
    return render(request, "desk/applications/case_letters.html", context)


@require_POST
def write(request: DeskRequest, application_id: int, kind: str) -> HttpResponse:
    """Let a letter go that no act sends."""
    one = seen(request, application_id)
    try:
        if signing.to_be_signed(one.agency_id, kind):
            return prepared.keep(request, one, Act.LETTER, {"kind": kind}, ())
        made = actions.write_letter(application_id=one.id, kind=kind, by=request.actor, at=request.at)
    except actions.Refused as refused:
        for each in refused.messages:
            messages.error(request, each)
        return redirect("desk:application_letters", one.id)
    messages.success(request, "文书已经制发，文件正在制作。")
    return redirect("desk:application_letter", made)


@require_safe
def letter(request: DeskRequest, letter_id: int) -> HttpResponse:
    """A letter as it reads, with its digest, its files and its way."""
    return _page(request, letter_id)


@require_safe
def file(request: DeskRequest, letter_id: int, kind: str) -> HttpResponseBase:
    """The PDF or the Word file of a letter, or an OFD made of the PDF; the reading is logged, for it names the applicant."""
    found = letters.file_of_letter(request.actor, letter_id, "pdf" if kind == "ofd" else kind)
    if found is None:
        raise Http404
    if kind != "ofd":
        return handed(request, found)
    try:
        return _as_ofd(open_file(file_id=found, by=request.actor, at=request.at, may=True), request.at)
    except (FileRefused, Unreadable) as refused:
        return cannot_open(request, refused)


def _as_ofd(opened: Download, at: datetime) -> HttpResponseBase:
    """The pages of the PDF as an OFD, made in a process of its own. Raises Unreadable."""
    name = opened.file.name.removesuffix(".pdf")
    made = as_ofd(b"".join(opened.chunks), title=name, author="", made_at=at)
    answer = HttpResponse(made, content_type="application/ofd")
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}（试验）.ofd"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def do(request: DeskRequest, letter_id: int, what: str) -> HttpResponse:
    """Enter that a letter was sent, arrived, or came back."""
    doing = DOINGS.get(what)
    found = letters.letter_card(request.actor, letter_id)
    if doing is None or found is None:
        raise Http404
    card = found[0]
    begun = {"moves": card.moves, "on": request.on, "way": request.GET.get("way", "")}
    form = doing.form(request.POST or None, initial=begun)
    if not form.is_bound or not form.is_valid():
        return _deed(request, card, doing, form)
    try:
        doing.run(card.id, form.cleaned_data, _brought(request), by=request.actor, at=request.at)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=card.agency_id)
        form.add_error(None, str(refused))
        return _deed(request, card, doing, form)
    except actions.Refused as refusal:
        return _deed(request, card, doing, form, list(refusal.messages))
    messages.success(request, doing.done)
    return redirect("desk:application_letter", card.id)


@require_safe
def drafted(request: DeskRequest, decision_id: int) -> HttpResponse:
    """The letter that a decision would leave as, before anybody signs it."""
    found = letter_facts.drafted(request.actor, decision_id, request.on)
    if found is None:
        raise Http404
    what, remarks = found
    context = {"shown": letters.as_page(what), "remarks": remarks, "decision_id": decision_id}
    return render(request, "desk/applications/letter_draft.html", context)


def _page(request: DeskRequest, letter_id: int) -> HttpResponse:
    found = letters.letter_card(request.actor, letter_id)
    if found is None:
        raise Http404
    card, what = found
    context = {
        "card": card,
        "shown": letters.as_page(what),
        "may": [(name, one.act.label) for name, one in DOINGS.items() if _now(card, one.act)],
        "open": letters.way_open(card, installed_calendar()),
    }
    return render(request, "desk/applications/letter.html", context)


def _now(card: LetterCard, act: Act) -> bool:
    """Whether it makes sense with this letter, for somebody who may."""
    if act not in card.acts or card.served_on is not None:
        return False
    return act is not Act.RETURNED or card.under_way


def _brought(request: DeskRequest) -> tuple[Brought, ...]:
    given = request.FILES.getlist("files")
    if len(given) > AT_ONCE:
        raise actions.Refused(f"一次最多上传 {AT_ONCE} 个文件，请分次上传。")
    return tuple(Brought(FileUse.PROOF, receive(file, file.name or "送达证明")) for file in given)


def _deed(
    request: DeskRequest,
    card: LetterCard,
    doing: Doing,
    form: letter_forms.OnLetter,
    refused: list[str] | None = None,
) -> HttpResponse:
    context = {
        "one": seen(request, card.application_id),
        "card": card,
        "act": doing.act,
        "doing": doing,
        "form": form,
        "refused": refused,
        "accept": 0 if doing.act is Act.SEND else AT_ONCE,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "desk/applications/letter_do.html", context, status=status)
