"""机关代字 on the desk: listed for the agencies in reach, registered, refused kindly, used by the check."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from gongkai.publication.models import Edition
from gongkai.publication.queries.codes import codes_in_use
from tests.desk.once import made_once
from tests.desk.world import World, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


once = made_once(Role.DISCLOSURE_OFFICER)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def put(client: Client, made: World, codes: str) -> tuple[int, str]:
    address = reverse("desk:codes_set", args=[made.agencies["own"].slug])
    answer = client.post(address, {"codes": codes}, follow=True)
    return answer.status_code, str(answer.content.decode())


def test_codes_are_registered_listed_and_filled_in(officer: Client, made: World) -> None:
    status, shown = put(officer, made, "云政发、云政办发\n云政函")
    assert status == 200
    assert "云政发、云政办发、云政函" in shown
    assert ">没有登记<" not in shown  # the officer reaches no other agency
    again = officer.get(reverse("desk:codes_set", args=[made.agencies["own"].slug])).content.decode()
    assert "云政发\n云政办发\n云政函</textarea>" in again


def test_empty_takes_them_out_of_use(officer: Client, made: World) -> None:
    put(officer, made, "云政发")
    assert "已停用" in put(officer, made, " ")[1]
    assert codes_in_use([made.agencies["own"].id]) == {}


def test_what_is_no_code_is_refused_and_stays_in_the_form(officer: Client, made: World) -> None:
    status, shown = put(officer, made, "云政发〔2026〕3号")
    assert status == 422
    assert "不是机关代字" in shown
    assert "云政发〔2026〕3号</textarea>" in shown


def test_whoever_does_not_keep_them_sees_no_button(made: World) -> None:
    shown = browser(made.user(Role.HANDLER)).get(reverse("desk:codes")).content.decode()
    assert "云岭县人民政府" in shown
    assert "修改" not in shown


def test_filter_finds_by_name(officer: Client) -> None:
    assert "没有符合条件的机关" in officer.get(reverse("desk:codes"), {"q": "没有"}).content.decode()
    assert "云岭县" in officer.get(reverse("desk:codes"), {"q": "云岭", "level": "county"}).content.decode()


def test_check_holds_the_number_against_them(officer: Client, made: World) -> None:
    put(officer, made, "云政发")
    item = made.papers["own"].item
    Edition.objects.filter(item=item).update(document_no="云府发〔2026〕3号")
    shown = officer.get(reverse("desk:item_checks", args=[item])).content.decode()
    assert "“云府发”不在发文机关登记的代字（云政发）里" in shown
