"""Questions with answers are found while the text in which they stand is public, from the moment in which that changes."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.jobs.indexed import Stray, Wrong, mend, strays
from gongkai.normative.actions import interpreting, releasing
from gongkai.normative.models import Question, Rendering
from gongkai.normative.queries import interpreted
from gongkai.publication import actions
from gongkai.publication.models import Why
from gongkai.search.actions.putting import drop
from gongkai.search.models import Entry, EntryKind
from gongkai.search.queries import Asked, Hit, find, suggest
from tests.normative.interpreting import NUMBER, ready, task_of
from tests.normative.test_interpreted import ASKED, asked_of, sign_fit
from tests.publication.office import HANDLER, OFFICER, edition, item_of, later, office, sign_off
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
NOW = later(48)
MORE = {"question": "租户能投票吗？", "answer": "不能，由业主投票。"}


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path
    return office()


def out(at: Office) -> tuple[int, int]:
    """A public document with a public question: numbers of the document and of the edition in which the question stands."""
    document_id, _, _ = ready(at)
    made = asked_of(at, document_id)
    sign_fit(made, at)
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    return document_id, made


def hits(words: str) -> list[Hit]:
    return [hit for hit in find(Asked(words)).hits if hit.kind is EntryKind.QUESTION]


def whole() -> bool:
    return list(strays(NOW)) == []


def test_found_by_question_answer_and_document_once_it_is_public(at: Office) -> None:
    document_id, _, _ = ready(at)
    made = asked_of(at, document_id)
    sign_fit(made, at)
    assert hits("老楼漏水") == []
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    for words in ("老楼漏水可以报名吗", "邻居们开会同意", "虚构小区改造办法", NUMBER):
        assert [hit.key for hit in hits(words)] == [str(Question.objects.get().pk)], words
    assert (hits("漏水")[0].published_at, hits("漏水")[0].agency_id) == (later(5), at.agency.pk)
    assert interpreted.questions().rows[0].published_at == later(5)
    assert whole()
    assert ASKED["question"] in [one.text for one in suggest("老楼漏")]


def test_a_number_leads_to_the_document_first(at: Office) -> None:
    out(at)
    assert find(Asked(NUMBER)).hits[0].kind is EntryKind.ITEM


def test_gone_with_its_text_and_back_with_it(at: Office) -> None:
    _, made = out(at)
    item = item_of(made).pk
    actions.withdraw(item_id=item, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(6))
    assert hits("漏水") == []
    assert whole()
    actions.restore(item_id=item, because="核对无误", by=at[OFFICER], at=later(7))
    assert len(hits("漏水")) == 1
    assert hits("漏水")[0].published_at == later(5)
    assert whole()


def test_one_that_is_added_later_is_found_with_its_edition(at: Office) -> None:
    document_id, made = out(at)
    item = item_of(made).pk
    opened = actions.reopen(item_id=item, by=at[HANDLER], at=later(6))
    rendering = Rendering.objects.get(item=item).pk
    interpreting.ask(rendering_id=rendering, document_id=document_id, by=at[HANDLER], at=later(6), **MORE)
    assert hits("租户") == []
    assert whole()
    sign_off(opened, at)
    actions.publish(edition_id=opened, by=at[OFFICER], at=later(9))
    assert [hit.published_at for hit in hits("租户能投票")] == [later(9)]
    assert [hit.published_at for hit in hits("漏水")] == [later(5)]
    assert {row.published_at for row in interpreted.questions().rows} == {later(5), later(9)}
    assert whole()


@pytest.mark.parametrize("what", ["question", "rendering"])
def test_gone_when_it_is_taken_back(at: Office, what: str) -> None:
    document_id, made = out(at)
    row = Question.objects.get() if what == "question" else Rendering.objects.get(item=item_of(made))
    interpreting.take_back(
        interpretation_id=task_of(document_id),
        what=what,
        row_id=row.pk,
        reason="回答有变化",
        by=at[HANDLER],
        at=later(6),
    )
    assert hits("漏水") == []
    assert interpreted.questions().total == 0
    assert whole()


def test_what_stands_in_a_public_text_already_is_found_at_once(at: Office) -> None:
    document_id, made = out(at)
    rendering = Rendering.objects.get(item=item_of(made)).pk
    assert ASKED["answer"] in edition(made).text
    interpreting.ask(rendering_id=rendering, document_id=document_id, by=at[HANDLER], at=later(6), **ASKED)
    assert len(hits("漏水")) == 2
    assert whole()


def test_proof_and_mending(at: Office) -> None:
    out(at)
    key = str(Question.objects.get().pk)
    drop(EntryKind.QUESTION, key)
    assert list(strays(NOW)) == [Stray(EntryKind.QUESTION, key, Wrong.MISSING)]
    mend(list(strays(NOW)), at=NOW)
    assert whole()
    Entry.objects.filter(kind=EntryKind.QUESTION).update(key="没有")
    mend(list(strays(NOW)), at=NOW)
    assert whole()
    assert [hit.key for hit in hits("漏水")] == [key]


def test_pages_of_hits_lead_to_it(at: Office) -> None:
    out(at)
    key = Question.objects.get().pk
    shown = Client().get("/ss/", {"tc": "question"}).content.decode()
    assert f'<span class="tag kind">政策问答</span> <a href="/zcwd/{key}/">{ASKED["question"]}</a>' in shown
    answer = Client().get("/api/v1/search", {"q": "漏水", "tc": "question"}).json()
    assert [(hit["kind"], hit["key"]) for hit in answer["hits"]] == [("question", str(key))]
    assert answer["hits"][0]["url"].endswith(f"/zcwd/{key}/")
