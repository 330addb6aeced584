"""公开的材料 of a case: brought, marked page by page, made without what is withheld, compared; the file that leaves.

Whoever may see the case may read a document; the first reading of a session is in the log. Nothing of it may be cached.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.queries import materials
from gongkai.applications.queries.materials import MaterialCard, Ready
from gongkai.applications.queries.withholding import GroundChoice, Marking, grounds
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import cannot_open, handed
from gongkai.desk.applications import marking
from gongkai.desk.applications.case import head, seen
from gongkai.desk.applications.material_forms import Bring, Places
from gongkai.documents.redaction import (
    Mark,
    Page,
    Span,
    Unreadable,
    drawing,
    drawings,
    found,
    page_picture,
    pages,
    paragraphs,
    suggested,
)
from gongkai.guard.http.uploads import takes_files
from gongkai.records.actions.files import FileRefused, note_refusal, open_file, receive
from gongkai.signoff.actions import Refused as SignoffRefused

READ = "materials_read"
"""Which documents somebody has opened in this session."""
SCALE = 1.5
LATE = timedelta(minutes=15)
"""When somebody who waits is told whom to ask."""
FIND_FIRST = "请先框选、填写要遮盖的文字，或者勾选找到的个人信息、图片。"


@require_safe
def listed(request: DeskRequest, application_id: int) -> HttpResponse:
    """Every document of the answer, how far it is, and the form that brings another one."""
    return _list(request, application_id)


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_POST
def add(request: DeskRequest, application_id: int) -> HttpResponse:
    """Bring a document."""
    one = seen(request, application_id)
    form, given = Bring(request.POST), request.FILES.get("file")
    if given is None:
        return _list(request, application_id, ["没有选择文件，请先选择要公开的材料。"], form)
    if not form.is_valid():
        return _list(request, application_id, ["请检查填写的内容。"], form)
    name = _named(form.cleaned_data["name"], given.name or "材料")
    try:
        made = actions.add_material(
            application_id=one.id,
            received=receive(given, name),
            moves=form.cleaned_data["moves"],
            by=request.actor,
            at=request.at,
        )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=one.agency_id)
        return _list(request, application_id, [str(refused)], form)
    except (actions.Refused, SignoffRefused) as refusal:
        return _list(request, application_id, refusal.messages, form)
    messages.success(request, "材料已添加。请标记不予公开的内容；没有的，选“整件提供”。")
    return redirect("desk:application_material", one.id, made)


@require_safe
def material(request: DeskRequest, application_id: int, material_id: int) -> HttpResponse:
    """The page on which parts are marked; with `suggest`, what looks like personal data."""
    return _page(request, _card(request, application_id, material_id))


@require_POST
def mark(request: DeskRequest, application_id: int, material_id: int) -> HttpResponse:
    """Add marks, or take one away."""
    card = _card(request, application_id, material_id)
    choices = grounds(request.on)
    form = Places(request.POST, choices=choices, kind=card.kind)
    if "remove" in request.POST:
        kept = _without(card, request.POST.getlist("remove"))
        return _kept(request, card, kept, request.POST.get("revision", ""), "已取消标记。")
    if not form.is_valid():
        return _page(request, card, form=form)
    try:
        new, missing = _new(card, form.cleaned_data, request.POST.getlist("pick"), choices)
    except (marking.Unclear, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return _page(request, card, form=form)
    except FileRefused as refused:
        return cannot_open(request, refused)
    if missing or not new:
        said = (
            f"没有找到：{'、'.join(missing)}。请核对文字；在图片里的，请用方框。" if missing else FIND_FIRST
        )
        form.add_error("texts" if missing else None, said)
        return _page(request, card, form=form)
    there = {each.place for each in card.marks}
    kept = [*card.marks, *(Marking(each, form.cleaned_data["reason"]) for each in new if each not in there)]
    says = f"已标记 {len(new)} 处。标记完后，请点“处理并核验”。"
    return _kept(request, card, kept, form.cleaned_data["revision"], says, form)


@require_POST
def do(request: DeskRequest, application_id: int, material_id: int, what: str) -> HttpResponse:
    """Order the file that leaves, stop that, give the whole, or take the document out of the answer."""
    card = _card(request, application_id, material_id)
    if what not in DOINGS:
        raise Http404
    act, says, leads = DOINGS[what]
    refused = _tried(request, act, card, _number(request.POST.get("revision", "")))
    if refused:
        return _page(request, _card(request, application_id, material_id), refused)
    messages.success(request, says)
    where = [application_id, material_id] if leads != "desk:application_materials" else [application_id]
    return redirect(leads, *where)


@require_safe
def result(request: DeskRequest, application_id: int, material_id: int) -> HttpResponse:
    """What was withheld, the proof that it is gone, both files side by side; while a job is at it, how far it is."""
    card = _card(request, application_id, material_id)
    if card.ready is Ready.WORKING:
        return _wait(request, card)
    if card.ready is not Ready.REDACTED or card.given_id is None or not card.report:
        return redirect("desk:application_material", application_id, material_id)
    if unopened := _noted(request, card.original_id):
        return unopened
    sheets: tuple[Page, ...] = ()
    try:
        if card.paged:
            sheets = pages(materials.content(card.given_id))
    except (FileRefused, Unreadable) as wrong:
        return cannot_open(request, wrong)
    at = min(max(_number(request.GET.get("page", "")), 1), max(len(sheets), 1))
    context = {
        "card": card,
        "report": card.report,
        "rastered": [page + 1 for page in card.report["rastered"]],
        "page": at,
        "pages": len(sheets),
        "sheet": sheets[at - 1] if sheets else None,
    }
    return render(request, "desk/applications/material_result.html", context)


@require_safe
def picture(
    request: DeskRequest, application_id: int, material_id: int, side: str, page: int
) -> HttpResponse:
    """A page of the original or of the file that leaves, counted from 1, as a picture that nothing keeps."""
    card = _card(request, application_id, material_id)
    file_id = _which(card, side)
    drawn = page_picture if card.paged else drawing
    if not card.maskable or page < 1:
        raise Http404
    if unopened := _noted(request, file_id):
        return unopened
    try:
        png = drawn(materials.content(file_id), page - 1, SCALE)
    except FileRefused as refused:
        return cannot_open(request, refused)
    except Unreadable as wrong:
        raise Http404 from wrong
    return HttpResponse(png, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


@require_safe
def file(request: DeskRequest, application_id: int, material_id: int, side: str) -> HttpResponseBase:
    """The original or the file that leaves; the reading is logged."""
    card = _card(request, application_id, material_id)
    return handed(request, _which(card, side))


DOINGS: Mapping[str, tuple[Callable[..., object], str, str]] = {
    "process": (
        actions.order_redaction,
        "已提交处理。完成后请对照查看，确认没有遗漏。",
        "desk:application_material_result",
    ),
    "stop": (actions.stop_redaction, "已停止处理，标记还在。", "desk:application_material"),
    "whole": (actions.give_whole, "这份材料将整件提供。", "desk:application_materials"),
    "drop": (actions.drop_material, "已移出答复，原件保留在卷宗里。", "desk:application_materials"),
}


def _card(request: DeskRequest, application_id: int, material_id: int) -> MaterialCard:
    card = materials.material(request.actor, application_id, material_id)
    if card is None:
        raise Http404
    return card


def _which(card: MaterialCard, side: str) -> int:
    file_id = {"original": card.original_id, "given": card.given_id}.get(side)
    if file_id is None:
        raise Http404
    return file_id


def _named(wanted: str, brought: str) -> str:
    """The name that letter and applicant see, with the ending of the file."""
    ending = PurePath(brought).suffix
    wanted = wanted.strip()
    return brought if not wanted else wanted if PurePath(wanted).suffix == ending else f"{wanted}{ending}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _noted(request: DeskRequest, file_id: int) -> HttpResponse | None:
    """Log that somebody reads a file, once in a session; the page that says why it does not open."""
    read: list[int] = request.session.get(READ, [])
    if file_id in read:
        return None
    try:
        open_file(file_id=file_id, by=request.actor, at=request.at, may=True)
    except FileRefused as refused:
        return cannot_open(request, refused)
    request.session[READ] = [*read, file_id][-200:]
    return None


def _tried(
    request: DeskRequest, act: Callable[..., object], card: MaterialCard, revision: int, **more: Any
) -> Sequence[str]:
    """Do it; the reasons where it is refused."""
    try:
        act(material_id=card.id, revision=revision, by=request.actor, at=request.at, **more)
    except FileRefused as refused:
        return [str(refused)]
    except (actions.Refused, SignoffRefused) as refusal:
        return refusal.messages
    return []


def _kept(
    request: DeskRequest,
    card: MaterialCard,
    marks: Sequence[Marking],
    revision: int | str,
    says: str,
    form: Places | None = None,
) -> HttpResponse:
    refused = _tried(request, actions.mark_material, card, _number(str(revision)), marks=marks)
    if refused:
        return _page(request, card, refused, form)
    messages.success(request, says)
    back = redirect("desk:application_material", card.application_id, card.id)
    page = _number(request.POST.get("page", ""))
    if page > 1:
        back["Location"] += f"?page={page}"
    return back


def _without(card: MaterialCard, numbers: Sequence[str]) -> list[Marking]:
    gone = {_number(each) for each in numbers}
    return [each for number, each in enumerate(card.marks, 1) if number not in gone]


def _new(
    card: MaterialCard, said: Mapping[str, Any], picked: Sequence[str], choices: Sequence[GroundChoice]
) -> tuple[list[Mark | Span], list[str]]:
    """The places that are said, and the texts that stand nowhere. Raises Unclear, Unreadable, FileRefused."""
    short = next((each.short for each in choices if each.key == said["ground"]), "")
    lines = [*said["lines"].splitlines(), *picked]
    named = any(line.startswith(marking.PICTURE) for line in lines) and card.kind == "docx"
    known = drawings(materials.content(card.original_id)) if named else ()
    new = marking.places(lines, card.kind, said["ground"], short, known)
    texts = list(dict.fromkeys(line.strip() for line in said.get("texts", "").splitlines() if line.strip()))
    if len(texts) > marking.MOST_TEXTS:
        raise marking.Unclear(f"一次最多查找 {marking.MOST_TEXTS} 处文字，请分次填写。")
    data, missing = materials.content(card.original_id) if texts else b"", []
    for text in texts:
        there = found(data, [text], ground=said["ground"], label=short)
        new += [replace(each, label=short) for each in there]
        missing += [] if there else [text]
    return list(dict.fromkeys(new)), missing


def _list(
    request: DeskRequest, application_id: int, refused: Sequence[str] = (), form: Bring | None = None
) -> HttpResponse:
    one = seen(request, application_id)
    context = {
        **head(request, one, "application_materials"),
        "materials": materials.materials_of(request.actor, one.id),
        "form": form or Bring(initial={"moves": one.moves}),
        "may": Act.MATERIAL in one.acts,
        "refused": refused,
    }
    return render(request, "desk/applications/case_materials.html", context, status=409 if refused else 200)


def _wait(request: DeskRequest, card: MaterialCard, refused: Sequence[str] = ()) -> HttpResponse:
    """The page while a job takes out what is marked: it is looked at again until that is done."""
    context = {"card": card, "refused": refused, "late": card.ordered and request.at - card.ordered.at > LATE}
    return render(request, "desk/applications/material_waiting.html", context, status=409 if refused else 200)


def _page(
    request: DeskRequest, card: MaterialCard, refused: Sequence[str] = (), form: Places | None = None
) -> HttpResponse:
    if card.ready is Ready.WORKING:
        return _wait(request, card, refused)
    if not card.maskable:
        return render(
            request,
            "desk/applications/material.html",
            {"card": card, "refused": refused},
            status=409 if refused else 200,
        )
    if unopened := _noted(request, card.original_id):
        return unopened
    choices = grounds(request.on)
    try:
        content = _content(request, card, choices)
    except FileRefused as wrong:
        return cannot_open(request, wrong)
    except Unreadable as wrong:
        content, refused = {"rows": marking.rows(card.marks, choices)}, [*refused, str(wrong)]
    form = form or Places(choices=choices, kind=card.kind, initial={"revision": card.revision})
    context = {
        "card": card,
        "refused": refused,
        "form": form,
        **content,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "desk/applications/material.html", context, status=status)


def _content(request: DeskRequest, card: MaterialCard, choices: Sequence[GroundChoice]) -> dict[str, Any]:
    """What the page shows of the file: a page with its boxes, or paragraphs and pictures; what was proposed, if asked for."""
    data = materials.content(card.original_id)
    sheets = pages(data) if card.paged else ()
    texts, drawn = ((), ()) if card.paged else (paragraphs(data), drawings(data))
    asked = "suggest" in request.GET or "suggest" in request.POST
    proposed = [] if not asked else list(suggested(data))
    at = _number(request.POST.get("page", "") or request.GET.get("page", ""))
    at = min(max(at, 1), max(len(sheets), 1))
    sheet = sheets[at - 1] if sheets else None
    return {
        "asked": asked,
        "proposals": marking.proposals(proposed, sheets, texts),
        "picked": request.POST.getlist("pick"),
        "page": at,
        "pages": len(sheets),
        "sheet": sheet,
        "text": "\n".join(line.text for line in sheet.lines) if sheet else "",
        "rects": marking.rects(card.marks, at - 1),
        "dashed": [
            marking.rect(each.box) for each in proposed if isinstance(each, Mark) and each.page == at - 1
        ],
        "paragraphs": marking.shown(texts, card.marks),
        "pictures": marking.pictures(drawn, card.marks),
        "rows": marking.rows(card.marks, choices, drawn),
    }
