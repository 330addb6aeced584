"""What everybody reads: the list of interpretations by form, questions with answers, links between a policy and both."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from gongkai.law.normative import Form
from gongkai.normative.actions import interpreting, releasing
from gongkai.normative.queries import interpreted
from gongkai.normative.queries.interpretations import task
from gongkai.publication import actions
from gongkai.publication.models import Why
from tests.normative.interpreting import ready, task_of
from tests.normative.test_interpreted import ASKED, sign_fit
from tests.portal.pages import page
from tests.portal.public import got
from tests.publication.office import HANDLER, NOON, OFFICER, edition, item_of, later, office
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


def released(at: Office) -> tuple[str, str, int]:
    """A policy with its interpretation and a question, public: both addresses, the number of the edition of the questions."""
    document_id, text, own = ready(at)
    task_id = task_of(document_id)
    made = interpreting.draft_form(interpretation_id=task_id, form=Form.QUESTIONS, by=at[HANDLER], at=NOON)
    one = task(at[HANDLER], task_id, NOON.date())
    assert one is not None
    interpreting.ask(
        rendering_id=one.shapes[-1].id, document_id=document_id, by=at[HANDLER], at=NOON, **ASKED
    )
    sign_fit(made, at)
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    policy, explained = (reverse("item", args=[item_of(each).index_no]) for each in (text, own))
    return policy, explained, made


def test_policy_and_interpretation_lead_to_each_other(at: Office) -> None:
    policy, explained, made = released(at)
    shown = page(policy)
    assert f'href="{explained}"' in shown
    assert "文字" in shown
    assert ASKED["question"] in shown
    assert f'href="{policy}"' in page(explained)
    assert "政策原文" in page(explained)
    assert edition(made).item.index_no in shown


def test_list_is_narrowed_by_form(at: Office) -> None:
    _, explained, _ = released(at)
    assert f'href="{explained}"' in page("/zcjd/")
    assert f'href="{explained}"' in page("/zcjd/?xs=text")
    assert f'href="{explained}"' not in page("/zcjd/?xs=questions")
    assert "还没有这种形式的解读" in page("/zcjd/?xs=video")
    assert f'href="{explained}"' in page("/zcjd/?xs=nothing"), "an unknown form counts as none"


def test_questions_are_found_and_have_a_page(at: Office) -> None:
    policy, _, _ = released(at)
    number = interpreted.questions().rows[0].id
    assert f'href="/zcwd/{number}/"' in page("/zcwd/?q=漏水")
    assert "没有找到“没有的词”" in page("/zcwd/?q=没有的词")
    shown = page(f"/zcwd/{number}/")
    assert f"<h1>{ASKED['question']}</h1>" in shown
    assert ASKED["answer"] in shown
    assert f'href="{policy}"' in shown
    for gone in (number + 1, 10**30):
        assert got(f"/zcwd/{gone}/").status_code == 404


def test_nothing_is_left_of_what_was_taken_back(at: Office) -> None:
    _, _, made = released(at)
    number = interpreted.questions().rows[0].id
    actions.withdraw(item_id=item_of(made).pk, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(6))
    assert got(f"/zcwd/{number}/").status_code == 404
    assert ASKED["question"] not in page("/zcwd/")


def test_lists_cost_the_same_however_long(at: Office) -> None:
    released(at)
    with CaptureQueriesContext(connection) as few:
        page("/zcjd/")
        page("/zcwd/")
    releasing.release(
        document_id=ready(at, "虚构第二办法", "云府发〔2026〕9号")[0], by=at[OFFICER], at=later(6)
    )
    with CaptureQueriesContext(connection) as many:
        page("/zcjd/")
        page("/zcwd/")
    assert len(many) == len(few)
