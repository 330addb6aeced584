"""编号规则: what the page lists and for whom, setting a pattern with a preview, trying one out."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.actions.numbers import set_pattern, take_number
from gongkai.records.models import LogEntry, number_kinds
from tests.desk.test_queries import agencies_below
from tests.desk.world import NOW, World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
ORG = "000014349"
LIST = "desk:numbers"


@pytest.fixture
def made() -> World:
    return world(Role.SYSTEM_ADMINISTRATOR, Role.SUPERVISOR)


def take(made: World, at: str = "own", **parts: str) -> str:
    with transaction.atomic():
        return take_number("trial", agency_id=made.agencies[at].id, at=NOW, **parts).text


def read(client: Client, address: str, data: Any = None) -> str:
    answer = client.get(address, data) if data is None else client.post(address, data, follow=True)
    return answer.content.decode()


def setting(made: World, at: str = "own") -> str:
    return reverse("desk:number_set", args=[made.agencies[at].slug, "trial"])


def test_list_says_how_each_agency_stands(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    before = read(client, reverse(LIST))
    assert "〔机关代码〕/2026-00001" in before
    assert "还没有编过" in before
    Agency.objects.filter(pk=made.agencies["own"].id).update(organ_code="11441700007280420Y")
    take(made, org="11441700007280420Y")
    page = read(client, reverse(LIST))
    assert "11441700007280420Y/2026-00001" in page
    assert "11441700007280420Y/2026-00002" in page
    assert "通用格式" in page


def test_set_with_a_preview(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    take(made, org=ORG)
    filled = {"from_year": "2026", "text": "{code}/{year}{month:02}-{n:05}", "code": "云", "org": ""}
    preview = read(client, setting(made), filled)
    assert "云/202603-00002" in preview
    assert "云/202603-00003" in preview
    assert not LogEntry.objects.filter(action="records.numbers.set_pattern").exists()
    assert "已保存，从 2026 年起使用" in read(client, setting(made), filled | {"save": "1"})
    assert take(made) == "云/202603-00002"
    entry = LogEntry.objects.get(action="records.numbers.set_pattern")
    assert (entry.actor, entry.agency_id) == ("xian-system_administrator", made.agencies["own"].id)


def test_next_year_is_shown_beside_this_one(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    filled = {"from_year": "2027", "text": "{code}第{n}号", "code": "云", "org": "", "save": "1"}
    page = read(client, setting(made), filled)
    assert "2027 年起改用 <code>{code}第{n}号</code>" in page
    assert "{org}/{year}-{n:05}" in page


def test_preview_of_next_year_begins_anew(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    take(made, org=ORG)
    filled = {"from_year": "2027", "text": "{code}〔{year}〕{n}号", "code": "云", "org": ""}
    assert "云〔2027〕1号" in read(client, setting(made), filled)


def test_series_goes_on_from_an_older_system(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    assert 'name="after"' in read(client, setting(made))
    filled = {"from_year": "2026", "text": "{code}{year}-{n}", "code": "云", "org": "", "after": "41"}
    assert "云2026-42" in read(client, setting(made), filled)
    page = read(client, setting(made), filled | {"save": "1"})
    assert "第 41 号（接续以前的编号）" in page
    assert take(made) == "云2026-42"
    assert 'name="after"' not in read(client, setting(made))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"text": "{n"}, "花括号不配对"),
        ({"text": "{kind}{n}"}, "不能用{kind}"),
        ({"text": " {n}"}, "首尾没有空格"),
        ({"code": ""}, "请填写机关代字"),
        ({"org": "123", "text": "{org}-{n}"}, "请核对"),
        ({"from_year": "2030"}, "2030"),
        ({"text": ""}, "必填"),
    ],
)
def test_what_is_not_proper_is_told_on_the_form(made: World, changed: dict[str, str], why: str) -> None:
    filled = {"from_year": "2026", "text": "{code}{year}-{n}", "code": "云", "org": "", "save": "1"}
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    answer = client.post(setting(made), filled | changed)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "已保存" not in read(client, reverse(LIST))


def test_number_that_would_come_again_is_not_saved(made: World) -> None:
    """The code of an agency that the viewer does not even reach."""
    taken = take(made, "other", org=ORG)
    filled = {"from_year": "2026", "text": "{org}/{year}-{n:05}", "code": "", "org": ORG, "save": "1"}
    answer = browser(made.user(Role.SUPERVISOR)).post(setting(made), filled)
    assert answer.status_code == 422
    assert f"会再次编出已经给出的“{taken}”" in answer.content.decode()


def test_supervisor_sets_below_and_others_see_no_button(made: World) -> None:
    assert setting(made, "child") in read(browser(made.user(Role.SUPERVISOR)), reverse(LIST))
    own = read(browser(made.user(Role.HANDLER)), reverse(LIST))
    assert "云岭县人民政府" in own
    assert "修改" not in own


def test_patterns_of_agencies_beside_and_above_are_not_shown(made: World) -> None:
    for at in ("other", "parent"):
        set_pattern(
            "trial",
            agency_id=made.agencies[at].id,
            from_year=2026,
            text="{code}暗记{n}",
            parts={"code": at},
            by=OPERATOR,
            at=NOW,
        )
    for role in (Role.SYSTEM_ADMINISTRATOR, Role.SUPERVISOR):
        assert "暗记" not in read(browser(made.user(role)), reverse(LIST))


def test_ended_agencies_are_left_out(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    assert setting(made, "child") in read(client, reverse(LIST))
    Agency.objects.filter(pk=made.agencies["child"].id).update(ends_on=date(2026, 3, 3))
    assert setting(made, "child") not in read(client, reverse(LIST))


def test_filter(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    found = client.get(reverse(LIST), {"q": "青禾"}).content.decode()
    assert setting(made, "child") in found
    assert setting(made) not in found
    assert "没有符合条件的机关" in client.get(reverse(LIST), {"q": "没有"}).content.decode()


def test_unknown_kind_is_not_found(made: World) -> None:
    address = reverse("desk:number_set", args=[made.agencies["own"].slug, "dream"])
    assert browser(made.user(Role.SYSTEM_ADMINISTRATOR)).get(address).status_code == 404


def test_nothing_to_number_yet(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number_kinds, "_declared", {})
    monkeypatch.setattr("gongkai.records.queries.numbers.DECLARED", {})
    page = read(browser(made.user(Role.SYSTEM_ADMINISTRATOR)), reverse(LIST))
    assert "还没有需要编号的事项" in page


def test_trial(made: World) -> None:
    client = browser(made.user(Role.HANDLER))
    assert "云公开告〔2026〕117号" in read(client, reverse(LIST))
    tried = client.get(reverse(LIST), {"text": "{org}/{year}{month:02}-{n:05}", "org": ORG}).content.decode()
    assert "000014349/202603-00117" in tried
    assert "不配对" in client.get(reverse(LIST), {"text": "{n"}).content.decode()
    assert "不能用" in client.get(reverse(LIST), {"text": "{dream}{n}"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_list_takes_as_many_queries_with_any_number_of_agencies(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = world(Role.SUPERVISOR)
    agencies_below(made, rows)
    client = browser(made.user(Role.SUPERVISOR))
    client.get(reverse("desk:me"))
    with django_assert_num_queries(16):
        assert client.get(reverse(LIST)).status_code == 200
