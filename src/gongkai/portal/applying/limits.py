"""How often one visitor may do what costs: begin, hand in, type a code, go to what is public. Asked before any transaction."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
from gongkai.guard.http.uploads import MEGABYTE
from gongkai.portal.pages.errors import Trouble

TOO_MANY = Trouble(
    429,
    "提交过于频繁",
    "同一网络一小时内提交的次数有限，已经填写的内容还在，请稍后再提交；也可以当面、邮寄提出申请。",
)
TOO_MANY_CODES = Trouble(
    429,
    "查询次数太多",
    "为了保护您的申请不被别人试探，一小时内查询的次数有限。请核对回执，过一小时再查；着急的，请联系受理机关。",
)

TOO_MANY_REPLIES = Trouble(
    429,
    "输入次数太多",
    "为了保护征求意见的内容不被别人试探，一小时内输入的次数有限。请核对征求意见书，过一小时再试；着急的，请联系征求意见的机关。",
)


def may_begin(request: HttpRequest) -> bool:
    """Whether a visitor may begin one more form."""
    return _allowed("application_draft", request, 5 * settings.APPLICATIONS_PER_HOUR)


def may_send(request: HttpRequest) -> bool:
    """Whether a visitor may hand in one more application."""
    return _allowed("application", request, settings.APPLICATIONS_PER_HOUR)


def may_ask_correction(request: HttpRequest) -> bool:
    """Whether a visitor may hand in one more request for correction."""
    return _allowed("rectification", request, settings.APPLICATIONS_PER_HOUR)


def may_complain(request: HttpRequest) -> bool:
    """Whether a visitor may hand in one more complaint."""
    return _allowed("complaint", request, settings.APPLICATIONS_PER_HOUR)


def may_subscribe(request: HttpRequest) -> bool:
    """Whether a visitor may ask for mail once more."""
    return _allowed("subscription", request, settings.APPLICATIONS_PER_HOUR)


def may_report_fault(request: HttpRequest) -> bool:
    """Whether a visitor may tell of one more fault of the site."""
    return _allowed("site_fault", request, settings.APPLICATIONS_PER_HOUR)


def may_rate(request: HttpRequest) -> bool:
    """Whether a visitor may say of one more page whether it was of use."""
    return _allowed("rating", request, 5 * settings.APPLICATIONS_PER_HOUR)


def may_bring(request: HttpRequest) -> bool:
    """Whether a visitor may bring one more file."""
    return _allowed("application_file", request, 5 * settings.APPLICATIONS_PER_HOUR)


def counts_as_deflected(request: HttpRequest) -> bool:
    """Whether one more way to what is public is counted, so that nobody swells the figure."""
    return _allowed("deflection", request, settings.APPLICATIONS_PER_HOUR)


def may_ask(request: HttpRequest, number: str, what: str = "query_code") -> bool:
    """Whether a visitor may try one more code, and this number may be tried once more, whether there is one or not."""
    per_hour = settings.QUERY_CODES_PER_HOUR
    return _allowed(what, request, per_hour) and guard.allowed(
        f"{what}_number", number.strip().upper()[:100], 3 * per_hour, at=timezone.now()
    )


def largest_file() -> int:
    """Bytes that one file may have."""
    return int(settings.APPLICATION_MEGABYTES) * MEGABYTE


def room() -> int:
    """Bytes that are taken in of a file: somewhat more, so that the page can name the one that is too large."""
    return 2 * largest_file()


def _allowed(what: str, request: HttpRequest, per_hour: int) -> bool:
    return guard.allowed(what, household(client_address(request)), per_hour, at=timezone.now())
