"""A new item: a Word file is dropped, or an empty one begun."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import reach
from gongkai.desk.authoring import prefill, word_files
from gongkai.desk.authoring.forms import Begin
from gongkai.documents.media.kinds import IMAGES
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.limits import OFFICE_BYTES
from gongkai.guard.http.uploads import takes_files
from gongkai.publication import access, actions
from gongkai.publication.actions.authoring import WORD
from gongkai.publication.queries.columns import column_of
from gongkai.publication.queries.editions import edition
from gongkai.records.actions.files import FileRefused, note_refusal, receive


@takes_files(files=1, largest=lambda: OFFICE_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Choose a file, or begin without one; then the page on which it is edited."""
    agencies = _agencies(request)
    asked = {"agency": _number(request, "agency")}
    form = Begin(request.POST or None, request.FILES or None, agencies=agencies.values(), initial=asked)
    if form.is_bound and form.is_valid():
        edition_id = _begun(request, form, agencies[form.cleaned_data["agency"]])
        made = edition(edition_id, request.actor) if edition_id else None
        if made is not None:
            return redirect("desk:item_edit", made.item_id)
    context = {"form": form, "megabytes": OFFICE_BYTES // 1_000_000}
    return render(request, "desk/items/new.html", context, status=422 if form.errors else 200)


def _number(request: DeskRequest, name: str) -> int | None:
    """A number that the address names, from where somebody came to begin an item; None without one."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None


def _column(request: DeskRequest, agency: AgencyRow) -> int | None:
    """The column that the address names, if the agency has it."""
    asked = _number(request, "column")
    found = column_of(agency.id, asked, request.on) if asked else None
    return found.id if found else None


def _agencies(request: DeskRequest) -> dict[int, AgencyRow]:
    """The agencies that exist and for which the viewer writes, by number."""
    found = reach.rows(request.actor, access.WRITERS)
    return {key: row for key, row in found.items() if row.lives_on(request.on)}


def _begun(request: DeskRequest, form: Begin, agency: AgencyRow) -> int | None:
    """The number of the edition; None with the reason on the form where the file is not taken in."""
    file = form.handed_in()
    if file is None:
        content = prefill.empty(agency.name, _column(request, agency))
        return actions.draft(agency_id=agency.id, content=content, by=request.actor, at=request.at)
    try:
        return _taken_in(request, file.read(), file.name or "文件.docx", agency)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=agency.id)
        form.add_error("file", str(refused))
    except Unreadable as refused:
        form.add_error("file", str(refused))
    except actions.Refused as refused:
        form.add_error("file", list(refused.messages))
    return None


def _taken_in(request: DeskRequest, data: bytes, name: str, agency: AgencyRow) -> int:
    """Convert, then keep: nothing of a file that cannot be read is left behind."""
    made = word_files.convert(data, name)
    original = receive(data, name, kinds=WORD)
    made_id = actions.take_in(
        agency_id=agency.id,
        content=replace(prefill.from_word(made, agency.name), column_id=_column(request, agency)),
        original=original,
        pictures=[receive(picture, file, kinds=IMAGES) for file, picture in made.pictures.items()],
        by=request.actor,
        at=request.at,
    )
    word_files.keep(original.digest, made)
    messages.success(request, f"已读入“{original.name}”，原稿已保存。请对照原稿核对，补全带 * 的项目。")
    return made_id
