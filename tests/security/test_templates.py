"""What no template may hold, so that the strict policy breaks nothing and nothing gets around it."""

import re
from pathlib import Path

from tests.architecture.house import PACKAGE

TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))
FORBIDDEN = {
    "inline style": r"<[^>]*\sstyle\s*=",
    "handler": r"<[^>]*\son[a-z]+\s*=",
    "style element": r"<style(?![^>]*nonce=)",
    "script without source": r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(?:ld\+)?json\")(?![^>]*nonce=)",
    "javascript address": r"javascript:",
    "unescaped": r"\|\s*safe\b|autoescape off|\|\s*safeseq",
    "other site": r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//",
    "data address": r"(?:src|href)=\"data:",
    "handler of htmx": r"\shx-on|\shx-vals=['\"]js:|\shx-headers=['\"]js:",
}

# Drawn by the login library from a key of its own making; nothing that anybody typed is in it.
KNOWN = {("templates/desk/session/activate.html", "unescaped")}

# The text of an item, which documents.rich_text.clean passed when it was saved; header and footer of a portal, cleaned when read.
CLEANED = {
    "applications/queries/letters.py",
    "publication/queries/showing.py",
    "portal/pages/surroundings.py",
}
SIGNED = {"api/answering.py", "portal/subscribing/views.py"}
"""No session is read: machines sign each request with a key of their own."""


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_templates_need_no_exception() -> None:
    assert len(TEMPLATES) > 100
    found = [
        (named(path), what)
        for path in TEMPLATES
        for what, pattern in FORBIDDEN.items()
        if re.search(pattern, path.read_text("utf-8"), re.IGNORECASE)
    ]
    assert set(found) == KNOWN


def test_every_form_that_writes_is_protected() -> None:
    forms = [
        (named(path), form)
        for path in TEMPLATES
        for form in re.findall(
            r"<form[^>]*method=\"post\".*?</form>", path.read_text("utf-8"), re.DOTALL | re.IGNORECASE
        )
    ]
    assert len(forms) > 50
    assert [name for name, form in forms if "{% csrf_token %}" not in form] == []


def test_no_view_is_without_protection() -> None:
    """One address is told apart: where it is exempt, it must say why."""
    exempt = [
        f"{named(path)}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(
            r"csrf_exempt|mark_safe|\.raw\(|\.extra\(|shell=True|pickle\.|yaml\.load|eval\(|exec\(", line
        )
        and not ("mark_safe" in line and named(path) in CLEANED)
        and not ("csrf_exempt" in line and named(path) in SIGNED)
    ]
    assert exempt == []
