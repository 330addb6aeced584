"""A report in its official form: as PDF, as a Word file, as a web page, made when it is asked for."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime

from gongkai.annual_reports.queries import StoredReport
from gongkai.documents.annual.printing import printed
from gongkai.documents.annual.writing import PAPER, Kind, Manner
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.wording import day
from gongkai.portal.items.papers import BUSY, PATIENCE, SHORT, turns
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.saving import attachment

KINDS = {f"report.{kind}": kind for kind in (Kind.DOCX, Kind.PDF, Kind.HTML)}
"""By the last parts of their addresses."""


def sent(request: HttpRequest, stored: StoredReport, kind: Kind, name: str) -> HttpResponse:
    """The file, to be saved as `name` with the right ending; a page that says why there is none."""
    if not turns.acquire(timeout=PATIENCE):
        return trouble(request, BUSY)
    try:
        made = printed(stored.report, kind, localtime(), _manner(request, stored, kind))
    except Unreadable as problem:
        return trouble(request, Trouble(503, "这份报告暂时不能制成文件", str(problem)))
    finally:
        turns.release()
    return attachment(made.data, f"{name}.{kind}", kind.media_type)


def _manner(request: HttpRequest, stored: StoredReport, kind: Kind) -> Manner:
    """At the foot of each page where the report stands, and as of when."""
    if kind not in PAPER:
        return Manner()
    address = request.build_absolute_uri(reverse("report", args=[stored.agency.slug, stored.year]))
    return Manner(
        footer=(
            f"{stored.agency.name}　{stored.year}年度报告　第 {stored.version} 版　原始文件摘要 {stored.digest[:SHORT]}",
            address,
            f"下载日期 {day(localtime().date())}",
        ),
        code=address,
    )
