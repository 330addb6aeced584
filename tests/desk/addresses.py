"""The addresses of the desk as the program has them, and how each is asked for one agency of the world."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from gongkai.applications.models import Application, Decision, Wanted
from gongkai.desk import urls
from gongkai.law.roles import Role
from tests.desk.carriers import standing
from tests.desk.cases import (
    CELL,
    answered,
    approved,
    left,
    proposed,
    provided,
    waits_for_signature,
)
from tests.desk.compositions import compositions
from tests.desk.disputes import disputes
from tests.desk.exchanging import exchanging
from tests.desk.faults import fault_of
from tests.desk.interpretations import document_of, explained
from tests.desk.normative import campaign, document_file, registered
from tests.desk.notices import entered
from tests.desk.papers import PICTURE, PIXEL
from tests.desk.reporting import CELL as REPORT_CELL
from tests.desk.reporting import PART, charted, handed, ruled, under_way
from tests.desk.rolls import PENALTY, rolls
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
        **(_of_register(name, world, at) if name.startswith(("document", "cleanup")) else {}),
        **({"interpretation_id": explained(world, at)} if name.startswith("interpretation") else {}),
        **({"notice_id": entered()} if name.startswith("notice") else {}),
        **(_of_channels(world, at) if name.startswith(CHANNELS) else {}),
        **(_of_compositions(world, at) if name.startswith(("topic", "gazette")) else {}),
        **(_of_registers(name, world, at) if name.startswith("registers") else {}),
        **(_of_exchange(world, at) if name.startswith("exchange") else {}),
        **(_of_reports(name, world, at) if name.startswith("report") else {}),
        **(_of_feedback(world, at) if name.startswith("site_fault") else {}),
        **(_of_cases(name, world, at) if name.startswith("application") else {}),
        **(_of_disputes(name, world, at) if name.startswith(("remed", "complaint")) else {}),
        **(
            _of_corrections(name, world, at)
            if name.startswith("rectification_") or name == "rectification"
            else {}
        ),
    }
    known["what"] = {
        "item_do": "drop",
        "site_fault_do": "answer",
        "topic_do": "section",
        "gazette_do": "drop",
        "post_do": "count",
        "imports_do": "begin",
        "application_do": "note",
        "application_letter_do": "send",
        "application_material_do": "whole",
        "rectification_do": "note",
        "remedy_do": "note",
        "complaint_do": "note",
        "interpretation_do": "plan",
        "document_do": "link",
        "cleanup_do": "remind",
        "cleanup_body_do": "save",
        "registers_record_do": "pull",
        "registers_delivery_do": "drop",
        "registers_source_do": "rhythm",
        "registers_draw_do": "commit",
        "exchange_system_do": "close",
        "exchange_webhook_do": "pause",
        "report_do": "submit",
        "report_figure": "none",
    }.get(name, "rename")
    route = full_route(name)
    return {key: value for key, value in known.items() if f":{key}>" in route} | pattern.default_args


def _of_feedback(world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of what readers say."""
    return {"fault_id": fault_of(world.agencies[at].id, NOW)}


