"""The registers of the demo: something in each, what the pages have to show, everybody plainly invented, entered once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.demo import people, registers, samples
from gongkai.law.registers import definitions
from gongkai.law.registers.timing import State
from gongkai.registers.models import Change, Delivery, Record, What
from gongkai.registers.models.lottery import Lottery
from gongkai.registers.queries.counts import totals

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
PENALTY = "administrative_penalty"


@pytest.fixture
def _loaded(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DEMO = True
    samples.load()
    people.load(NOW)
    registers.load(NOW)


@pytest.mark.usefixtures("_loaded")
def test_every_register_has_something_and_all_of_it_is_told_to_be_invented() -> None:
    assert {each.register for each in totals()} == set(definitions())
    assert Record.objects.count() > 300
    assert not Record.objects.exclude(title__contains="虚构").exists()

    held = Record.objects.filter(register=PENALTY)
    assert held.filter(state=State.WITHDRAWN).count() == 3
    assert held.filter(state=State.HELD_BACK).count() == 1
    assert held.filter(late=True).count() == 1
    assert held.filter(late=False, out_on__isnull=False).exists()
    assert set(held.filter(party_kind="自然人").values_list("party", flat=True)) <= {
        f"{stem}**" for stem in "甲乙丙丁戊己庚辛壬癸"
    }
    assert Change.objects.filter(what=What.CORRECTED).count() == 1
    assert Lottery.objects.get().committed_at == NOW
    assert sorted(Delivery.objects.exclude(stage="applied").values_list("stage", flat=True)) == [
        "faulty",
        "ready",
    ]

    matrix = Client().get("/gsgk/budget/wzx/").content.decode()
    assert ">缺<" in matrix
    assert ">逾期公开<" in matrix
    draw = Record.objects.get(register="inspection_draw")
    assert "验算相符" in Client().get(f"/gsgk/inspection_draw/{draw.pk}/ys/").content.decode()

    before = Record.objects.count()
    registers.load(NOW)
    assert Record.objects.count() == before
