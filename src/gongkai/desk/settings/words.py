"""Word lists: which count for an agency, its own put in, handed out, taken out of use."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.agencies.forms import AgencyFilter
from gongkai.desk.agencies.reach import reached
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv
from gongkai.documents.checking.wording.reading import BYTES, COLUMNS, MOST_ROWS
from gongkai.guard.http.uploads import takes_files
from gongkai.publication import actions
from gongkai.publication.actions.words import set_word_list, unset_word_list
from gongkai.publication.queries.dictionaries import WordListRow, file_of_list, word_lists
from gongkai.records.actions.files import FileRefused, note_refusal

PER_PAGE = 50
EXAMPLES = (
    ("县府办", "县政府办公室", "错词", "提醒", "用规范简称", "", ""),
    ("青禾试验区", "", "准用", "", "", "", ""),
    ("虚某某", "县长", "人员", "", "", "", ""),
)


class Sheet(forms.Form):
    """A word list as a file."""

    file = forms.FileField(
        label="词库文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=f"Excel 或者 CSV，最多 {MOST_ROWS} 行。新文件整份替换原来的词库。",
    )


@require_safe
def words(request: DeskRequest) -> HttpResponse:
    """Which agency's word list to look at."""
    form = AgencyFilter(request.GET)
    q, level, _ = form.chosen()
    found = reached(request.actor)
    if q:
        found = found.filter(name__contains=q)
    if level:
        found = found.filter(level=level)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    rows = [agencies.row(agency) for agency in page]
    context = {"form": form, "page": page, "rows": rows, "filters": kept.urlencode()}
    return render(request, "desk/settings/words.html", context)


@require_safe
def word_list(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The lists by which the texts of an agency are checked, in their order; its own can be replaced."""
    return _page(request, agency, Sheet())


@takes_files(files=1, largest=lambda: BYTES)
@require_POST
def set_list(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Put a file in the place of the agency's list; one that has mistakes is refused with every row that is wrong."""
    form = Sheet(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, agency, form)
    file = form.cleaned_data["file"]
    try:
        rows = set_word_list(
            agency_id=agency.id, data=file.read(), name=file.name, by=request.actor, at=request.at
        )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=agency.id)
        return _page(request, agency, form, [str(refused)])
    except actions.Refused as refused:
        return _page(request, agency, form, refused.messages)
    messages.success(request, f"词库已启用，共 {rows} 条，从下一次检查起使用。")
    return redirect("desk:word_list", agency.slug)


@require_POST
def unset_list(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Take the agency's list out of use; those above still count."""
    try:
        unset_word_list(agency_id=agency.id, by=request.actor, at=request.at)
    except actions.Refused as refused:
        messages.error(request, "；".join(refused.messages))
    else:
        messages.success(request, "本机关的词库已停用，不再用于检查。")
    return redirect("desk:word_list", agency.slug)


@require_safe
def file(request: DeskRequest, agency: AgencyRow) -> HttpResponseBase:
    """The agency's own list as it was put in."""
    found = file_of_list(agency.id)
    if found is None:
        raise Http404
    return handed(request, found.file_id)


@require_safe
def template(request: DeskRequest) -> HttpResponseBase:  # noqa: ARG001 - the same for everybody
    """The headings of a list with a few examples."""
    return as_csv("词库模板.csv", [COLUMNS, *EXAMPLES])


def _page(request: DeskRequest, agency: AgencyRow, form: Sheet, faults: Sequence[str] = ()) -> HttpResponse:
    lists = word_lists(agency.id)
    context = {
        "agency": agency,
        "lists": lists,
        "own": _own(lists, agency),
        "form": form,
        "faults": faults,
        "may_set": may_open(request.actor, "word_list_set", agency.id),
    }
    status = 422 if faults or form.errors else 200
    return render(request, "desk/settings/word_list.html", context, status=status)


def _own(lists: Sequence[WordListRow], agency: AgencyRow) -> WordListRow | None:
    return next((each for each in lists if each.agency_id == agency.id), None)
