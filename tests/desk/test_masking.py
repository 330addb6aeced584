"""Personal data in attachments on the desk: a button at the finding, what would be masked, a masked file in its place."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from gongkai.publication.models import Attachment, Edition
from gongkai.records.models import LogEntry
from gongkai.records.queries.files import path_of
from tests.desk.world import World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

ID = "11010519491231002X"
TABLE = f"姓名,身份证号\n赵甲乙,{ID}\n钱丙丁,{ID}\n".encode()
BUTTON = "遮盖附件中的个人信息"


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def made() -> World:
    return world(Role.HANDLER)


@pytest.fixture
def client(made: World) -> Client:
    return browser(made.user(Role.HANDLER))


def attached(client: Client, made: World, data: bytes = TABLE, name: str = "名单.csv") -> Attachment:
    item = made.papers["own"].item
    given = [SimpleUploadedFile(name, data)]
    client.post(reverse("desk:item_files", args=[item]), {"do": "add", "files": given})
    return Attachment.objects.select_related("file").get(name=name)


def address(made: World, one: Attachment) -> str:
    return reverse("desk:item_mask", args=[made.papers["own"].item, one.pk])


def checked(client: Client, made: World) -> str:
    return str(client.get(reverse("desk:item_checks", args=[made.papers["own"].item])).content.decode())


def digest_of(one: Attachment) -> str:
    return Attachment.objects.select_related("file").get(pk=one.pk).file.digest


def test_finding_leads_to_what_would_be_masked(client: Client, made: World) -> None:
    one = attached(client, made)
    assert f'href="{address(made, one)}"' in checked(client, made)
    shown = client.get(address(made, one)).content.decode()
    assert "B2：110105********002X" in shown
    assert "A2：赵**" in shown
    assert ID not in shown
    assert "赵甲乙" not in shown
    assert re.findall(r'value="(\w+)" checked', shown) == ["cn_id"]


def test_masked_file_takes_its_place_and_the_finding_is_gone(client: Client, made: World) -> None:
    one = attached(client, made)
    before = one.file.digest
    sent = {"digest": before, "kinds": ["cn_id", "name"]}
    answer = client.post(address(made, one), sent, follow=True)
    shown = answer.content.decode()
    assert "已遮盖 4 处" in shown
    assert BUTTON not in shown
    assert digest_of(one) != before
    assert ID.encode() not in path_of(digest_of(one)).read_bytes()
    assert LogEntry.objects.filter(action="publication.mask_attachment").count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "已经更换"),
        ({"kinds": ["nothing"]}, "没有勾选"),
        ({"kinds": ["plate"]}, "没有找到需要遮盖的内容"),
    ],
)
def test_what_is_refused_is_told_on_the_page(
    client: Client, made: World, sent: dict[str, Any], says: str
) -> None:
    one = attached(client, made)
    given = {"digest": one.file.digest} if sent else {}
    answer = client.post(address(made, one), given | sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert digest_of(one) == one.file.digest


def test_other_kinds_of_files_have_no_button_and_say_why(client: Client, made: World) -> None:
    one = attached(client, made, b"%PDF-1.4\n%%EOF", "名单.pdf")
    assert BUTTON not in checked(client, made)
    assert "PDF 文件不能自动遮盖" in client.get(address(made, one)).content.decode()


def test_file_without_personal_data_has_nothing_to_mask(client: Client, made: World) -> None:
    one = attached(client, made, "各单位任务分工".encode(), "分工.txt")
    assert "没有读出需要遮盖的内容" in client.get(address(made, one)).content.decode()


def test_two_files_of_one_name_are_told_apart_by_their_buttons(client: Client, made: World) -> None:
    one = attached(client, made)
    client.post(
        reverse("desk:item_files", args=[made.papers["own"].item]),
        {"do": "add", "files": [SimpleUploadedFile("名单.csv", "各单位任务分工".encode())]},
    )
    shown = checked(client, made)
    for each in Attachment.objects.filter(name="名单.csv"):
        assert f'href="{address(made, each)}"' in shown
    assert one.pk in {each.pk for each in Attachment.objects.filter(name="名单.csv")}


def test_attachment_of_another_edition_is_not_there(client: Client, made: World) -> None:
    other = Edition.objects.get(item=made.papers["own"].ready)
    one = attached(client, made)
    strange = reverse("desk:item_mask", args=[other.item_id, one.pk])
    assert client.get(strange).status_code == 404
    assert client.post(strange, {"digest": one.file.digest, "kinds": ["cn_id"]}).status_code == 404
