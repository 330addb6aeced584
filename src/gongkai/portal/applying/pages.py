"""The pages of the form, one after the other: each saves what it was sent, then says what is wrong with it or goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.agencies import queries as agencies
from gongkai.applications.queries.drafts import files_of
from gongkai.applications.queries.filing import MOST_WANTED
from gongkai.applications.queries.kinds import FileUse
from gongkai.guard.http.uploads import takes_files
from gongkai.portal.applying import bringing, drafts, limits
from gongkai.portal.applying.boxes import boxes, errors, rows
from gongkai.portal.applying.drafts import Begun
from gongkai.portal.applying.filling import PARTS, STEPS, Step, filled, things_of, wrong_on
from gongkai.portal.pages.errors import trouble
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.opening import FileRefused

USES = {Step.APPLICANT: FileUse.IDENTITY, Step.CONTENT: FileUse.EVIDENCE}
"""What the files are that a page takes."""
_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(_METHODS)
def kind(request: HttpRequest) -> HttpResponse:
    """Who applies: the columns of table three.   依据：国办公开办函〔2021〕30号 表三"""
    return _page(request, Step.KIND)


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_http_methods(_METHODS)
def applicant(request: HttpRequest) -> HttpResponse:
    """The name, the proof, how to be reached.   依据：条例第二十九条"""
    return _page(request, Step.APPLICANT)


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_http_methods(_METHODS)
def content(request: HttpRequest) -> HttpResponse:
    """What is asked for, thing by thing.   依据：条例第二十九条"""
    return _page(request, Step.CONTENT)


@never_cache
@require_http_methods(_METHODS)
def form(request: HttpRequest) -> HttpResponse:
    """In which form and on which way.   依据：条例第二十九条"""
    return _page(request, Step.FORM)


@dataclass(frozen=True, slots=True)
class Told:
    """A page as it is shown again. `wrong`: by field; `refused`: files that were not taken in."""

    fields: Mapping[str, Any]
    wrong: Mapping[str, str]
    refused: tuple[str, ...] = ()
    said: str = ""


def _page(request: HttpRequest, step: Step) -> HttpResponse:
    begun = drafts.begun(request)
    if request.method == "POST":
        return _posted(request, step, begun)
    if begun is None:
        return HttpResponseRedirect(f"{reverse('apply')}?gq=1")
    if begun.receipt:
        return redirect("apply_receipt")
    if step is Step.APPLICANT and wrong_on(Step.KIND, begun.fields):
        return redirect("apply_kind")  # which fields there are depends on it
    return _shown(request, step, begun, Told(begun.fields, {}))


def _posted(request: HttpRequest, step: Step, begun: Begun | None) -> HttpResponse:
    if begun is None:
        return _begun_anew(request, step)
    if begun.receipt:
        return redirect("apply_receipt")
    fields = _dropped(filled(begun.fields, step, request.POST), request.POST.get("drop", ""))
    try:
        drafts.keep(begun, fields)
        refused = _brought(request, step, begun)
    except Refused:  # given up meanwhile, in another window
        return HttpResponseRedirect(f"{reverse('apply')}?gq=1")
    if moved := _moved(request, step, begun, fields):
        return moved
    wrong = wrong_on(step, fields)
    if wrong or refused:
        return _shown(request, step, drafts.begun(request) or begun, Told(fields, wrong, tuple(refused)))
    return redirect("apply_check" if request.POST.get("hd") else step.next_address)


def _begun_anew(request: HttpRequest, step: Step) -> HttpResponse:
    """The form ran out while somebody wrote: what this page was sent is kept in a new one."""
    agency = agencies.find(request.POST.get("jg", "").replace("\0", "")[:100])
    if agency is None or not agency.lives_on(localdate()):
        return HttpResponseRedirect(f"{reverse('apply')}?gq=1")
    if not limits.may_begin(request):
        return trouble(request, limits.TOO_MANY)
    key = drafts.begin(agency.id, filled({}, step, request.POST))
    response = redirect("apply_kind")
    drafts.remember(response, key)
    return response


def _brought(request: HttpRequest, step: Step, begun: Begun) -> list[str]:
    """Keep the files that came with a page; why others were not kept."""
    if step not in USES:
        return []
    now = drafts.begun(request)
    waiting = len(now.fields.get("files", [])) if now else 0
    taken, refused = bringing.taken_in(request, "files", USES[step], waiting)
    for file in taken:
        now = drafts.begun(request)
        try:
            drafts.keep(begun, now.fields if now else begun.fields, brought=file)
        except FileRefused as refusal:
            refused.append(str(refusal))
    return refused


def _dropped(fields: dict[str, Any], number: str) -> dict[str, Any]:
    """Without the file of this number, which waits until the night and is gone then."""
    if not number:
        return fields
    return {**fields, "files": [each for each in fields.get("files", []) if str(each["id"]) != number]}


def _moved(request: HttpRequest, step: Step, begun: Begun, fields: dict[str, Any]) -> HttpResponse | None:
    """The page again, where a button asked for one thing more or less, or for one file less; nothing is judged then."""
    post = request.POST
    place = ""
    if step is Step.CONTENT and "add" in post:
        things = things_of(fields)
        if len(things) < MOST_WANTED:
            things = [*things, dict.fromkeys(PARTS, "")]
        drafts.keep(begun, {**_now(request, fields), "things": things})
        place = f"t{len(things)}"
    elif step is Step.CONTENT and "remove" in post:
        things = [row for number, row in enumerate(things_of(fields), 1) if str(number) != post["remove"]]
        drafts.keep(begun, {**_now(request, fields), "things": things})
        place = "things"
    elif "drop" in post:
        place = "files"
    if not place:
        return None
    back = "?hd=1" if post.get("hd") else ""
    return HttpResponseRedirect(f"{reverse(step.address)}{back}#{place}")


def _now(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the files that were kept a moment ago."""
    now = drafts.begun(request)
    return {**fields, "files": now.fields.get("files", [])} if now else fields


def _shown(request: HttpRequest, step: Step, begun: Begun, told: Told) -> HttpResponse:
    plain = boxes(step, told.fields, told.wrong)
    things = rows(told.fields, told.wrong) if step is Step.CONTENT else []
    every = [*plain, *(box for row in things for box in row.boxes)]
    found = [*errors(every, told.wrong), *(("id_files", message) for message in told.refused)]
    use = USES.get(step)
    context = {
        "agency": begun.agency,
        "page": step,
        "step": step.number,
        "steps": STEPS,
        "boxes": plain,
        "things": things,
        "room_for_more": len(things) < MOST_WANTED,
        "errors": found,
        "refused": told.refused,
        "uses": use,
        "files": [file for file in files_of(begun.fields) if file.use is use],
        "megabytes": settings.APPLICATION_MEGABYTES,
        "at_once": bringing.AT_ONCE,
        "endings": bringing.ENDINGS,
        "back": request.POST.get("hd") or request.GET.get("hd"),
    }
    return render(request, "portal/applying/page.html", context, status=422 if found else 200)
