"""Every script and style sheet that a page loads is understood by the oldest browsers that we serve."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from gongkai.portal.kiosk.looks import LOOKS
from tests.architecture.floor import script_faults, sheet_faults
from tests.architecture.house import PACKAGE

STATIC = PACKAGE / "static"
_NAMED = re.compile(r"""\bstatic(?:\s|\()['"]([^'"]+)['"]""")
_SCRIPT = re.compile(r"<script\b[^>]*>", re.DOTALL)


def named(ending: str) -> set[str]:
    """What templates and modules load, by the names of static files; of a name put together its beginning counts."""
    files = [*(PACKAGE / "templates").rglob("*.html"), *PACKAGE.rglob("*.py")]
    found = {name for path in files for name in _NAMED.findall(path.read_text("utf-8"))}
    return {name for name in found if name.endswith(ending)}


def place(name: str) -> Path:
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is no static file"
    return Path(path)


def modules() -> set[str]:
    """The scripts that are loaded as modules."""
    text = "".join(path.read_text("utf-8") for path in (PACKAGE / "templates").rglob("*.html"))
    tags = [tag for tag in _SCRIPT.findall(text) if "module" in tag]
    return {name for tag in tags for name in _NAMED.findall(tag)}


SCRIPTS = sorted({*named(".js"), *(f"js/{path.name}" for path in (STATIC / "js").glob("*.js"))})
SHEETS = sorted({*named(".css"), *(f"css/{path.name}" for path in (STATIC / "css").glob("*.css"))})


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_is_understood(name: str) -> None:
    path = place(name)
    own = path.is_relative_to(STATIC)
    assert script_faults(path.read_text("utf-8"), module=name in modules() or not own, own=own) == []


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_is_understood(name: str) -> None:
    assert sheet_faults(place(name).read_text("utf-8")) == []


@pytest.mark.parametrize("look", LOOKS)
def test_sheet_that_cookies_choose_is_understood(look: str) -> None:
    assert sheet_faults(LOOKS[look].rules) == []


def test_templates_name_what_they_load() -> None:
    """What is loaded otherwise would not be looked at."""
    text = "".join(path.read_text("utf-8") for path in (PACKAGE / "templates").rglob("*.html"))
    loaded = [tag for tag in _SCRIPT.findall(text) if "src=" in tag]
    assert loaded
    assert [tag for tag in loaded if not _NAMED.search(tag)] == []
    assert {"js/portal.js", "js/kiosk.js", "django_prose_editor/editor.js"} <= set(SCRIPTS)
    assert {"css/tokens.css", "css/kiosk_slip.css"} <= set(SHEETS)


@pytest.mark.parametrize(
    "planted",
    [
        "a?.b;",
        "a ?? b;",
        "a ||= b;",
        "class A { #x = 1; }",
        "class A { x = 1; }",
        "class A { static { a(); } }",
        "await a;",
        "1n;",
        "1_000;",
        "/(?<=a)b/;",
        "/a/v;",
        "[].at(-1);",
        "dialog.showModal();",
        "for await (const a of b) {}",
    ],
)
def test_newer_script_is_found(planted: str) -> None:
    assert script_faults(f"function a() {{ return 1; }}\n{planted}", module=True)


@pytest.mark.parametrize(
    "planted",
    ["try { a(); } catch { b(); }", "async () => ({ ...(await a) });", "2 ** 3;", "/\\p{L}(?<a>b)/u;"],
)
def test_older_script_is_none(planted: str) -> None:
    assert script_faults(planted) == []


@pytest.mark.parametrize(
    "planted",
    [
        "a { b { color: red; } }",
        "a { &:hover { color: red; } }",
        "a:has(b) { color: red; }",
        "a:is(b, c) { color: red; }",
        "a:not(b, c) { color: red; }",
        "a { color: color-mix(in srgb, red, blue); }",
        "@layer x { a { color: red; } }",
        "@container (min-width: 1px) { a { color: red; } }",
        "@media (width >= 600px) { a { color: red; } }",
        "@media print { a:where(b) { color: red; } }",
        "a { height: 100dvh; }",
        "a { width: 10cqw; }",
        "a { aspect-ratio: 1; }",
        "a { grid-template-columns: subgrid; }",
        "@media screen { @layer x; }",
    ],
)
def test_newer_sheet_is_found(planted: str) -> None:
    assert sheet_faults(planted)


@pytest.mark.parametrize(
    "planted",
    [
        "a:not(.b):hover > c::before { inset: 0; width: clamp(1rem, 2vw, 3rem); }",
        "@media (min-width: 600px) and (max-width: 900px) { a { color: var(--ink); } }",
        "@page { size: 80mm 180mm; margin: 4mm; }",
        "@supports (display: grid) { a { gap: 1rem; } }",
        "@keyframes x { from { opacity: 0; } to { opacity: 1; } }",
    ],
)
def test_older_sheet_is_none(planted: str) -> None:
    assert sheet_faults(planted) == []
