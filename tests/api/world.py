"""A small world in which something of everything is public, and beside it what nobody may see; all invented."""

from dataclasses import dataclass
from pathlib import Path

from gongkai.law.normative import Form
from gongkai.law.registers import definitions
from gongkai.normative.actions import interpreting, releasing
from gongkai.normative.queries.interpretations import task
from gongkai.normative.queries.interpreted import questions
from gongkai.publication import actions
from gongkai.publication.models import Edition, Item, Why
from gongkai.registers.models import Record
from tests.annual_reports.stored import register, take_in
from tests.compilations.composed import begun, issued, topic
from tests.law.report.reports import balanced_2021
from tests.normative.interpreting import ready, task_of
from tests.normative.test_interpreted import ASKED, sign_fit
from tests.portal.public import index_of, with_files
from tests.portal.registers.world import INSIDE, NAME, NUMBER, about_a_person, brought, penalty
from tests.publication.importing import brought_in, listed, old
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    draft,
    fit,
    later,
    office,
    published,
    sign_off,
    withheld,
)
from tests.registers.world import PENALTY
from tests.signoff.office import Office

MARK = "梧桐暗记"
"""Stands in everything that is not public."""
SECRETS = (MARK, NAME, NUMBER, INSIDE)
TOLD = "引用的标准有误，核实后重新公开。"
YEAR = 2025
assert PENALTY in definitions()


@dataclass(frozen=True)
class Small:
    """Who is there, and the index numbers of items by how they stand."""

    at: Office
    whole: str
    replaced: str
    withdrawn: str
    removed: str
    restored: str
    record: int
    gone: int
    question: int
    document: int


def world(folder: Path) -> Small:
    """Built once for all tests of a module; stored files lie in the folder of the settings."""
    at = office()
    whole = with_files(at, title="关于虚构渡口的通知")
    old_text = published(at, title="关于虚构山塘的通知")
    replace(at, old_text, "关于虚构山塘的通知（修订）")
    taken, harmful, back = (
        published(at, title=title) for title in ("关于误发的通知", f"{MARK}有害", "关于恢复的通知")
    )
    for item_id, why, told in (
        (taken, Why.ERROR, TOLD),
        (harmful, Why.HARMFUL, f"{MARK}链接"),
        (back, Why.ERROR, "核对。"),
    ):
        actions.withdraw(item_id=item_id, why=why, told=told, note=MARK, by=at[OFFICER], at=later(7))
    actions.restore(item_id=back, because="核对无误", by=at[OFFICER], at=later(8))
    draft(at, title=f"{MARK}草稿")
    withheld(at, title=f"{MARK}不公开")
    brought_in(listed(folder, old(1), old(2), old(3)), at.agency.pk)
    document, question = policy(at)
    topic(at, slug="rencai", opened=True)
    topic(at, slug="cangzhe", title=f"{MARK}专题")
    issued(at)
    begun(at, number=2, total=88, title=f"{MARK}公报")
    brought(folder, at.agency, [penalty(1), about_a_person(2), penalty(3)])
    over = {"status": "撤销", "status_changed_on": "2026-03-01", "status_reason": f"{MARK}理由"}
    brought(folder, at.agency, [penalty(3, violation=f"{MARK}行为", **over)])
    register("yunling")
    take_in(balanced_2021(), "yunling")
    found = Record.objects.filter(register=PENALTY).order_by("pk")
    return Small(
        at=at,
        whole=index_of(whole),
        replaced=index_of(old_text),
        withdrawn=index_of(taken),
        removed=index_of(harmful),
        restored=index_of(back),
        record=found[0].pk,
        gone=found[2].pk,
        question=question,
        document=document,
    )


def replace(at: Office, item_id: int, title: str, *, hours: float = 6) -> None:
    """Another edition of a public item goes out."""
    edition_id = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(hours))
    held = Edition.objects.get(pk=edition_id)
    actions.save(
        edition_id=edition_id,
        revision=held.revision,
        content=fit(title=title),
        by=at[HANDLER],
        at=later(hours),
    )
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(hours))


def policy(at: Office) -> tuple[int, int]:
    """A normative document with its interpretation and a question: the numbers of document and question."""
    document_id, _, _ = ready(at)
    task_id = task_of(document_id)
    made = interpreting.draft_form(interpretation_id=task_id, form=Form.QUESTIONS, by=at[HANDLER], at=NOON)
    one = task(at[HANDLER], task_id, NOON.date())
    assert one is not None
    interpreting.ask(
        rendering_id=one.shapes[-1].id, document_id=document_id, by=at[HANDLER], at=NOON, **ASKED
    )
    sign_fit(made, at)
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    return document_id, questions().rows[0].id


def public_numbers() -> set[str]:
    """The index numbers of what is public now."""
    return set(Item.objects.filter(stand="public").values_list("index_no", flat=True))
