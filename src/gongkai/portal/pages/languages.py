"""In which language the public pages are: 简体, 繁體, or English labels around contents in Chinese. The desk knows none of it.

Docs: docs/decisions/0049-looks-and-languages.md.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from gongkai.portal.pages.marking import marked
from gongkai.portal.pages.returning import chosen
from gongkai.portal.pages.traditional import traditional
from gongkai.portal.pages.wording import told

COOKIE = "yuyan"
HANS, HANT, ENGLISH = "hans", "hant", "en"
LANGUAGES = (HANS, HANT, ENGLISH)
_SPOKEN = {HANS: "zh-hans", HANT: "zh-hans", ENGLISH: "en"}
_OTHERS = ("/api/",)
HTML = "text/html"


def language(request: HttpRequest) -> str:
    """What the cookie says; what it cannot say is 简体."""
    told = request.COOKIES.get(COOKIE, "")
    return told if told in LANGUAGES else HANS


def speaking(wanted: str) -> AbstractContextManager[None]:
    """Labels are in a language meanwhile."""
    return translation.override(_SPOKEN[wanted])


def written(page: bytes, wanted: str) -> bytes:
    """A page that was made while `wanted` was spoken, as its readers get it."""
    if wanted == HANT:
        return traditional(page.decode()).encode()
    if wanted == ENGLISH:
        with speaking(ENGLISH):
            return marked(page.decode(), told).encode()
    return page


def english() -> bool:
    """Whether labels are in English now."""
    return translation.get_language() == _SPOKEN[ENGLISH]


class PublicLanguage:
    """Public pages in the language that the visitor has chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith((*settings.PRIVATE_PATHS, *_OTHERS)):
            return self.get_response(request)
        wanted = language(request)
        with speaking(wanted):
            response = self.get_response(request)
        if not response.headers.get("Content-Type", "").startswith(HTML):
            return response
        patch_vary_headers(response, ["Cookie"])
        if wanted != HANS and isinstance(response, HttpResponse) and response.content:
            response.content = written(response.content, wanted)
        return response


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Change the language: `to=hans`, `to=hant` or `to=en`; anything else is 简体."""
    wanted = request.GET.get("to", "")
    return chosen(request, COOKIE, wanted if wanted in (HANT, ENGLISH) else "")
