"""The register for everybody: lists on any day, the life and the text of a document, addresses that stay true."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gongkai.law.normative import DocumentKind, Effect
from gongkai.normative.actions import Altered, link_item
from gongkai.publication.models import Item
from gongkai.records.access import OPERATOR
from tests.normative.register import changed, entered, three_articles
from tests.publication.office import NOON, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
LIST = "/zcwj/gfxwj/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def history(at: Office) -> tuple[int, int, int]:
    """A document that was amended by a second one and repealed by a third."""
    old = entered(
        at, "云政发〔2020〕1号", date(2020, 3, 1), title="关于老办法的规定", articles=three_articles()
    )
    amending = entered(at, "云政发〔2022〕2号", date(2022, 5, 1), title="关于修改老办法的决定")
    new = entered(at, "云政发〔2025〕3号", date(2025, 6, 1), title="关于新办法的规定")
    changed(
        Effect.AMENDED,
        old,
        amending,
        date(2022, 5, 1),
        articles=(Altered("二", "新的第二条。"), Altered("四", "添加的第四条。", after="三"), Altered("一")),
    )
    changed(Effect.REPLACED, old, new, date(2025, 6, 1))
    return old, amending, new


def test_without_a_register_the_library_of_items_is_shown() -> None:
    assert "行政规范性文件库" in page(LIST)


def test_the_list_of_today_and_of_any_day() -> None:
    history(office())
    today = page(LIST)
    assert "当天现行有效 <strong>2</strong> 件" in today
    assert "已废止 1 件" in today
    then = page(f"{LIST}?rq=2021-01-01")
    assert "2021年1月1日" in then
    assert "关于老办法的规定" in then
    assert "关于新办法的规定" not in then
    assert "当天现行有效 <strong>1</strong> 件" in then
    assert "当天现行有效 <strong>0</strong> 件" in page(f"{LIST}?rq=2019-01-01")


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("yx=repealed", "关于老办法的规定", "关于新办法的规定"),
        ("yx=in_force", "关于新办法的规定", "关于老办法的规定"),
        ("q=新办法", "关于新办法的规定", "关于老办法的规定"),
        ("q=云政发(2022)2号", "关于修改老办法的决定", "关于新办法的规定"),
        ("nf=2020", "关于老办法的规定", "关于新办法的规定"),
        ("yx=nonsense", "关于老办法的规定", "没有符合条件"),
        ("rq=0001-01-01", "关于老办法的规定", "没有符合条件"),
        ("ye=99", "关于老办法的规定", "没有符合条件"),
    ],
)
def test_filters_stand_in_the_address(query: str, shown: str, hidden: str) -> None:
    history(office())
    found = page(f"{LIST}?{query}")
    assert shown in found
    assert hidden not in found


def test_each_agency_and_kind_has_its_lists() -> None:
    at, other = office(), office("b")
    history(at)
    entered(other, "云外发〔2024〕1号", date(2024, 1, 1), title="别的机关的规定")
    entered(
        other,
        "云外发〔2024〕2号",
        date(2024, 1, 2),
        title="一份工作方案",
        kind=DocumentKind.POLICY,
        interests=False,
    )
    found = page(f"{LIST}?jg=b")
    assert "别的机关的规定" in found
    assert "关于新办法的规定" not in found
    assert "一份工作方案" not in page(f"{LIST}?lb=normative_document")


def test_a_document_tells_its_standing_its_cause_and_its_life() -> None:
    old, amending, new = history(office())
    found = page(f"{LIST}{old}/")
    assert "废止" in found
    assert f'href="{LIST}{new}/"' in found
    assert f'href="{LIST}{amending}/"' in found
    for moment in ("制发", "公布", "施行", "修改第二条、第四条、第一条", "被替代废止"):
        assert moment in found
    assert "本文件引起的变动" in page(f"{LIST}{new}/")


def test_the_text_of_a_day_with_what_became_of_each_article() -> None:
    old, *_ = history(office())
    before, after = page(f"{LIST}{old}/?rq=2021-01-01"), page(f"{LIST}{old}/?rq=2023-01-01")
    assert "虚构的第二条。" in before
    assert "新的第二条。" not in before
    assert "新的第二条。" in after
    assert "添加的第四条。" in after
    assert '<li id="di-一" class="removed">' in after
    assert "这一天文件还没有制发" in page(f"{LIST}{old}/?rq=2019-01-01")


def test_the_address_of_an_article_stays_true_after_every_change() -> None:
    old, *_ = history(office())
    found = page(f"{LIST}{old}/tiao/一/")
    assert "已经删去" in found
    assert "虚构的第一条。" in found
    second = page(f"{LIST}{old}/tiao/二/")
    assert second.index("新的第二条。") < second.index("虚构的第二条。")
    page(f"{LIST}{old}/tiao/五/", 404)


def test_what_is_not_public_is_not_there() -> None:
    at = office()
    history(at)
    secret = entered(at, "云政发〔2024〕8号", date(2024, 3, 1), title="不公开的规定", secret=True)
    assert "不公开的规定" not in page(LIST)
    for address in (f"{LIST}{secret}/", f"{LIST}{secret}/tiao/一/", f"{LIST}{secret}/document.json"):
        page(address, 404)
    page(f"{LIST}999999/", 404)


def test_the_list_as_csv_has_the_same_documents() -> None:
    history(office())
    answer = Client().get(f"{LIST}list.csv?rq=2021-01-01")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["云政发〔2020〕1号"]
    assert rows[1][7] == "有效"


def test_a_document_as_json() -> None:
    old, _, new = history(office())
    told = json.loads(page(f"{LIST}{old}/document.json"))
    assert told["standing"]["key"] == "repealed"
    assert told["standing"]["by"]["url"].endswith(f"{LIST}{new}/")
    assert [each["kind"] for each in told["life"]] == ["issued", "published", "started", "changed", "changed"]
    assert {each["number"]: each["mark"] for each in told["articles"]} == {
        "一": "removed",
        "二": "amended",
        "三": "original",
        "四": "added",
    }
    then = json.loads(page(f"{LIST}{old}/document.json?rq=2021-01-01"))
    assert then["standing"]["key"] == "valid"


def test_the_page_of_an_item_leads_to_the_life_of_its_document() -> None:
    at = office()
    old, *_ = history(at)
    item = Item.objects.get(pk=published(at, document_no="云政发〔2020〕1号"))
    link_item(document_id=old, item_id=item.pk, by=OPERATOR, at=NOON)
    found = page(f"/xxgk/{item.index_no}/")
    assert f'href="{LIST}{old}/"' in found
    assert "废止" in found


def test_the_list_asks_the_same_however_many_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    at = office()
    for number in range(1, 34):
        entered(at, f"云政发〔2021〕{number}号", date(2021, 3, 1))
    with django_assert_max_num_queries(8):
        page(LIST)
    with django_assert_max_num_queries(22):
        page(f"{LIST}?rq=2022-01-01")
    assert "第 1 / 2 页" in page(LIST)
    assert "第 2 / 2 页" in page(f"{LIST}?ye=2")
