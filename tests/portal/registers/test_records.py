"""The page of a record: its fields, its clock, what became of it; what left the public view says so and nothing else."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.law.roles import Role
from gongkai.registers import actions
from gongkai.registers.models import Record
from tests.portal.pages import words
from tests.portal.registers.world import (
    INSIDE,
    NAME,
    NUMBER,
    ROOT,
    about_a_person,
    brought,
    got,
    later,
    penalty,
)
from tests.registers.world import NOON, PENALTY, County, county

pytestmark = pytest.mark.django_db
LIST = f"{ROOT}{PENALTY}/"
_REQUEST = re.compile(r"[0-9a-f]{32}")
CONTENT = "没收虚构违法所得一千元"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def everything(number: int, *asked: str) -> str:
    """All that anybody can read of a record and around it."""
    addresses = [ROOT, LIST, f"{LIST}tj/", f"{LIST}list.csv", f"{LIST}list.json", "/zfxxgk/ju/"]
    addresses += [f"{LIST}{file}?q={word}" for word in asked for file in ("", "list.csv", "list.json")]
    own = [f"{LIST}{number}/", f"{LIST}{number}/record.json"]
    status = 200 if Record.objects.get(pk=number).state == "public" else None
    return "".join([*map(got, addresses), *(got(address, status or _status(number)) for address in own)])


def _answered(text: str) -> str:
    """What is told, without what the visitor asked for: the form, the chip, addresses with the question."""
    text = re.sub(r'<(?:input|a) [^>]*(?:[?;]q=|%3Fq%3D)[^>]*>|<input [^>]*name="q"[^>]*>', "", text)
    return re.sub(r"名称、文号或者编号：[^<]*</a>", "", text)


def _status(number: int) -> int:
    return 410 if Record.objects.get(pk=number).state == "withdrawn" else 404


def test_a_record_with_its_fields_and_how_its_last_day_was_worked_out(tmp_path: Path) -> None:
    (number,) = brought(tmp_path, county().ju, [penalty(1)])
    text = words(got(f"{LIST}{number}/"))
    assert "行政处罚决定文书号 云岭罚决〔2026〕1号" in text
    assert "5000.00 元" in text
    assert "91350100M00010000P" in text
    assert "公开日期 2026年3月2日 按期公开" in text
    assert "最迟公开 2026年3月6日" in text
    assert "7个工作日届满于2026年3月6日" in text
    assert "部分隐去" not in text
    told = json.loads(got(f"{LIST}{number}/record.json"))
    assert (told["register"], told["due_on"], told["late"]) == (PENALTY, "2026-03-06", False)
    assert told["fields"]["fine"] == "5000.00"


def test_one_that_came_late_and_one_of_before(tmp_path: Path) -> None:
    world = county()
    (late,) = brought(tmp_path, world.ju, [penalty(1, decided_on="2026-01-05")])
    assert "逾期公开" in got(f"{LIST}{late}/")
    (earlier,) = brought(tmp_path, world.other, [penalty(2, decided_on="2026-01-05")], earlier=True)
    html = got(f"{LIST}{earlier}/")
    assert "在本平台以前已经公开" in html
    assert "逾期公开" not in html


def test_persons_are_masked_and_what_is_hidden_stands_nowhere(tmp_path: Path) -> None:
    (number,) = brought(tmp_path, county().ju, [about_a_person(1)])
    page = got(f"{LIST}{number}/")
    assert "甲**" in page
    assert "部分隐去" in page
    assert '<meta name="robots" content="noindex">' in page
    found = everything(number, NAME, NUMBER, INSIDE, "虚构违法行为")
    assert "第1件虚构违法行为" in found
    outside = _answered(found)
    for secret in (NAME, NUMBER, INSIDE):
        assert secret not in outside
    for secret in (NAME, NUMBER, INSIDE):
        assert "没有符合条件的记录" in got(f"{LIST}?q={secret}")
        assert json.loads(got(f"{LIST}list.json?q={secret}"))["records"] == []


def test_what_is_held_back_is_as_if_it_were_not(tmp_path: Path) -> None:
    numbers = brought(tmp_path, county().ju, [penalty(1), penalty(2, open="否", content=CONTENT)])
    held = numbers[1]
    assert "没有找到这条记录" in got(f"{LIST}{held}/", 404)
    there_is_none = words(got(f"{LIST}999999/", 404))
    assert _REQUEST.sub("", words(got(f"{LIST}{held}/", 404))) == _REQUEST.sub("", there_is_none)
    found = everything(held, "第2件")
    assert CONTENT not in found
    assert "共 1 件" in found
    assert "第2件虚构违法行为" not in found


def test_a_revoked_penalty_says_so_and_nothing_else(tmp_path: Path) -> None:
    world = county()
    (number,) = brought(tmp_path, world.ju, [penalty(1, content=CONTENT)])
    gone = {"status": "撤销", "status_changed_on": "2026-03-03", "status_reason": "复议撤销虚构理由"}
    (same,) = brought(tmp_path, world.ju, [penalty(1, content=CONTENT, **gone)], when=later(2))
    assert same == number
    page = got(f"{LIST}{number}/", 410)
    assert "这条记录已撤出公示" in page
    assert "自 2026年3月4日 起不再公示" in page
    assert "决定已于 2026年3月3日 被依法撤销" in page
    found = everything(number, "第1件", "食品")
    for secret in (CONTENT, "第1虚构食品", "云岭罚决", "复议撤销虚构理由", "第1件虚构违法行为"):
        assert secret not in _answered(found)
    assert "noindex" in page


def test_what_an_officer_took_out_and_brought_back(tmp_path: Path) -> None:
    world = county()
    (number,) = brought(tmp_path, world.ju, [penalty(1)])
    by = world.person(Role.DISCLOSURE_OFFICER)
    actions.pull(record_id=number, on=date(2026, 3, 2), reason="内部原因虚构", by=by, at=NOON)
    page = got(f"{LIST}{number}/", 410)
    assert "内部原因虚构" not in page
    assert "理由：" not in page
    actions.restore(record_id=number, reason="撤错虚构", by=by, at=later(1))
    text = words(got(f"{LIST}{number}/"))
    assert "恢复公开" in text
    assert "撤错虚构" not in text
    assert by.username not in text


def test_a_correction_names_the_fields_and_never_what_they_had_said(tmp_path: Path) -> None:
    world = county()
    (number,) = brought(tmp_path, world.ju, [penalty(1, content=CONTENT)])
    brought(tmp_path, world.ju, [penalty(1, content="罚款五千元。", category="警告")], when=later(1))
    page = got(f"{LIST}{number}/")
    assert "更正：处罚类别、处罚内容" in words(page)
    assert "罚款五千元。" in page
    assert CONTENT not in everything(number, "没收虚构")


@pytest.mark.parametrize("number", [0, 4_000_000_000, 2**63, 10**30])
def test_what_there_is_not_is_not_found(number: int) -> None:
    got(f"{LIST}{number}/", 404)
    got(f"{LIST}{number}/record.json", 404)


def test_a_record_stands_in_its_own_register_alone(tmp_path: Path) -> None:
    world: County = county()
    (number,) = brought(tmp_path, world.ju, [penalty(1)])
    got(f"{ROOT}administrative_licence/{number}/", 404)
    got(f"{LIST}{number}/ys/", 404)
