"""年报体检: hand in a report, see at once what was read and what is wrong. Nothing is kept."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import dumps, loads, to_json
from gongkai.portal.charts.of_report import flow_chart, outcome_chart
from gongkai.portal.checkup import limits
from gongkai.portal.checkup.examining import Busy, Examined, examine
from gongkai.portal.checkup.forms import CheckupForm, TakeAwayForm
from gongkai.portal.pages.errors import BAD_REQUEST, BUSY, TOO_LARGE, TOO_MANY, trouble
from gongkai.portal.reports import downloads
from gongkai.portal.sheets.sheet import lay_out

View = Callable[[HttpRequest], HttpResponse]


def unkept(view: View) -> View:
    """Nothing of the visit is kept: not by browsers and proxies on the way, not on our disk.

    The size is judged before the body is read. Django's own CSRF check would read it first; therefore the
    check is made here, after the limits are in place.
    """
    guarded = csrf_protect(view)

    @csrf_exempt
    @never_cache
    @wraps(view)
    def bounded(request: HttpRequest) -> HttpResponse:
        if limits.stated_too_large(request):
            return trouble(request, TOO_LARGE)
        request.upload_handlers = [limits.MemoryUpload(request)]
        try:
            return guarded(request)
        except (limits.TooLarge, RequestDataTooBig):
            return trouble(request, TOO_LARGE)

    return bounded


@unkept
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


@unkept
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
