"""A page as the platform answers it, made inside this process by the same view: there is no second template."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponseBase
from django.urls import Resolver404, resolve

from gongkai.portal.pages.errors import AWAY, trouble
from gongkai.portal.pages.languages import COOKIE, ENGLISH, HANS, HANT, HTML, speaking, written

VARIANTS = {HANS: "", HANT: f"{COOKIE}={HANT}", ENGLISH: f"{COOKIE}={ENGLISH}"}
"""Each variant with the cookie by which a visitor asks for it: languages. What feeds and maps say is in the first."""
KEPT, GONE = 200, 410


class Unfit(Exception):
    """A page that must not be kept: it is for one visitor alone."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page: its status, and its bytes where it may be kept (200 and 410); `media`: its type without parameters."""

    status: int
    content: bytes
    media: str

    def written_traditionally(self) -> "Made":
        """The same in 繁體, without asking the view again."""
        return replace(self, content=written(self.content, HANT))


def address() -> str:
    """Where the platform stands for its readers, as `https://host`, without an end."""
    host = settings.SITE_DOMAIN or next(
        (each for each in settings.ALLOWED_HOSTS if "*" not in each), "localhost"
    )
    return settings.SITE_ADDRESS or f"{'https' if settings.HTTPS else 'http'}://{host.lstrip('.')}"


def render(path: str, language: str = HANS) -> Made:
    """What the view answers under a path, with labels of a language. Raises Unfit for a page that tells visitors apart."""
    request = request_for(path, VARIANTS[language])
    try:
        match = resolve(request.path_info)
        request.resolver_match = match
        with speaking(language):
            response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
            content = b"".join(_chunks(response)) if response.status_code in (KEPT, GONE) else b""
    except (Http404, Resolver404):
        return Made(404, b"", "")
    media = response.headers.get("Content-Type", "").partition(";")[0].strip()
    if response.cookies or b"csrfmiddlewaretoken" in content or (hasattr(request, "_csp_nonce")):
        raise Unfit(path)
    if language == ENGLISH and media == HTML:
        content = written(content, language)
    return Made(response.status_code, content, media)


def render_away(language: str) -> bytes:
    """What readers are told where only the platform itself could answer, and does not."""
    request = request_for(f"{settings.FORCE_SCRIPT_NAME or ''}/", VARIANTS[language])
    with speaking(language):
        said = trouble(request, AWAY).content
    return written(said, language)


def _chunks(response: Any) -> Iterator[bytes]:
    return iter(response.streaming_content) if response.streaming else iter((response.content,))


def request_for(path: str, cookie: str = "") -> WSGIRequest:
    """As a visitor without anything asks. The prefix is not part of what addresses are resolved by."""
    where, prefix = urlsplit(address()), settings.FORCE_SCRIPT_NAME or ""
    port = where.port or (443 if where.scheme == "https" else 80)
    inner = path.removeprefix(prefix)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": prefix,
            "PATH_INFO": inner.encode().decode("latin-1"),
            "RAW_URI": quote(path),
            "QUERY_STRING": "",
            "SERVER_NAME": where.hostname or "localhost",
            "SERVER_PORT": str(port),
            "HTTP_HOST": where.netloc,
            "HTTP_COOKIE": cookie,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": where.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
    )
