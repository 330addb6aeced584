"""The addresses of the desk as the program has them, and how each is asked for one agency of the world."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from gongkai.applications.models import Application, Decision
from gongkai.desk import urls
from gongkai.law.roles import Role
from tests.desk.cases import CELL, answered, approved
from tests.desk.papers import PICTURE
from tests.desk.world import NOW, SIGNS_OFF, World, actor, digest

Patterns = list[URLPattern | URLResolver]


def patterns(found: Patterns = urls.urlpatterns) -> Iterator[URLPattern]:
    """Every address, those of included lists too."""
    for each in found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns)
        else:
            yield each


def names() -> set[str]:
    return {str(pattern.name) for pattern in patterns()}


def parts(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in an address for one agency."""
    pattern = next(each for each in patterns() if each.name == name)
    known = {
        "kind": "trial",
        "job_id": 1,
        "number": "mobile",
        "user_id": world.accounts[at],
        "slug": world.agencies[at].slug,
        "round_id": world.rounds[at],
        "membership_id": world.memberships[at],
        "delegation_id": world.delegations[at],
        "item_id": {"item_review": world.papers[at].sent, "item_submit": world.papers[at].ready}.get(
            name, world.papers[at].item
        ),
        "edition_id": world.papers[at].edition,
        "attachment_id": world.papers[at].file,
        "column_id": world.shelves[at].column,
        "ticket_id": world.shelves[at].ticket,
        "key": world.shelves[at].key,
        "file_id": world.papers[at].stored,
        "withholding_id": world.papers[at].withheld,
        "name": PICTURE,
        "run_id": world.papers[at].run,
        **(_of_cases(name, world, at) if name.startswith("application") else {}),
    }
    known["what"] = {"item_do": "drop", "imports_do": "begin", "application_do": "note"}.get(name, "rename")
    route = full_route(name)
    return {key: value for key, value in known.items() if f":{key}>" in route} | pattern.default_args


def _of_cases(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of applications."""
    held = world.cases[at]
    found = {
        "application_id": held.in_hand,
        "decision_id": held.decision,
        "part_id": held.part,
        "field": "name",
        "year": 2026,
        "cell": CELL,
    }
    return found | ({"file_id": held.file} if name.startswith("application") else {})


def full_route(name: str, found: Patterns = urls.urlpatterns, before: str = "") -> str:
    """The route of an address with those of the lists that include it."""
    for each in found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = full_route(name, each.url_patterns, route)
            if inner:
                return inner
        elif each.name == name:
            return route
    return ""


def form(name: str, role: Role, world: World, at: str) -> dict[str, Any] | None:
    """What a form sends to an address that is only for forms, good enough to be taken; None for pages."""
    step = next((step for step, who in SIGNS_OFF.items() if who is role), "secrecy")
    text = digest(f"{world.agencies[at].name}的通知")
    beside = world.agencies["other"].id
    forms: dict[str, dict[str, Any]] = {
        "round_say": {"step": step, "digest": text, "verdict": "propose", "text": ""},
        "round_ask": {"step": step, "agency_id": beside, "role": "leader", "because": "涉及该机关"},
        "round_stop": {"because": "不再需要"},
        "round_urge": {},
        "undelegate": {},
        "me_reveal": {},
        "chain_unset": {},
        "job_again": {},
        "job_aside": {"reason": "不再需要"},
        "audit_verify": {},
        "import_confirm": {"preview": "changed"},
        "item_do": {"edition_id": world.papers[at].edition, "because": "不再需要"},
        "item_review": {"digest": world.papers[at].digest, "part_0": "clear"},
        "withheld_evaluate": {"outcome": "keep", "why": "情况没有变化。"},
        "withheld_declassify": {"on": "2026-03-03"},
        "item_autosave": {"revision": 3, "title": "改过的标题", "attribute": "proactive"},
        "item_files": {"do": "add"},
        "item_submit": {"revision": 1},
        "word_list_set": {
            "file": SimpleUploadedFile("词库.csv", "词语,改为\n县府办,县政府办公室\n".encode())
        },
        "word_list_unset": {},
        "catalogue_confirm": {"preview": "changed"},
        "column_empty_end": {},
        "ticket_decide": {"outcome": "adopt", "note": ""},
        "imports_do": {},
        "item_links": {},
        "file_hold": {"reason": "群众举报含有木马"},
        "file_release": {"reason": "复查无毒"},
        "application_decision_drop": {},
    }
    return _cases(world, at)[name] if name in _OF_CASES else forms.get(name)


_OF_CASES = {"applications_batch", "application_decision_submit", "application_decision_issue"}


def _cases(world: World, at: str) -> dict[str, dict[str, Any]]:
    """What urges on, sends a draft reply into sign-off, and out."""
    held = world.cases[at]
    draft = Decision.objects.get(pk=held.decision)
    said = {f"answer-{key}": why for key, why in answered(held.decision, NOW).items()}
    return {
        "applications_batch": {"do": "remind", "chosen": [str(held.in_hand)], "text": "请抓紧办理"},
        "application_decision_submit": {"revision": draft.revision, **said},
        "application_decision_issue": {"moves": Application.objects.get(pk=held.in_hand).moves},
    }


def ask(browser: Client, name: str, role: Role, world: World, at: str) -> HttpResponseBase:
    """Open an address, or send its form."""
    if name == "application_decision_issue":
        approved(world.cases[at].decision, actor(world.user(Role.HANDLER, at)), NOW)
    given = {key: value for key, value in parts(name, world, at).items() if key != "which"}
    address = reverse(f"desk:{name}", kwargs=given)
    data = form(name, role, world, at)
    return browser.get(address) if data is None else browser.post(address, data)
