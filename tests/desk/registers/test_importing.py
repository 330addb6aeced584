"""A file becomes rows: handed in, mapped, read, looked at, applied as a whole or not at all."""

import pytest
from django.urls import reverse

from gongkai.registers.models import Delivery, Record, Source, Stage
from tests.desk.registers.office import Office, brought, hand_in, mapped, source, text, work
from tests.desk.rolls import PENALTY, penalty
from tests.registers.test_lists import item
from tests.registers.world import as_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


def do(made: Office, address: str, what: str) -> str:
    answer = made.officer.post(f"{address}do/{what}/", follow=True)
    return str(answer.content.decode())


def handed_in(made: Office, source_id: int, data: bytes, **more: str) -> str:
    """A file handed in, mapped and read; the address of its delivery."""
    answer = mapped(made.officer, source_id, hand_in(made.officer, source_id, data, **more))
    assert answer.status_code == 302, answer.content.decode()
    work()
    return str(answer["Location"])


def test_from_file_to_rows(made: Office) -> None:
    address = brought(made.officer, source(made.xian), [penalty(1), penalty(2)])
    page = text(made.officer, address)
    assert "这是预览，还没有写入任何内容" in page
    assert "<dt>新增</dt><dd>2 件" in page
    assert "云岭第1虚构商贸有限公司" in page
    assert not Record.objects.exists()
    assert '<b class="num">1' in page, "the menu counts what waits"
    assert "data-progress" in do(made, address, "confirm")
    work()
    page = text(made.officer, address)
    assert "data-progress" not in page
    assert "已入库" in page
    assert Record.objects.count() == 2
    listed = text(made.officer, reverse("desk:registers_listing", args=[PENALTY]))
    assert "虚构的违法行为1" in listed
    assert "处罚.csv" in text(made.officer, reverse("desk:registers_deliveries"))


def test_a_whole_list_that_takes_much_off_is_agreed_to(made: Office) -> None:
    items = "inspection_item"
    source_id = source(made.xian, items)
    first = handed_in(made, source_id, as_csv([item(1), item(2)], items))
    assert "不在清单里" not in text(made.officer, first)
    do(made, first, "confirm")
    work()
    do_source = reverse("desk:registers_source_do", args=[source_id, "rhythm"])
    assert made.officer.post(do_source, {"rhythm": "changed", "whole": "on"}).status_code == 302
    assert "每次都是完整清单" in text(made.officer, reverse("desk:registers_source", args=[source_id]))
    page = made.officer.get(reverse("desk:registers_import", args=[source_id])).content.decode()
    assert " checked" in page.partition('name="whole"')[2].partition(">")[0]
    address = handed_in(made, source_id, as_csv([item(1)], items), whole="on")
    page = text(made.officer, address)
    assert "1 项，将不再公开（现在公开的共 2 项）" in page
    assert "同意 1 项不再公开" in page
    assert "请确认后再入库" in do(made, address, "confirm")
    work()
    assert Record.objects.filter(state="public").count() == 2
    answer = made.officer.post(f"{address}do/confirm/", {"agreed": "on"}, follow=True)
    assert "已确认，正在入库" in answer.content.decode()
    work()
    held = Record.objects.get(state="withdrawn")
    page = text(made.officer, reverse("desk:registers_record", args=[held.pk]))
    assert "起不在报送的完整清单里" in page
    gone = made.officer.get(reverse("register_record", args=[items, held.pk]))
    assert gone.status_code == 410
    assert "现行的清单里" in gone.content.decode()
    assert held.title not in gone.content.decode()


def test_decisions_are_never_whole_lists(made: Office) -> None:
    source_id = source(made.xian)
    assert 'name="whole"' not in text(made.officer, reverse("desk:registers_import", args=[source_id]))
    assert 'name="whole"' not in text(made.officer, reverse("desk:registers_source", args=[source_id]))
    answer = mapped(
        made.officer, source_id, hand_in(made.officer, source_id, as_csv([penalty(1)], PENALTY), whole="on")
    )
    assert answer.status_code == 302
    assert not Delivery.objects.get().whole


