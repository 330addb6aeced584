"""Sources, the board of those who deliver, and the matrix of what must be complete."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.registers import Rhythm
from gongkai.registers.models import Source
from tests.desk.registers.office import Office, source, text
from tests.desk.rolls import PENALTY
from tests.desk.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
BUDGET = {
    "unit": "云岭县虚构局",
    "unit_kind": "部门",
    "year": "2025",
    "kind": "预算",
    "title": "云岭县虚构局2025年部门预算",
    "endorsed_on": "2025-02-10",
    "page": "https://example.invalid/1",
}


def do(made: Office, source_id: int, what: str, **given: str) -> str:
    answer = made.officer.post(
        reverse("desk:registers_source_do", args=[source_id, what]), given, follow=True
    )
    return str(answer.content.decode())


def test_a_source_is_entered_and_closed(made: Office) -> None:
    given = {"agency": made.xian.id, "register": PENALTY, "name": "执法平台", "rhythm": "monthly"}
    answer = made.officer.post(reverse("desk:registers_source_new"), given)
    assert answer.status_code == 302
    again = made.officer.post(reverse("desk:registers_source_new"), given)
    assert "已有同名的数据来源" in again.content.decode()
    held = Source.objects.get()
    assert "已修改报送频次" in do(made, held.pk, "rhythm", rhythm="quarterly")
    assert "不再催报" not in do(made, held.pk, "close", reason="系统下线")
    assert "执法平台" not in text(made.officer, reverse("desk:registers_sources"))
    assert "执法平台" in text(made.officer, reverse("desk:registers_sources") + "?closed=1")
    assert made.officer.get(reverse("desk:registers_import", args=[held.pk])).status_code == 403


def test_a_key_is_shown_once(made: Office) -> None:
    source_id = source(made.xian)
    page = do(made, source_id, "key")
    key = page.split("data-key>")[1].split("<")[0]
    assert len(key) == 64
    assert key not in text(made.officer, reverse("desk:registers_source", args=[source_id]))
    renewed = do(made, source_id, "key")
    assert "原来的密钥已失效" in renewed
    assert key not in renewed
    assert "密钥已停用" in do(made, source_id, "end-key")
    assert "没有在用的密钥" in do(made, source_id, "end-key")


def test_who_is_behind_is_on_the_board_of_whoever_supervises(made: Office) -> None:
    long_ago = NOW - timedelta(days=200)
    source(made.zhen, name="镇台账", rhythm=Rhythm.MONTHLY, at=long_ago)
    source(made.xian, name="县平台", rhythm=Rhythm.EACH, at=long_ago)
    page = text(made.supervisor, reverse("desk:registers_board"))
    assert "1 个数据来源逾期没有报送" in page
    assert page.index("镇台账") < page.index("县平台")
    assert "镇台账" not in text(made.officer, reverse("desk:registers_board"))
    assert "镇台账" in text(made.township, reverse("desk:registers"))


def test_who_never_delivered_what_all_must_publish_is_on_the_board(made: Office) -> None:
    def silent(browser: Client) -> str:
        page = text(browser, reverse("desk:registers_board"))
        return page.partition('id="silent"')[2].partition("</section>")[0]

    assert made.xian.name in silent(made.supervisor)
    assert made.zhen.name in silent(made.supervisor)
    assert made.zhen.name not in silent(made.officer), "only those in reach"
    source(made.zhen, "budget", name="财政所台账")
    assert made.zhen.name not in silent(made.supervisor), "it is expected as any source is"
    given = {"agency": made.xian.id, "earlier": "on", **BUDGET}
    assert made.officer.post(reverse("desk:registers_new", args=["budget"]), given).status_code == 302
    assert silent(made.officer) == ""
    other = text(made.supervisor, reverse("desk:registers_board") + "?register=administrative_penalty")
    assert 'id="silent"' not in other


def test_what_is_missing_of_the_budgets_is_said(made: Office) -> None:
    page = text(made.officer, reverse("desk:registers_matrix"))
    assert "云岭县人民政府：2025年度预算没有登记" in page
    given = {"agency": made.xian.id, "earlier": "on", **BUDGET}
    assert made.officer.post(reverse("desk:registers_new", args=["budget"]), given).status_code == 302
    page = text(made.officer, reverse("desk:registers_matrix"))
    assert "云岭县虚构局：2024年度预算没有登记" in page
    assert "云岭县虚构局：2025年度预算没有登记" not in page
    assert "按期公开" in page
    assert "2025年度决算没有登记" not in page, "final accounts of a year are published in the next"