def _of_compositions(world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of topics and of the gazette."""
    held = compositions(world.agencies[at], world.papers[at].stored, NOW)
    return {"topic_id": held.topic, "section_id": held.section, "issue_id": held.issue}


CHANNELS = ("carrier", "post", "channel_", "item_channels")


def _of_channels(world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of channels."""
    held = standing(world, at)
    return {
        "carrier_id": held.account,
        "post_id": held.post,
        "photo_id": held.photo,
        "tally_id": held.tally,
        "intake_id": held.intake,
        "task_id": held.task,
        "rule_id": held.rule,
        "item_id": world.papers[at].item,
    }


def _of_register(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of documents and of clean-up campaigns."""
    if name.startswith("cleanup"):
        cleanup_id, body_id = campaign(world, at)
        return {"cleanup_id": cleanup_id, "body_id": body_id, "kind": "csv"}
    document_id = registered(world, at)
    return {"document_id": document_id} | (
        {"file_id": document_file(world, at)} if name == "document_file" else {}
    )


def _of_registers(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of registers."""
    held = rolls(world.agencies[at], NOW)
    return {
        "register": PENALTY,
        "kind": "csv",
        "record_id": held.record,
        "delivery_id": held.waits if name == "registers_delivery_do" else held.delivery,
        "source_id": held.source,
        "lottery_id": held.lottery,
    }


def _of_exchange(world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of the exchange with other systems."""
    held = exchanging(world.agencies[at], NOW)
    return {"system_id": held.system, "webhook_id": held.webhook, "delivery_id": held.message}


def _of_reports(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of annual reports."""
    agency = world.agencies[at]
    held = charted(agency, NOW) if name == "report_chart" else under_way(agency, NOW)
    found = {"working_id": held, "cell": REPORT_CELL, "part": PART, "number": 0, "kind": "xlsx"}
    found["period"] = "2025Q3"
    if name.startswith("reports_handed_"):
        found["handed_id"] = handed(agency, world.papers[at].stored, NOW)
    if name == "reports_rule_end":
        found["rule_id"] = ruled(agency, NOW)
    return found


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
        "key": Wanted.objects.get(application=held.ended).key,
    }
    if name.startswith(("application_archive_", "application_archives", "application_anonymise")):
        found |= {"application_id": held.ended}
    if name == "application_letter_write":
        found |= {"kind": "receipt"}
    elif name.startswith("application_prepared"):
        found |= {"prepared_id": waits_for_signature(held.in_hand, NOW)}
    elif name.startswith("application_sheet"):
        found |= {"kind": "register_sheet"}
    elif name.startswith("application_letter_") or name == "application_letter":
        file = world.papers[at].stored
        found |= {"letter_id": left(held.in_hand, file), "kind": "pdf"}
    elif name.startswith("application_material") and name not in (
        "application_materials",
        "application_material_add",
    ):
        found |= {"material_id": provided(held.in_hand, NOW), "side": "given", "page": 1}
    return found | ({"file_id": held.file} if name.startswith("application") else {})


def _of_disputes(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of remedies."""
    held = disputes(world.agencies[at], NOW)
    return {
        "chain_id": held.chain,
        "event_id": held.judged,
        "participant_id": held.person,
        "complaint_id": held.complaint,
        "file_id": held.complaint_file if name.startswith("complaint") else held.file,
        "duty_id": "carry_out",
        "kind": "judged" if name == "remedy_record" else "",
        "field": "name",
        "year": 2025,
        "cell": "t4.direct_suit.corrected",
    }


def _of_corrections(name: str, world: World, at: str) -> dict[str, Any]:
    """What stands in the addresses of requests for correction."""
    held = world.cases[at]
    return {
        "rectification_id": held.rectification,
        "file_id": held.evidence,
        "event_id": held.said,
        "field": "said" if name.endswith("_said") else "name",
    }


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
        "documents_import_confirm": {"preview": "changed"},
        "cleanup_do": {},
        "cleanup_body_do": {},
        "interpretation_begin": {
            "document": str(document_of(world, at)) if name == "interpretation_begin" else ""
        },
        "interpretation_measures_keep": {"keeper": str(world.agencies[at].id)},
        "undelegate": {},
        "me_reveal": {},
        "chain_unset": {},
        "usual_chain_unset": {},
        "job_again": {},
        "notice_approve": {},
        "notice_decline": {"reason": "抄录有误"},
        "notice_take_back": {"reason": "抄录有误"},
        "application_feed_make": {},
        "application_feed_end": {},
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
        "health_again": {},
        "health_board_again": {},
        "ticket_decide": {"outcome": "adopt", "note": ""},
        "imports_do": {},
        "site_fault_do": {"text": "已经改正"},
        "topic_do": {"new-title": "新的分栏"},
        "gazette_do": {"because": "不再编这一期"},
        "channel_import_confirm": {"preview": "changed"},
        "channel_intake_void": {"reason": "选错了文件"},
        "channel_rule_end": {},
        "channel_figures_void": {"reason": "平台更正了数字"},
        "registers_record_do": {"on": "2026-03-04", "reason": "行政复议决定撤销"},
        "registers_delivery_do": {},
        "registers_source_do": {"rhythm": "monthly"},
        "registers_draw_do": {},
        "exchange_system_do": {"reason": "系统下线"},
        "exchange_webhook_do": {"reason": "对方检修"},
        "exchange_message_again": {},
        "reports_compile": {"agency": str(world.agencies[at].id), "year": "2025", "scope": "own"},
        "reports_hand_in_confirm": {"preview": "changed"},
        "reports_handed_end": {"why": "收错了"},
        "reports_import_confirm": {"preview": "changed"},
        "reports_rule_add": {},
        "reports_rule_end": {"why": "误设"},
        "report_package": {},
        "report_do": {},
        "report_figure": {"reason": "没有此类事项", "source": "核对"},
        "registers_import_map": {"preview": "changed"},
        "post_do": {"as_of": "2026-03-04", "reads": "7"},
        "item_links": {},
        "file_hold": {"reason": "群众举报含有木马"},
        "file_release": {"reason": "复查无毒"},
        "application_decision_drop": {},
        "application_material_add": {"moves": _moves(world, at), "file": SimpleUploadedFile("图.png", PIXEL)},
        "application_material_mark": {"revision": 1, "remove": "1"},
        "application_material_do": {"revision": 1},
        "application_letter_write": {},
        "application_prepared_submit": {"revision": 1},
        "application_prepared_drop": {},
        "application_archive_pack": {},
        "application_anonymise_ask": {},
        "application_anonymise": {"sure": "1"},
        "application_proposal_adopt": {},
        "remedy_evidence": {},
        "application_proposal_decline": {"reason": "只涉及个别人"},
    }
    return _cases(world, at)[name] if name in _OF_CASES else forms.get(name)


def _moves(world: World, at: str) -> int:
    return Application.objects.get(pk=world.cases[at].in_hand).moves if world.cases else 0


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
    if name.startswith("application_proposal_"):
        proposed(world.cases[at].ended, world.user(Role.HANDLER, at).pk, NOW)
    given = {key: value for key, value in parts(name, world, at).items() if key != "which"}
    address = reverse(f"desk:{name}", kwargs=given)
    data = form(name, role, world, at)
    return browser.get(address) if data is None else browser.post(address, data)
