"""How pages look: large type for elders, high contrast, five sizes. No page knows of it: one style sheet answers by cookies.

Docs: docs/decisions/0049-looks-and-languages.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from gongkai.portal.pages.returning import chosen

ELDER_COOKIE, CONTRAST_COOKIE, SIZE_COOKIE = "zzms", "gdbd", "zihao"
SMALLEST, USUAL, LARGEST = -1, 0, 3
PIXELS = {-1: 14, 0: 16, 1: 18, 2: 20, 3: 24}
ELDER_PIXELS = {-1: 20, 0: 22, 1: 24, 2: 26, 3: 28}
"""How high the letters are that all other lengths follow, by size."""
_LARGE = 20
_STEPS = {"xiao": -1, "da": 1}


@dataclass(frozen=True, slots=True)
class Look:
    """What a visitor has chosen. `size`: -1…3."""

    elder: bool = False
    contrast: bool = False
    size: int = USUAL

    @property
    def name(self) -> str:
        """The name of its file, as nginx puts it together from the cookies."""
        return f"{int(self.elder)}-{int(self.contrast)}-{self.size}"


def every() -> Iterator[Look]:
    """All looks that there are."""
    for elder in (False, True):
        for contrast in (False, True):
            yield from (Look(elder, contrast, size) for size in range(SMALLEST, LARGEST + 1))


def look(request: HttpRequest) -> Look:
    """What the cookies say; what they cannot say is the usual."""
    told = request.COOKIES
    return Look(
        told.get(ELDER_COOKIE) == "1",
        told.get(CONTRAST_COOKIE) == "1",
        {str(size): size for size in PIXELS}.get(told.get(SIZE_COOKIE, ""), USUAL),
    )


def sheet_of(wanted: Look, *, switches: bool = True) -> str:
    """The style sheet of a look. Without `switches` there are none: for pages whose platform is elsewhere."""
    return _sheet(wanted, switches, static("img/pointer.svg"))


@lru_cache(maxsize=64)
def _sheet(wanted: Look, switches: bool, pointer: str) -> str:
    pixels = (ELDER_PIXELS if wanted.elder else PIXELS)[wanted.size]
    parts = [f":root {{ font-size: {pixels}px; }}\n", *_away(wanted)]
    if not switches:
        parts.append(".looks, .languages { display: none !important; }\n")
    if pixels >= _LARGE:
        parts.append(_part("large"))
    if wanted.elder:
        parts.append(_part("elder").replace("../img/pointer.svg", pointer))
    parts.append(_part("contrast") if wanted.contrast else _asked_of_the_system(_part("contrast")))
    return "".join(parts)


def _asked_of_the_system(contrast: str) -> str:
    """High contrast for whoever has told the system so, and need not be told to switch it on here."""
    return f"@media (prefers-contrast: more) {{\n{contrast}.to-contrast {{ display: none !important; }}\n}}\n"


def _away(wanted: Look) -> Iterator[str]:
    """What cannot be switched now is there for nobody; the buttons of sizes keep their places."""
    gone = (".from-elder", ".to-elder")[wanted.elder], (".from-contrast", ".to-contrast")[wanted.contrast]
    yield f"{', '.join(gone)} {{ display: none !important; }}\n"
    at_end = {SMALLEST: ".size-smaller", USUAL: ".size-usual", LARGEST: ".size-larger"}.get(wanted.size)
    if at_end:
        yield f"{at_end} {{ visibility: hidden; }}\n"


@lru_cache(maxsize=4)
def _part(name: str) -> str:
    return (Path(settings.PACKAGE) / "static" / "css" / f"look_{name}.css").read_text("utf-8")


@require_safe
@conditional_page
def sheet(request: HttpRequest) -> HttpResponse:
    """The style sheet of the look that the visitor has chosen."""
    response = HttpResponse(sheet_of(look(request)), content_type="text/css; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


@require_safe
def elder_mode(request: HttpRequest) -> HttpResponse:
    """Switch 长者模式 on (`to=1`) or off."""
    return chosen(request, ELDER_COOKIE, "1" if request.GET.get("to") == "1" else "")


@require_safe
def high_contrast(request: HttpRequest) -> HttpResponse:
    """Switch 高对比度 on (`to=1`) or off."""
    return chosen(request, CONTRAST_COOKIE, "1" if request.GET.get("to") == "1" else "")


@require_safe
def type_size(request: HttpRequest) -> HttpResponse:
    """One step smaller (`to=xiao`) or larger (`to=da`) than now; anything else is the usual size."""
    step = _STEPS.get(request.GET.get("to", ""))
    size = USUAL if step is None else max(SMALLEST, min(LARGEST, look(request).size + step))
    return chosen(request, SIZE_COOKIE, str(size) if size != USUAL else "")