def test_headings_that_are_not_known_are_chosen_once(made: Office) -> None:
    source_id = source(made.xian)
    data = as_csv([penalty(1)], PENALTY).replace("违法行为类型".encode(), "甲乙丙".encode())
    page = hand_in(made.officer, source_id, data)
    assert "没有认出" in page.content.decode()
    refused = mapped(made.officer, source_id, page)
    assert refused.status_code == 422
    assert "必填的项目还没有对应的列：违法行为类型" in refused.content.decode()
    assert not Delivery.objects.exists()
    place = next(row.place for row in page.context["rows"] if row.heading == "甲乙丙")
    assert mapped(made.officer, source_id, page, **{f"to-{place}": "violation"}).status_code == 302
    assert Source.objects.get(pk=source_id).mapping == {"甲乙丙": "violation"}
    assert "没有认出" not in hand_in(made.officer, source_id, data).content.decode()
    twice = mapped(made.officer, source_id, page, **{f"to-{place}": "facts", "to-0": "facts"})
    assert "都对应“违法事实”，请只留一列" in twice.content.decode()


def test_one_mistake_and_nothing_comes_in(made: Office) -> None:
    address = brought(made.officer, source(made.xian), [penalty(1), penalty(2, fine="-5")])
    page = text(made.officer, address)
    assert "有一处错误，就一行也不导入" in page
    assert "确认，全部入库" not in page
    answer = made.officer.get(f"{address}faults.csv")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "行,列,问题和办法"
    assert lines[1].startswith("3,罚款金额")
    assert len(lines) == 2
    assert not Record.objects.exists()
    assert "请刷新后再看" in do(made, address, "confirm")


def test_given_up_and_gone_on_with(made: Office) -> None:
    address = brought(made.officer, source(made.xian), [penalty(1)])
    delivery = Delivery.objects.get()
    Delivery.objects.update(stage=Stage.STAGING)
    assert "接着读取" in text(made.officer, address)
    assert "从上次停下的地方继续" in do(made, address, "again")
    assert "已放弃" in do(made, address, "drop")
    delivery.refresh_from_db()
    assert delivery.stage == Stage.DROPPED
    assert made.officer.post(f"{address}do/explode/").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF-1.4", "不是可以上传的文件"),
        ("a.csv", b"", "空文件"),
        ("a.xlsx", b"PK\x03\x04", "损坏"),
        ("a.jsonl", b"[1]", "一整个 JSON 数组"),
    ],
)
def test_a_file_that_is_none_is_told_on_the_form(made: Office, name: str, data: bytes, told: str) -> None:
    answer = hand_in(made.officer, source(made.xian), data, name)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Delivery.objects.exists()


def test_a_form_that_was_changed_is_no_file(made: Office) -> None:
    source_id = source(made.xian)
    page = hand_in(made.officer, source_id, as_csv([penalty(1)], PENALTY))
    address = reverse("desk:registers_import_map", args=[source_id])
    answer = made.officer.post(address, {"preview": page.context["token"][:-3] + "abc"}, follow=True)
    assert "已经过期，或者被改动" in answer.content.decode()
    other = made.supervisor.post(address, {"preview": page.context["token"]})
    assert other.status_code == 403
    assert not Delivery.objects.exists()


def test_of_agencies_in_reach_alone(made: Office) -> None:
    source_id = source(made.xian)
    assert hand_in(made.township, source_id, as_csv([penalty(1)], PENALTY)).status_code == 404
    below = source(made.zhen)
    assert hand_in(made.officer, below, as_csv([penalty(1)], PENALTY)).status_code == 404
    assert hand_in(made.supervisor, below, as_csv([penalty(1)], PENALTY)).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_empty_template_is_recognised_whole(made: Office, kind: str) -> None:
    template = made.officer.get(reverse("desk:registers_template", args=[PENALTY, kind])).content
    page = hand_in(made.officer, source(made.xian), template, f"模板.{kind}")
    assert "全部列名都已认出" in page.content.decode()
