"""Pages that are there for one visitor alone, with English labels: forms, what is wrong with them, receipts, where a matter stands.

The others are in tests/browser/test_english.py.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.law.registers import definitions
from gongkai.portal.applying import proving
from gongkai.portal.deadline.examples import EXAMPLES
from gongkai.portal.pages.languages import COOKIE, ENGLISH
from gongkai.portal.pages.wording import told
from tests.applications.office import OFFICER, office
from tests.portal import applicants, test_complaining, test_rectifying, test_replying
from tests.portal.bodies import tree_of_columns
from tests.portal.english import Contents, wrong
from tests.portal.test_complaining import office as county  # noqa: F401 - a fixture
from tests.publication.office import office as desk
from tests.publication.office import published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def left(client: Client, address: str, data: dict[str, Any] | None = None, *typed: str) -> list[str]:
    """What is wrong with an answer in English; `typed`: what the visitor wrote, which is kept sealed."""
    client.cookies["yuyan"] = "en"
    answer = client.get(address) if data is None else client.post(address, data)
    assert answer.status_code in {200, 404, 422}, answer.status_code
    written = [
        value for model in apps.get_models() for row in model._default_manager.values_list() for value in row
    ]
    return [
        f"{address} {each}"
        for each in wrong(answer.content.decode(), Contents([*written, *typed, settings.SITE_NAME]))
    ]


TYPED = (*applicants.PERSON.values(), *applicants.CONTENT.values())


class TestApplication:
    """From the first page to where it stands."""

    @pytest.fixture
    def at(self) -> Office:
        return office()

    @pytest.mark.usefixtures("at")
    def test_every_page_with_what_is_wrong(self) -> None:
        client = applicants.begun()
        wrongly = {"identity_no": "1", "telephone": "1", "email": "a", "postcode": "1"}
        found = []
        for page, fields in (("lb", {}), ("sqr", wrongly), ("nr", {}), ("fs", {}), ("hd", {})):
            found += left(client, f"/ysqgk/sq/{page}", {"jg": "a", **fields})
            if page == "lb":
                client.post("/ysqgk/sq/lb", applicants.KIND)
        assert found == []

    def test_check_receipt_and_status(self, at: Office) -> None:
        client = applicants.filled()
        found = left(client, "/ysqgk/sq/hd", None, *TYPED)
        applicants.sent(client)
        number, code = applicants.receipt(client)
        found += left(client, "/ysqgk/sq/hz", None, *TYPED)
        client = applicants.asking(number, code)
        found += left(client, "/ysqgk/cx/jd", None, *TYPED)
        made = apps.get_model("applications", "Application").objects.get().pk
        now = timezone.now()
        actions.confirm(application_id=made, by=at[OFFICER], at=now)
        actions.ask_correction(application_id=made, what="请写明是哪一栋楼", by=at[OFFICER], at=now)
        found += left(client, "/ysqgk/cx/jd", None, *TYPED, "请写明是哪一栋楼")
        found += left(client, "/ysqgk/cx/", {"number": number, "code": "AAAAAAAA"})
        assert found == []


def test_correction() -> None:
    office()
    client = Client()
    form = f"{test_rectifying.GZ}a/gr"
    typed = [*map(str, test_rectifying.RECORD.values()), *TYPED]
    found = left(client, form, {})
    test_rectifying.handed_in(client)
    number, code = test_rectifying.given(client)
    found += left(client, test_rectifying.HZ, None, *typed)
    found += left(test_rectifying.asking(number, code), test_rectifying.JD, None, *typed)
    assert found == []


@pytest.mark.usefixtures("county")
def test_complaint(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "proven", lambda request, _form: bool(request.POST.get("answer")))
    found = left(client, reverse("complain_form", args=["bureau"]), {})
    sent = test_complaining.filled(client)
    found += left(client, sent["Location"], None, test_complaining.SAYS)
    found += left(client, reverse("complain_status"), None, test_complaining.SAYS)
    assert found == []


def test_reply() -> None:
    client = test_replying.opened(test_replying.case(office()))
    typed = (test_replying.FIRM, test_replying.WHAT, *test_replying.OBJECTION.values())
    found = left(client, test_replying.PAGE, None, *typed)
    found += left(client, reverse("reply_send"), {"said": "objected"}, *typed)
    assert found == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: str(each.name))
def test_time_limit(example: Any) -> None:
    assert left(Client(), f"/qx/?{example.query}", None, "甲公司") == []


def test_forms_that_are_sent_empty() -> None:
    office()
    for address in ("/tj/", "/zc/", "/ysqgk/yj/", "/zc/cx/"):
        assert left(Client(), address, {}) == []


@pytest.mark.parametrize("address", ["/", "/xxgk/", "/zfxxgk/a/fdzdgk/"])
def test_title_of_a_document_stays_even_if_a_label_says_the_same(client: Client, address: str) -> None:
    tree_of_columns()
    published(desk("a"), title="年度报告")
    client.cookies[COOKIE] = ENGLISH
    page = client.get(address).content.decode()
    assert re.search(r'<a href="/xxgk/[^"]+" lang="zh-Hans">年度报告</a>', page)


def test_registers_have_words_for_every_field_and_choice() -> None:
    held = definitions().values()
    said = {one.label for one in held}
    said |= {word for one in held for field in one.fields for word in (field.label, *map(str, field.choices))}
    with translation.override("en"):
        assert sorted(word for word in said if told(word) == word and not word.isascii()) == []


def test_missing_page() -> None:
    assert left(Client(), "/nope/") == []


class TestWords:
    """What is put together of labels and values before a page is made."""

    @pytest.mark.parametrize(
        ("said", "heard"),
        [
            ("首页", "Home"),
            ("2024年5月1日", "1 May 2024"),
            ("自2024年5月1日起施行。", "In effect from 1 May 2024."),
            ("还剩3个工作日", "3 working days left"),
            ("首页 · 云岭", "Home · 云岭"),
            (
                "2024 年：1 个机关有数，少于 5 个，不列百分位；2023 年：2 个机关有数，少于 5 个，不列百分位。",
                "2024: 1 agencies with figures, fewer than 5, no percentiles; 2023: 2 agencies with figures, fewer than 5, no percentiles.",
            ),
            ("", ""),
        ],
    )
    def test_told(self, said: str, heard: str) -> None:
        with translation.override("en"):
            assert told(said) == heard

    @pytest.mark.parametrize(
        "title",
        [
            "关于首页改版的通知",
            "云岭县统计",
            "云岭，首页",
            "关于2024年第3期公报的意见",
            "云岭县人民政府2024年政府信息公开工作年度报告的说明",
        ],
    )
    def test_contents_are_left_alone(self, title: str) -> None:
        with translation.override("en"):
            assert told(title) == title
