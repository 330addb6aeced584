"""What is made of items, or stands beside them, follows too."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.copies.actions.building import build
from gongkai.law.normative import Effect
from gongkai.law.registers import definitions
from gongkai.normative.actions import link_item
from gongkai.publication import actions
from gongkai.publication.models import Item, Why
from gongkai.records.access import OPERATOR
from gongkai.registers.actions.lotteries import draw_lottery
from tests.compilations.composed import document, issued, topic
from tests.copies.acts import anew
from tests.copies.written import few_registers, lying, page_of, wrong
from tests.normative.register import changed, entered
from tests.portal.registers.test_proving import lottery
from tests.portal.registers.world import brought, penalty
from tests.portal.registers.world import later as later_in_the_county
from tests.portal.test_interpretations import released
from tests.publication.office import NOON, OFFICER, later, office, published
from tests.registers.world import county as county_of_registers
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def withdrawn(at: Office, item_id: int) -> None:
    actions.withdraw(item_id=item_id, why=Why.ERROR, told="数字有误。", by=at[OFFICER], at=later(20))


def test_interpretation_and_policy(at: Office) -> None:
    published(at)
    build()
    policy, _explained, _made = released(at)
    build()
    assert wrong() == []
    withdrawn(at, Item.objects.get(index_no=policy.split("/", 2)[2].strip("/")).pk)
    build()
    assert wrong() == []


def test_life_of_a_document(at: Office, pages: Path) -> None:
    item_id = published(at, document_no="云政发〔2020〕1号", title="关于老办法的规定")
    old = entered(at, "云政发〔2020〕1号", date(2020, 3, 1), title="关于老办法的规定")
    new = entered(at, "云政发〔2025〕3号", date(2025, 6, 1), title="关于新办法的规定")
    build()
    link_item(document_id=old, item_id=item_id, by=OPERATOR, at=NOON)
    build()
    assert wrong() == []
    changed(Effect.REPLACED, old, new, date(2025, 6, 1))
    build()
    assert wrong() == []
    assert f"hans/zcwj/gfxwj/{old}/index.html" in lying(pages)


def test_editions_that_were_replaced(at: Office, pages: Path) -> None:
    item_id = published(at, title="关于材料的通知")
    build()
    assert not [path for path in lying(pages) if "banben" in path]
    anew(item_id, at, 6, title="关于材料的通知（更正）")
    build()
    assert wrong() == []
    folder = page_of(item_id).removesuffix("index.html")
    assert f"{folder}banben/index.html" in lying(pages)
    assert "关于材料的通知</h1>" in (pages / folder / "banben/1/index.html").read_text()
    assert not (pages / folder / "banben/2").exists()
    withdrawn(at, item_id)
    build()
    assert wrong() == []
    assert not [path for path in lying(pages) if "banben" in path]


def test_topic(at: Office, pages: Path) -> None:
    made = topic(at, opened=True)
    assert made
    build()
    assert "hans/zt/rencai/index.html" in lying(pages)
    item = Item.objects.get()
    withdrawn(at, item.pk)
    build()
    assert wrong() == []


def test_gazette(at: Office, pages: Path) -> None:
    items = [document(at, number) for number in (1, 2)]
    build()
    issued(at, *items)
    build()
    assert wrong() == []
    assert any(path.startswith("hans/zfgb/") and path.endswith("/1/index.html") for path in lying(pages))
    withdrawn(at, items[0])
    build()
    assert wrong() == []


def test_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.copies.queries.pages.definitions", definitions)
    found = county_of_registers()
    build()
    brought(tmp_path, found.ju, [penalty(1), penalty(2, decided_on="2025-11-03")], earlier=True)
    build()
    assert wrong() == []


def test_draws_by_lot(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_registers(monkeypatch)
    at = county_of_registers()
    build()
    held = lottery(at)
    build()
    assert wrong() == []
    assert f"hans/gsgk/cq/{held}/index.html" in lying(pages)
    draw_lottery(lottery_id=held, beacon="虚构指数", by=at.person(), at=later_in_the_county(1))
    build()
    assert wrong() == []
    assert "已经抽取" in (pages / f"hans/gsgk/cq/{held}/index.html").read_text()
