"""From a finding to its place: the words around it, personal data masked, and what the page of the editor is told."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.desk.authoring.places import Places, spot
from gongkai.documents.rich_text import plain
from gongkai.law.findings import Severity
from gongkai.law.roles import Role
from gongkai.publication.models import Edition
from gongkai.publication.queries.checks import Check
from gongkai.publication.queries.content import Content
from tests.desk.world import World, browser, world

ID = "11010519491231002X"
LONG = "云岭县各乡镇人民政府和县直各部门要按照职责分工切实抓好各项工作任务的落实"


def check(where: str, *spans: tuple[int, int], rule: str = "W001", found: str = "", **more: object) -> Check:
    known: dict[str, object] = {"severity": Severity.WARNING, "place": "", "message": ""} | more
    return Check(key="k", rule=rule, where=where, found=found, spans=spans, **known)  # type: ignore[arg-type]


def around(content: Content, *found: Check) -> list[tuple[str, str, str]]:
    places = Places(content, 1, found)
    return [(one.before, one.found, one.after) for one in places.of(found[0])]


def test_words_around_are_those_of_the_line() -> None:
    content = Content(body=f"<p>第一行</p><p>{LONG}，认真布署，{LONG}</p><p>末行</p>")
    start = plain(content.body).index("布署")
    ((before, found, after),) = around(content, check("body", (start, start + 2)))
    assert before.startswith("……")
    assert before.endswith("，认真")
    assert len(before) == 26
    assert found == "布署"
    assert after.endswith("……")
    short = Content(title="关于布署的通知")
    assert around(short, check("title", (2, 4))) == [("关于", "布署", "的通知")]


def test_personal_data_is_masked_wherever_it_stands() -> None:
    content = Content(body=f"<p>张某身份证号{ID}布署</p>")
    text = plain(content.body)
    start, word = text.index(ID), text.index("布署")
    person = check("body", (start, start + 18), rule="V101", found="110105********002X")
    assert around(content, person) == [("张某身份证号", "110105********002X", "布署")]
    assert around(content, check("body", (word, word + 2)), person) == [
        ("张某身份证号110105********002X", "布署", "")
    ]
    inside = check("body", (start + 4, word + 2))
    assert all(ID[4:] not in "".join(each) for each in around(content, inside, person))


def test_personal_data_told_together_is_hidden_but_for_the_first() -> None:
    content = Content(body="<p>甲0951-1234567，乙0951-7654321</p>")
    told = check("body", (1, 13), (15, 27), rule="V104", found="***67", severity=Severity.INFO)
    assert [found for _, found, _ in around(content, told)] == ["***67", "***"]


def test_findings_on_fields_and_files_have_no_words_around() -> None:
    content = Content(body="<p>正文</p>")
    assert around(content, check("document_no", (0, 2))) == []
    assert around(content, check("file:a.txt", (0, 2))) == []


@pytest.mark.parametrize(
    "address",
    ["", "body", "body-1-2", "body-5-2-1", "body-1-99-1", "file-1-2-1", "body-1-2-1-3", "body--1-2-1"],
)
def test_address_of_no_place_leads_nowhere(address: str) -> None:
    assert spot(address, Content(body="<p>正文在此</p>"), 1) is None


def test_place_is_counted_without_blanks() -> None:
    content = Content(body="<ol><li>甲　乙</li><li>认真布署</li></ol>")
    start = plain(content.body).index("布署")
    found = spot(f"body-{start}-{start + 2}-7", content, 7)
    assert found is not None
    assert (found.wanted, found.near, found.stale) == ("布署", len("1.甲乙2.认真"), False)
    assert spot(f"body-{start}-{start + 2}-6", content, 7).stale  # type: ignore[union-attr]


@pytest.fixture
def made() -> World:
    return world(Role.HANDLER)


@pytest.mark.django_db
@pytest.mark.usefixtures("_desk")
def test_pages_lead_from_the_finding_to_its_place(made: World) -> None:
    client, item = browser(made.user(Role.HANDLER)), made.papers["own"].item
    text = f"请各单位认真布署，联系人张某身份证号{ID}。"
    Edition.objects.filter(item=item).update(body=f"<p>{text}</p>", text=text)
    shown = page(client, "item_checks", item)
    assert ID not in shown
    ((address, mark),) = re.findall(r'href="([^"]+#spot)">[^<]*<mark>(布署)</mark>', shown)
    edited = client.get(unescape(address)).content.decode()
    assert "检查指出的地方：请各单位认真<mark>布署</mark>" in edited
    assert 'data-spot="body"' in edited
    assert f'data-wanted="{mark}"' in edited
    Edition.objects.filter(item=item).update(revision=9)
    stale = client.get(unescape(address)).content.decode()
    assert "又有修改" in stale
    assert "data-spot" not in stale
    assert "检查指出" not in page(client, "item_edit", item)


def page(client: Client, name: str, item: int) -> str:
    return str(client.get(reverse(f"desk:{name}", args=[item])).content.decode())
