"""A document on its way with its interpretation, up to where both wait for release; all invented."""

from datetime import date
from typing import Any

from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Form, Step
from gongkai.normative.actions import drafting, interpreting, publishing
from gongkai.normative.actions.drafting import Described
from gongkai.normative.models import Document, Doing, Interpretation
from gongkai.publication.models import Edition
from tests.publication.office import HANDLER, NOON, OFFICER, approved, draft, edition, sign_off
from tests.signoff.office import Office

NUMBER = "云府发〔2026〕7号"
TEXT = (
    "<p>第一条　为了规范虚构小区的改造，制定本办法。</p><p>第二条　改造由业主大会决定，三分之二以上业主同意的，列入年度计划。</p>"
    "<p>第三条　改造资金由财政补助、居民出资和社会力量共同承担，补助标准每平方米不超过二百元。</p>"
    "<p>第四条　已经列入征收计划的小区不得申请改造补助，违反规定的，由住建部门责令退回补助资金。</p>"
)
EXPLAINED = (
    "<p>很多老楼漏水、没有电梯，住户多次反映。这次出台新办法，就是让大家自己商量要不要改、怎么改。</p>"
    "<p>住在虚构小区的您，只要约上邻居开一次会，过了规定的人数就能报名。钱不用一家全出，政府出大头。</p>"
)
WAY = (
    (Step.NEED_CHECK, date(2026, 1, 2)),
    (Step.DRAFT, date(2026, 1, 4)),
    (Step.COMMENT, date(2026, 2, 10)),
    (Step.LEGALITY_REVIEW, date(2026, 2, 24)),
    (Step.DELIBERATION, date(2026, 2, 26)),
    (Step.REGISTER_NUMBER_ISSUE, date(2026, 3, 2)),
)
WORDS = "图上画着报名的三个步骤：先开会，再报名，最后施工。每一步下面写着要带的材料和办理地点。"


def take_up(at: Office, title: str = "虚构小区改造办法", **more: Any) -> int:
    """A document that is going to be made; its number in the register."""
    described = Described(title=title, kind=more.pop("kind", DocumentKind.NORMATIVE), **more)
    return drafting.take_up(
        agency_id=at.agency.pk, described=described, by=at[OFFICER], at=NOON, reason="经核对属于规范性文件"
    )


def task_of(document_id: int) -> int:
    return Interpretation.objects.get(servings__document=document_id).pk


def planned(at: Office, document_id: int, *forms: Form) -> int:
    """Its interpretation with a plan; the number of the task."""
    task_id = task_of(document_id)
    interpreting.plan(
        interpretation_id=task_id,
        forms=forms or (Form.TEXT,),
        due_on=None,
        responsible="办公室负责人",
        by=at[HANDLER],
        at=NOON,
    )
    return task_id


def texted(at: Office, document_id: int, number: str = NUMBER, **changes: Any) -> int:
    """Its text as a draft, linked; the number of the edition."""
    document = Document.objects.get(pk=document_id)
    issued(document_id, number)
    edition_id = draft(at, **_text(document.title, number, **changes))
    link(at, document_id, edition_id)
    return edition_id


def _text(title: str, number: str, **changes: Any) -> dict[str, Any]:
    return {
        "title": title,
        "body": TEXT,
        "document_no": number,
        "genre": "measures",
        "validity": Validity.VALID,
    } | changes


def link(at: Office, document_id: int, edition_id: int) -> None:
    publishing.link_item(
        document_id=document_id, item_id=edition(edition_id).item_id, by=at[HANDLER], at=NOON
    )


def explained(at: Office, task_id: int, form: Form = Form.TEXT, *, body: str = EXPLAINED, **more: Any) -> int:
    """A form of the interpretation as a draft that can be sent; the number of its edition."""
    edition_id = approved_or_draft(at, body, **more)
    interpreting.add_form(
        interpretation_id=task_id,
        form=form,
        item_id=edition(edition_id).item_id,
        accessible=WORDS if form is not Form.TEXT else "",
        by=at[HANDLER],
        at=NOON,
    )
    return edition_id


def approved_or_draft(at: Office, body: str, *, signed: bool = False, **changes: Any) -> int:
    made = {"genre": "interpretation", "body": body} | changes
    return approved(at, **made) if signed else draft(at, **made)


def ready(
    at: Office, title: str = "虚构小区改造办法", number: str = NUMBER, *, text_first: bool = False
) -> tuple[int, int, int]:
    """A document and its interpretation, both signed: numbers of the document and of the two editions."""
    document_id = take_up(at, title)
    task_id = planned(at, document_id)
    text = texted(at, document_id, number) if text_first else 0
    interpretation = explained(at, task_id)
    text = text or texted(at, document_id, number)
    sign_off(text, at)
    sign_off(interpretation, at)
    return document_id, text, interpretation


def issued(document_id: int, number: str = NUMBER, on: date = date(2026, 3, 2)) -> None:
    """As it stands after deliberation: every step before taken, numbered and issued."""
    for step, day in WAY:
        Doing.objects.create(
            document_id=document_id, step=step, result="passed", on=day, at=NOON, by="system"
        )
    Document.objects.filter(pk=document_id).update(document_no=number, issued_on=on)


def stands(*edition_ids: int) -> list[str]:
    return list(
        Edition.objects.filter(pk__in=edition_ids).order_by("pk").values_list("item__stand", flat=True)
    )
