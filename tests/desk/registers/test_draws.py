"""Lots on the desk: lists, digests, a draw that everybody can repeat, results."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.law.registers import draw
from gongkai.registers.models import Record
from gongkai.registers.models.lottery import Lottery
from tests.desk.registers.office import Office, text
from tests.desk.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
NAMES = tuple(f"云岭第{number}虚构商行" for number in range(1, 9))
GIVEN = {
    "draw_no": "2026-001",
    "name": "虚构的抽查",
    "department": "云岭县虚构局",
    "population": "\n".join(NAMES),
    "number": "3",
    "inspectors": "甲某\n乙某\n丙某",
    "each": "2",
    "recused": f"{NAMES[0]}：甲某",
}


def plan(made: Office, **changes: str) -> Lottery:
    answer = made.officer.post(
        reverse("desk:registers_draw_new"), {"agency": made.xian.id, **GIVEN, **changes}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Lottery.objects.latest("pk")


def do(made: Office, held: Lottery, what: str, **given: str) -> str:
    answer = made.officer.post(reverse("desk:registers_draw_do", args=[held.pk, what]), given, follow=True)
    return str(answer.content.decode())


def a_day_ago() -> None:
    """As if the digests had been published the day before."""
    Lottery.objects.update(committed_at=NOW - timedelta(days=1))


def test_committed_drawn_and_proved(made: Office) -> None:
    held = plan(made)
    assert "没有公布摘要" in do(made, held, "draw", beacon="早了")
    page = do(made, held, "commit")
    held.refresh_from_db()
    assert held.seed_digest in page
    seed = str(held.seed.unsealed())
    assert seed not in page
    assert "请从明天起抽取" in do(made, held, "draw", beacon="今天的值")
    a_day_ago()
    page = do(made, held, "draw", beacon="收盘3317.42")
    held.refresh_from_db()
    assert "刚刚复算过" in page
    assert seed in page
    expected = [lot.name for lot in draw(bytes.fromhex(seed), NAMES, 3, "收盘3317.42")]
    assert [name for name, _ in held.lots] == expected
    assert set(held.assigned) == set(expected)
    assert "甲某" not in held.assigned.get(NAMES[0], [])
    assert "已经抽取" in do(made, held, "draw", beacon="再抽一次")
    row = Record.objects.get(register="inspection_draw")
    assert row.values["seed"] == seed
    assert row.values["drawn"].split("\n") == expected


def test_a_changed_draw_is_not_proved(made: Office) -> None:
    held = plan(made)
    do(made, held, "commit")
    a_day_ago()
    do(made, held, "draw", beacon="收盘3317.42")
    Lottery.objects.update(lots=[[NAMES[0], "0"], [NAMES[1], "0"], [NAMES[2], "0"]], beacon="别的值")
    page = text(made.officer, reverse("desk:registers_draw", args=[held.pk]))
    assert "抽取结果与复算不符" in page


def test_results_begin_with_what_was_drawn(made: Office) -> None:
    held = plan(made)
    do(made, held, "commit")
    a_day_ago()
    do(made, held, "draw", beacon="收盘3317.42")
    held.refresh_from_db()
    name = held.lots[1][0]
    address = reverse("desk:registers_new", args=["inspection_result"])
    page = text(made.officer, f"{address}?draw={held.pk}&lot=1")
    assert f'value="{name}"' in page
    assert "、".join(held.assigned[name]) in page
    assert 'value="2026-001"' in page
    assert name not in text(made.township, f"{address}?draw={held.pk}&lot=1")
    assert name not in text(made.officer, f"{address}?draw={held.pk}&lot=99")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"population": "甲公司\n甲公司"}, "名录里重复：甲公司"),
        ({"number": "9"}, "名录里有8个，不能抽取9个"),
        ({"each": "4"}, "名录里有3人"),
        ({"recused": "不在名录里：甲某"}, "不在检查对象名录里"),
        ({"recused": "没有冒号"}, "没有写明检查人员"),
    ],
)
def test_lists_that_do_not_go_are_refused(made: Office, changes: dict[str, str], told: str) -> None:
    given = {"agency": made.xian.id, **GIVEN, **changes}
    answer = made.officer.post(reverse("desk:registers_draw_new"), given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Lottery.objects.exists()


def test_a_draw_is_given_up_with_a_reason(made: Office) -> None:
    held = plan(made)
    do(made, held, "commit")
    assert "名录有误" in do(made, held, "drop", reason="名录有误")
    assert "已经作废" in do(made, held, "commit") or "已经公布" in do(made, held, "commit")
    assert made.township.get(reverse("desk:registers_draw", args=[held.pk])).status_code == 404
