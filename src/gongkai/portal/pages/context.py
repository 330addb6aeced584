"""What every page knows: who runs the site, and whether its labels are in English."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.guard.http.requests import request_id
from gongkai.portal.pages.languages import english
from gongkai.portal.pages.surroundings import footer, header

SECTIONS = {
    "home": {"home"},
    "organs": {
        "organs",
        "organ",
        "organ_zn",
        "organ_zd",
        "systems_column",
        "organ_fdzdgk",
        "column",
        "item",
        "editions",
        "old_edition",
    }
    | {"catalogue", "catalogue_field", "organ_ysqgk", "agency"},
    "policies": {
        "policies",
        "normative",
        "normative_document",
        "normative_article",
        "interpretations",
        "questions",
        "question",
    },
    "items": {"items"},
    "registers": {
        "registers",
        "register",
        "register_record",
        "register_figures",
        "register_matrix",
        "register_proof",
        "register_draws",
        "register_draw",
    },
    "reports": {"reports", "report", "comparison"},
    "checkup": {"checkup", "checkup_download"},
    "deadline": {"deadline"},
}
"""The entries of the main menu, and the pages that belong to each."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the footer: words, where it leads, and a picture of this site where it is one."""

    text: str
    address: str = ""
    picture: str = ""


def site(request: HttpRequest) -> dict[str, Any]:
    """Template values for all pages; reads no table, so that error pages can use it too."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "domain": settings.SITE_DOMAIN,
            "code": settings.SITE_CODE,
            "owner": settings.SITE_OWNER,
            "contact": settings.SITE_CONTACT,
            "operator": settings.SITE_OPERATOR,
            "errors": settings.SITE_ERRORS,
            "ipv6": settings.SITE_IPV6,
            "filings": [_mark(text) for text in (settings.SITE_ICP, settings.SITE_POLICE) if text],
            "badges": [_mark(text, pictured=True) for text in settings.SITE_BADGES],
            "notice": settings.SITE_NOTICE,
            "header": header(),
            "footer": footer(),
            "style": settings.SITE_STYLE,
        },
        "nav": _section(request),
        "request_id": request_id(),
        "english": english(),
    }


def _mark(text: str, *, pictured: bool = False) -> Mark:
    """`words|address`, or `words|picture|address`; what is missing is empty."""
    words, *rest = (part.strip() for part in text.split("|"))
    picture, address = ("".join(rest[:1]), "".join(rest[1:2])) if pictured else ("", "".join(rest[:1]))
    return Mark(words, address, picture)


def _section(request: HttpRequest) -> str:
    """Which entry of the main menu the page belongs to: its name, or nothing."""
    match = request.resolver_match
    name = match.url_name if match else ""
    return next((section for section, pages in SECTIONS.items() if name in pages), "")
