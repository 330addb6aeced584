"""The register of the demo: every state that officers meet, nothing that the law finds wrong, entered once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db.models import Q
from pytest_django import Settings

from gongkai.demo import normative, people, samples
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import Mark, Step
from gongkai.normative.models import Document
from gongkai.normative.queries.card import card_for, of_number
from gongkai.normative.queries.counting import count
from gongkai.normative.queries.facts import every
from gongkai.normative.queries.life import life_of
from gongkai.normative.queries.serials import check
from gongkai.normative.queries.tasks import TaskKind, tasks
from gongkai.records.access import OPERATOR

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def _loaded(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DEMO = True
    samples.load()
    people.load(NOW)
    normative.load(NOW)


@pytest.mark.usefixtures("_loaded")
def test_every_state_once_and_no_contradiction() -> None:
    states = set(Document.objects.values_list("validity", flat=True))
    assert states == {"", *(each.value for each in Validity)}
    facts = every()
    assert [each.message for each in facts.register.findings if each.severity.value == "error"] == []
    assert {each.kind for each in tasks(None, TODAY)} >= {
        TaskKind.FILE,
        TaskKind.EVALUATE,
        TaskKind.EXPIRING,
        TaskKind.MARK,
    }
    assert set(Document.objects.filter(issued_on__isnull=True).values_list("next_step", flat=True)) == {
        Step.LEGALITY_REVIEW,
        Step.COMMENT,
    }
    assert any("缺3" in each.message for each in check(None, ("云政规",)).findings)
    for year in range(2020, 2027):
        assert count(None, date(year, 12, 31), date(year + 1, 12, 31)).proven


@pytest.mark.usefixtures("_loaded")
def test_a_text_with_its_changes_and_a_body_that_merged() -> None:
    shown = card_for(OPERATOR, of_number(normative.FIRST)[0], TODAY)
    assert shown is not None
    marks = {each.number: each.mark for each in shown.articles}
    assert (marks["三"], marks["五之一"], marks["七"]) == (Mark.AMENDED, Mark.ADDED, Mark.REMOVED)
    assert shown.articles[3].heading == "第二章 停车设施"
    moved = Document.objects.get(document_no="云振规〔2022〕1号")
    assert (moved.agency.slug, moved.holder.slug) == ("yunling-xcj", "yunling-nyj")


@pytest.mark.usefixtures("_loaded")
def test_a_rule_of_a_city_filed_amended_and_consolidated() -> None:
    rule = Document.objects.get(document_no="云川市人民政府令第12号")
    assert (rule.kind, rule.validity, rule.faults) == ("regulation", Validity.AMENDED, 0)
    assert rule.doings.filter(step=Step.FILE).exists()
    shown = life_of(rule.pk, Q())
    assert shown is not None
    text = {each.number: each for each in shown.text(TODAY)}
    assert (text["四"].mark, text["五之一"].mark) == (Mark.AMENDED, Mark.ADDED)
    assert "二十四小时" in text["四"].text
    assert "十二小时" in text["四"].was


@pytest.mark.usefixtures("_loaded")
def test_it_is_entered_once() -> None:
    before = Document.objects.count()
    normative.load(NOW)
    assert Document.objects.count() == before > 30
    assert not Document.objects.exclude(title__contains="（虚构示例）").exists()
