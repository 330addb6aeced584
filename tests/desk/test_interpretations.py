"""Interpretation on the desk: the list, the task with its acts, figures that are kept, what a place sets."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from gongkai.normative.models import (
    DraftingNote,
    Interpretation,
    InterpretationRule,
    KeptMeasures,
    Plan,
    Rendering,
    TakenBack,
)
from gongkai.normative.queries.interpretation_rules import rules
from gongkai.publication.models import Edition
from tests.desk.interpretations import document_of, explained
from tests.desk.once import made_once
from tests.desk.world import World, appoint, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
WORDS = "图上画着三步：开会、报名、施工。"


once = made_once(Role.DISCLOSURE_OFFICER)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


@pytest.fixture
def task(made: World) -> int:
    return explained(made, "own")


def do(client: Client, task: int, what: str, **said: Any) -> Any:
    return client.post(reverse("desk:interpretation_do", args=[task, what]), said)


def page(client: Client, name: str, *args: Any, query: str = "") -> str:
    return client.get(reverse(f"desk:{name}", args=args) + query).content.decode()


def test_list_leads_to_the_task_and_is_exported(officer: Client, task: int) -> None:
    shown = page(officer, "interpretations")
    assert reverse("desk:interpretation", args=[task]) in shown
    assert "没有解读材料" in shown
    answer = officer.get(reverse("desk:interpretations_export") + "?tab=all")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "虚构办法" in text
    assert "没有解读材料" in text


def test_card_shows_gates_and_plan(officer: Client, task: int) -> None:
    shown = page(officer, "interpretation", task)
    for word in ("同步组织", "同步审签", "同步公布", "没有解读材料，不能同步审签", "科室负责人"):
        assert word in shown
    assert "同步发布</a>" not in shown, "nothing is ready"


def test_plan_replaces_the_one_before(officer: Client, task: int) -> None:
    said = {"forms": ["graphic", "video"], "responsible": "甲科", "note": "", "due_on": ""}
    assert do(officer, task, "plan", **said).status_code == 302
    assert Plan.objects.filter(interpretation=task).count() == 2
    shown = page(officer, "interpretation", task)
    assert "图解、视频" in shown
    assert "方案中还没有材料的形式：图解、视频" in shown
    answer = do(officer, task, "plan", forms=[], responsible="")
    assert answer.status_code == 422


def test_graphic_is_drafted_with_its_words(officer: Client, task: int) -> None:
    answer = do(officer, task, "draft", form="graphic", title="", accessible="")
    assert answer.status_code == 422
    assert "看不见、听不到的人也要能读懂" in answer.content.decode()
    answer = do(officer, task, "draft", form="graphic", title="", accessible=WORDS)
    row = Rendering.objects.get(interpretation=task)
    assert answer["Location"] == reverse("desk:item_edit", args=[row.item_id])
    assert WORDS in Edition.objects.get(item=row.item_id).text
    do(officer, task, "back", row=f"rendering-{row.pk}", reason="选错形式")
    assert TakenBack.objects.get().reason == "选错形式"
    assert "还没有解读材料" in page(officer, "interpretation", task)


def test_drafting_note_is_kept(officer: Client, task: int) -> None:
    document = Interpretation.objects.get(pk=task).servings.get().document_id
    do(officer, task, "note", document_id=document, text="为了解决问题，起草本办法。")
    assert DraftingNote.objects.get().document_id == document


def test_release_of_what_is_not_signed_says_so(officer: Client, task: int) -> None:
    document = Interpretation.objects.get(pk=task).servings.get().document_id
    answer = do(officer, task, "release", document_id=document, publish_after="")
    assert answer.status_code == 422
    assert "还没有关联要公布的信息" in answer.content.decode()


def test_document_goes_ahead_for_a_reason(officer: Client, task: int) -> None:
    document = Interpretation.objects.get(pk=task).servings.get().document_id
    assert do(officer, task, "ahead", document_id=document, reason="").status_code == 422
    do(officer, task, "ahead", document_id=document, reason="防汛应急")
    assert "已登记先行公布：防汛应急" in page(officer, "interpretation", task)


def test_handlers_do_not_release(made: World, task: int) -> None:
    client = browser(made.user(Role.HANDLER))
    assert client.get(reverse("desk:interpretation_do", args=[task, "release"])).status_code == 403
    assert client.get(reverse("desk:interpretation_do", args=[task, "plan"])).status_code == 200


def test_unknown_acts_and_rows_are_not_there(officer: Client, task: int) -> None:
    assert officer.get(reverse("desk:interpretation_do", args=[task, "nothing"])).status_code == 404
    for row in ("rendering-99", "x", "rendering-" + "9" * 30):
        assert do(officer, task, "back", row=row, reason="试").status_code == 422


def test_task_is_begun_for_a_document_that_has_none(made: World, officer: Client) -> None:
    document = document_of(made, "own")
    answer = officer.post(reverse("desk:interpretation_begin"), {"document": document})
    number = Interpretation.objects.get(servings__document=document).pk
    assert answer["Location"] == reverse("desk:interpretation", args=[number])
    again = officer.post(reverse("desk:interpretation_begin"), {"document": document})
    assert again["Location"] == answer["Location"]
    assert Interpretation.objects.filter(servings__document=document).count() == 1
    assert officer.post(reverse("desk:interpretation_begin"), {"document": "x"}).status_code == 404


def test_figures_are_kept(made: World, officer: Client) -> None:
    shown = page(officer, "interpretation_measures", query="?since=2026-01-01&until=2026-12-31")
    assert "这段时间没有公布应当解读的文件" in shown
    given = {"keeper": made.agencies["own"].id, "since": "2026-01-01", "until": "2026-03-31"}
    officer.post(reverse("desk:interpretation_measures_keep"), given)
    assert KeptMeasures.objects.get().needed == 0
    assert "2026-03-31" in page(officer, "interpretation_measures")
    other = {"keeper": made.agencies["other"].id}
    officer.post(reverse("desk:interpretation_measures_keep"), other)
    assert KeptMeasures.objects.count() == 1


def test_the_top_sets_what_counts_for_all(made: World) -> None:
    top = appoint("sheng-supervisor", made.agencies["parent"], Role.SUPERVISOR)
    answer = browser(top).post(
        reverse("desk:interpretation_rules_all"), {"kind": "", "alike_percent": 70, "together": "on"}
    )
    assert answer.status_code == 302
    row = InterpretationRule.objects.get()
    assert (row.agency, row.plan_first, row.alike_percent) == (None, False, 70)
    assert "全平台" in page(browser(top), "interpretation_rules_all")
    kept = rules()
    assert kept.of(made.agencies["own"].id, "regulation").alike_percent == 70


def test_agency_sets_what_counts(made: World, officer: Client) -> None:
    given = {"agency": made.agencies["own"].id, "kind": "normative_document", "alike_percent": 60}
    assert officer.post(reverse("desk:interpretation_rules"), given).status_code == 302
    row = InterpretationRule.objects.get()
    assert (row.together, row.plan_first, row.alike_percent) == (False, False, 60)
    assert "可以先发布文件" in page(officer, "interpretation_rules")
    wrong = {**given, "alike_percent": 5}
    assert officer.post(reverse("desk:interpretation_rules"), wrong).status_code == 422
    other = {**given, "agency": made.agencies["other"].id}
    assert officer.post(reverse("desk:interpretation_rules"), other).status_code == 422
