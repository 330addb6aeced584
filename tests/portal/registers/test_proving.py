"""A draw that anybody can prove, and every way in which one can be wrong."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from gongkai.portal.registers import proving
from gongkai.registers.actions.lotteries import Plan, commit_lottery, draw_lottery, drop_lottery, plan_lottery
from gongkai.registers.models.lottery import Lottery
from tests.portal.registers.world import ROOT, brought, draw_row, got, later
from tests.registers.world import NOON, County, county

pytestmark = pytest.mark.django_db
DRAWS = f"{ROOT}inspection_draw/"
INSPECTOR = "甲虚构检查员"
NAMES = [f"虚构{number}号有限公司" for number in range(1, 13)]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def address(folder: Path, **changes: str) -> str:
    """Where a draw is proved."""
    (number,) = brought(folder, county().ju, [draw_row(NAMES, **changes)], "inspection_draw")
    return f"{DRAWS}{number}/ys/"


def posted(where: str, changes: Mapping[str, str], status: int = 200) -> str:
    """What comes of trying with something else."""
    row = draw_row(NAMES)
    given = {name: row[name] for name in ("names", "seed", "beacon", "drawn")} | dict(changes)
    answer = Client().post(where, given)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_was_published_is_drawn_again(tmp_path: Path) -> None:
    where = address(tmp_path)
    assert f'href="{where}"' in got(where.removesuffix("ys/"))
    html = got(where)
    row = draw_row(NAMES)
    assert "验算相符" in html
    assert "HMAC-SHA256" in html
    for text in (row["seed_digest"], row["list_digest"], row["seed"], row["beacon"]):
        assert text in html
    assert html.count('class="digest"') > 5
    again = html.partition("重新抽取的结果</h3>")[2].partition("</table>")[0]
    assert [part.partition("<")[0] for part in again.split('<th scope="row">')[1:]] == row["drawn"].split(
        "\n"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"names": "\n".join([*NAMES, "虚构补入有限公司"])}, "名录与事先公布的摘要不符"),
        ({"names": "\n".join(NAMES[:-1])}, "名录与事先公布的摘要不符"),
        ({"seed": "ab" * 32}, "随机数与事先公布的摘要不符"),
        ({"beacon": "别的指数"}, "抽取结果与复算不符"),
        ({"drawn": "\n".join(NAMES[:3])}, "抽取结果与复算不符"),
        ({"names": "\n".join(NAMES[:2])}, "不能抽取3个"),
        ({"names": "\n".join([*NAMES, NAMES[0]])}, "名录里重复"),
    ],
)
def test_whatever_is_changed_is_found(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    html = posted(address(tmp_path), changes)
    assert "验算不符" in html
    assert said in html
    assert "按您填写的内容验算" in html


def test_a_draw_that_was_not_fair_is_shown_as_such(tmp_path: Path) -> None:
    assert "验算不符" in got(address(tmp_path, drawn="\n".join(NAMES[:3])))


def test_the_order_and_the_ends_of_lines_do_not_matter(tmp_path: Path) -> None:
    assert "验算相符" in posted(
        address(tmp_path), {"names": "\r\n".join(f" {name} " for name in reversed(NAMES))}
    )


def test_before_the_seed_is_published_only_the_list_can_be_held_against_it(tmp_path: Path) -> None:
    where = address(tmp_path, seed="", drawn="")
    html = got(where)
    assert "随机数还没有公布" in html
    assert "名录与事先公布的摘要相符" in html
    assert "验算相符" not in html
    other = {"seed": "", "drawn": "", "names": "别的有限公司\n又一个有限公司"}
    assert "名录与事先公布的摘要不符" in posted(where, other)


def test_a_list_that_stands_elsewhere_is_asked_for(tmp_path: Path) -> None:
    where = address(tmp_path, names="")
    assert "记录里没有名录" in got(where)
    assert "请填写名录" in posted(where, {"names": " "}, 422)
    assert "验算相符" in posted(where, {})


def test_without_a_list_the_published_one_counts(tmp_path: Path) -> None:
    assert "验算相符" in posted(address(tmp_path), {"names": ""})


def lottery(at: County, population: tuple[str, ...] = tuple(NAMES)) -> int:
    """A draw whose digests are published today."""
    plan = Plan(
        "YLCJ02", "虚构的随机抽查", "云岭县虚构局", population, 3, inspectors=(INSPECTOR, "乙虚构"), each=1
    )
    number = plan_lottery(agency_id=at.ju.pk, plan=plan, by=at.person(), at=NOON)
    commit_lottery(lottery_id=number, by=at.person(), at=NOON)
    return number


def test_digests_and_list_are_public_before_the_draw_and_the_seed_is_not() -> None:
    world = county()
    number = lottery(world)
    seed = str(Lottery.objects.get().seed.unsealed())
    page, listed = got(f"{ROOT}cq/{number}/"), got(f"{ROOT}cq/")
    assert f'href="{ROOT}cq/{number}/"' in listed
    for text in (Lottery.objects.get().seed_digest, Lottery.objects.get().list_digest, NAMES[4]):
        assert text in page
    names = got(f"{ROOT}cq/{number}/ml.txt")
    assert sha256(names.encode()).hexdigest() == Lottery.objects.get().list_digest
    for secret in (seed, INSPECTOR):
        assert secret not in page + listed + names


def test_what_was_drawn_here_is_proved_with_its_own_list() -> None:
    world = county()
    number = lottery(world)
    record = draw_lottery(lottery_id=number, beacon="虚构指数", by=world.person(), at=later(1))
    html = got(f"{DRAWS}{record}/ys/")
    assert "验算相符" in html
    assert f'href="{ROOT}cq/{number}/ml.txt"' in html
    assert INSPECTOR not in html
    assert "已经抽取" in got(f"{ROOT}cq/{number}/")


def test_what_is_only_planned_is_not_public_and_what_was_dropped_says_so() -> None:
    world = county()
    plan = Plan("YLCJ03", "没有公布的抽查", "云岭县虚构局", tuple(NAMES), 3)
    planned = plan_lottery(agency_id=world.ju.pk, plan=plan, by=world.person(), at=NOON)
    assert "没有公布的抽查" not in got(f"{ROOT}cq/")
    for end in ("", "ml.txt"):
        got(f"{ROOT}cq/{planned}/{end}", 404)
        got(f"{ROOT}cq/{2**64}/{end}", 404)
    number = lottery(world)
    drop_lottery(lottery_id=number, reason="内部原因虚构", by=world.person(), at=later(1))
    page = got(f"{ROOT}cq/{number}/")
    assert "已作废" in page
    assert "内部原因虚构" not in page


def test_a_long_list_is_in_the_file_and_counts_as_a_question(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "SHOWN", 5)
    monkeypatch.setattr(proving, "FREE", 5)
    settings.CHECKUP_PER_HOUR = 1
    world = county()
    record = draw_lottery(lottery_id=lottery(world), beacon="虚构", by=world.person(), at=later(1))
    html = got(f"{DRAWS}{record}/ys/")
    assert "这里列出前 5 个" in html
    assert "验算相符" in html
    got(f"{DRAWS}{record}/ys/", 429)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seed": "不是数"}, "成对的十六进制数字"),
        ({"seed": "abc"}, "成对的十六进制数字"),
    ],
)
def test_what_cannot_be_drawn_from_is_said(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    html = posted(address(tmp_path), changes, 422)
    assert said in html
    assert "验算相符" not in html


def test_nobody_makes_the_site_draw_all_day(tmp_path: Path, settings: Settings) -> None:
    settings.CHECKUP_PER_HOUR = 1
    where = address(tmp_path)
    posted(where, {})
    assert "验算过于频繁" in posted(where, {}, 429)
    assert "验算相符" in got(where)
