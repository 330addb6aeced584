"""What the search answers while its index cannot be read: not an error of the site, and where to look instead."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.search.queries import Unusable

View = Callable[[HttpRequest], HttpResponse]

UNREADY = Trouble(
    503,
    "检索正在整理，暂时不能使用",
    "请过几分钟再试；也可以从信息公开目录、政策文件库或者年度报告目录查找。",
)

logger = logging.getLogger(__name__)


def page(request: HttpRequest) -> HttpResponse:
    """The page that says so."""
    return trouble(request, UNREADY)


def when_ready(instead: View) -> Callable[[View], View]:
    """Answer with another view where the index is unusable, and tell the operator why."""

    def around(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest) -> HttpResponse:
            try:
                return view(request)
            except Unusable as unusable:
                note(unusable)
                return instead(request)

        return answered

    return around


def note(unusable: Unusable) -> None:
    """Tell the operator; without a traceback, which shows what was asked."""
    logger.error("%s", unusable)
