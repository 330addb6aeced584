"""年报体检: hand in a report, see at once what was read and what is wrong. Nothing is kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import dumps, loads, to_json
from gongkai.guard.http.uploads import takes_files
from gongkai.portal.charts.of_report import flow_chart, outcome_chart
from gongkai.portal.checkup import limits
from gongkai.portal.checkup.examining import Busy, Examined, examine
from gongkai.portal.checkup.forms import CheckupForm, TakeAwayForm
from gongkai.portal.pages.errors import BAD_REQUEST, BUSY, TOO_MANY, trouble
from gongkai.portal.reports import downloads
from gongkai.portal.sheets.sheet import lay_out


@takes_files(files=2, largest=limits.largest_file, kept=False)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkup(request: HttpRequest) -> HttpResponse:
    """The form, and the result of handing it in."""
    if request.method != "POST":
        return _form(request, CheckupForm(), 200)
    if not limits.allowed(request):
        return trouble(request, TOO_MANY)
    form = CheckupForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, 422)
    file = form.handed_in()
    try:
        examined = examine(file, previous=form.year_before(), level=form.chosen_level())
    except Busy:
        return trouble(request, BUSY)
    except Unreadable as problem:
        form.add_error("file" if form.cleaned_data["file"] else "text", str(problem))
        return _form(request, form, 422)
    return _result(request, examined, file[1])


def _form(request: HttpRequest, form: CheckupForm, status: int) -> HttpResponse:
    context = {"form": form, "megabytes": settings.CHECKUP_MEGABYTES}
    return render(request, "portal/checkup/form.html", context, status=status)


def _result(request: HttpRequest, examined: Examined, name: str) -> HttpResponse:
    report = examined.report
    context = {
        "file_name": name,
        "sheet": lay_out(report, examined.findings),
        "flow": flow_chart(report),
        "outcomes": outcome_chart(report),
        "report_json": dumps(to_json(report)).decode(),
    }
    return render(request, "portal/checkup/result.html", context)


@never_cache
@require_POST
def take_away(request: HttpRequest) -> HttpResponse:
    """The result as a file: the page sends back what it shows, and it is checked like any other file."""
    form = TakeAwayForm(request.POST)
    if not form.is_valid():
        return trouble(request, BAD_REQUEST)
    try:
        report = loads(form.cleaned_data["report"].encode(), "体检结果")
    except Unreadable:
        return trouble(request, BAD_REQUEST)
    year = f"{report.report_year}年度" if report.report_year else ""
    return downloads.written(report, form.cleaned_data["to"], f"{report.agency_name}{year}报告体检".strip())
