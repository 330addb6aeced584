"""What every page knows: who runs the site, and whether the visitor asked for large type."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.guard.http.requests import request_id

ELDER_COOKIE = "zzms"
ITEM_PAGES = {"items", "organs", "organ", "column", "item"}
REPORT_PAGES = {"reports", "agency", "report", "comparison"}


def site(request: HttpRequest) -> dict[str, Any]:
    """Template values for all pages; reads no table, so that error pages can use it too."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "domain": settings.SITE_DOMAIN,
            "code": settings.SITE_CODE,
            "owner": settings.SITE_OWNER,
            "contact": settings.SITE_CONTACT,
            "icp": settings.SITE_ICP,
            "notice": settings.SITE_NOTICE,
        },
        "nav": _section(request),
        "request_id": request_id(),
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
    }


def _section(request: HttpRequest) -> str:
    """Which entry of the main menu the page belongs to: its name, or nothing."""
    match = request.resolver_match
    name = match.url_name if match else ""
    if name in {"checkup", "checkup_download"}:
        return "checkup"
    if name in ITEM_PAGES:
        return "items"
    return name if name in {"home", "deadline"} else "reports" if name in REPORT_PAGES else ""
