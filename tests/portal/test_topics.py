"""Topics for the public, and the short addresses behind QR codes: where they lead, what is counted, what is not."""

import csv
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from gongkai.compilations import actions
from gongkai.compilations.models import Code, Scans
from gongkai.compilations.queries.kinds import Origin, TopicKind
from gongkai.publication.actions import withdraw
from gongkai.publication.models import Item, Why
from tests.compilations.composed import LATER, key_of, put, section_of, topic
from tests.publication.office import OFFICER, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


def page(path: str, **headers: str) -> str:
    return str(Client().get(path, headers=headers).content.decode())


def count() -> int:
    return sum(Scans.objects.values_list("count", flat=True))


def short(made: int) -> str:
    return reverse("scan", args=[key_of(made)])


def with_place(at: Office) -> tuple[int, Code, Item]:
    """An open topic, the code of the item in it, the item."""
    made = topic(at, opened=True)
    code = Code.objects.select_related("place__item").get(topic=made, place__isnull=False)
    assert code.place is not None
    assert code.place.item is not None
    return made, code, code.place.item


def test_list_and_page_show_open_topics_alone() -> None:
    a = office()
    topic(a, slug="caogao", title="没有公开的专题")
    made = topic(a, opened=True, cover="一码查到底", introduction="第一段。\n\n第二段<b>。")
    assert "人才政策专题" in page("/zt/")
    assert "没有公开的专题" not in page("/zt/")
    assert Client().get("/zt/caogao/").status_code == 404
    shown = page("/zt/rencai/")
    item = Item.objects.get()
    for said in ("一码查到底", "第二段&lt;b&gt;", item.title, f"/xxgk/{item.index_no}/", short(made)):
        assert said in shown


def test_steps_are_numbered_and_levels_chosen_by_a_link() -> None:
    a = office()
    made = topic(a, kind=TopicKind.ONE_THING, opened=True)
    actions.put_in_address(
        topic_id=made,
        section_id=section_of(made),
        title="国家的意见（虚构）",
        address="https://www.gov.cn/zhengce/1.htm",
        origin=Origin.NATION,
        by=a[OFFICER],
        at=LATER,
    )
    item = Item.objects.get()
    whole, nation = page("/zt/rencai/"), page("/zt/rencai/?jb=nation")
    assert "第1步" in whole
    assert item.title in whole
    assert "国家的意见" in nation
    assert item.title not in nation
    assert 'rel="noopener external"' in nation
    assert page("/zt/rencai/?jb=nothing").count("国家的意见") == whole.count("国家的意见")


def test_withdrawn_item_is_gone_from_page_and_table() -> None:
    a = office()
    made, code, item = with_place(a)
    put(a, made, section_of(made), published(a))
    withdraw(item_id=item.pk, why=Why.ERROR, told="内容有误。", by=a[OFFICER], at=LATER)
    assert item.title not in page("/zt/rencai/")
    assert item.title not in page("/zt/rencai/list.csv")
    assert Client().get(reverse("scan", args=[code.key]))["Location"].startswith("/zt/rencai/")


def test_table_has_every_place_and_does_not_run() -> None:
    a = office()
    made = topic(a, opened=True)
    actions.alter_section(topic_id=made, section_id=section_of(made), title="=1+1", by=a[OFFICER], at=LATER)
    rows = list(csv.reader(page("/zt/rencai/list.csv").lstrip("\ufeff").splitlines()))
    assert rows[0][0] == "分栏"
    assert len(rows) == 2
    assert not rows[1][0].startswith("=")
    assert rows[1][-1].startswith("http://testserver/xxgk/")


def test_code_of_an_item_leads_to_it_that_of_a_section_into_the_topic() -> None:
    made, code, item = with_place(office())
    section = Code.objects.get(topic=made, section__isnull=False)
    for key, wanted in (
        (code.key, reverse("item", args=[item.index_no])),
        (section.key, f"/zt/rencai/#s{section.section_id}"),
        (key_of(made), "/zt/rencai/"),
    ):
        answer = Client().get(reverse("scan", args=[key]))
        assert (answer.status_code, answer["Location"]) == (302, wanted)
        assert answer["Cache-Control"] == "no-store"


def test_code_leads_on_after_the_end_of_the_topic_and_nowhere_before_its_beginning() -> None:
    a = office()
    draft = topic(a, slug="caogao")
    assert Client().get(short(draft)).status_code == 404
    made = topic(a, opened=True)
    actions.close_topic(topic_id=made, because="到期", by=a[OFFICER], at=LATER)
    assert Client().get(short(made)).status_code == 302
    assert "结束，不再更新" in page("/zt/rencai/")
    assert Client().get("/m/nothing").status_code == 404
    assert count() == 1


def test_each_telephone_counts_once_in_a_while() -> None:
    made = topic(office(), opened=True)
    one = Client()
    for _ in range(3):
        one.get(short(made))
    assert count() == 1
    Client().get(short(made))
    assert count() == 2


def test_cookie_is_signed_says_nothing_of_the_visitor_and_ends_soon() -> None:
    made, code, _ = with_place(office())
    one = Client()
    cookie = one.get(short(made)).cookies["m"]
    assert cookie["max-age"] == 600
    assert cookie["httponly"]
    assert cookie["path"] == short(made)
    assert cookie.value.startswith(f"{key_of(made)}:")
    forged = Client()
    forged.cookies["m"] = f"{key_of(made)}:forged:forged"
    forged.get(short(made))
    assert count() == 2
    other = Client()
    other.cookies["m"] = cookie.value
    other.get(reverse("scan", args=[code.key]))  # that of another code
    assert count() == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
        {"User-Agent": "Googlebot/2.1"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
    ],
    ids=str,
)
def test_programs_and_what_is_only_fetched_ahead_do_not_count(headers: dict[str, str]) -> None:
    made = topic(office(), opened=True)
    assert Client().get(short(made), headers=headers).status_code == 302
    assert Client().head(short(made)).status_code == 302
    assert count() == 0
    assert Client().post(short(made)).status_code == 405


def test_busy_database_costs_a_count_and_nobody_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_: Any) -> None:
        raise OperationalError("database is locked")

    made = topic(office(), opened=True)
    monkeypatch.setattr("gongkai.portal.topics.scanning.count_scan", busy)
    assert Client().get(short(made))["Location"] == "/zt/rencai/"


@pytest.mark.parametrize("key", ["a" * 300, "%00", "../", "x y", "ABC"])
def test_odd_keys_are_not_found(key: str) -> None:
    assert Client().get(f"/m/{key}").status_code == 404


@pytest.mark.parametrize("many", [1, 8])
def test_pages_cost_the_same_however_much_there_is(many: int, django_assert_max_num_queries: Any) -> None:
    a = office()
    made = topic(a, opened=True)
    for _ in range(many):
        put(a, made, section_of(made), published(a), when=LATER)
    with django_assert_max_num_queries(6):
        page("/zt/rencai/")
    with django_assert_max_num_queries(2):
        page("/zt/")
