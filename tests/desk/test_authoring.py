"""From a Word file to sign-off on the pages of the desk: taken in, edited, saved, compared, checked, put right, sent."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as NewDocument

from gongkai.accounts.models import User
from gongkai.law.metadata import topics
from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.actions.columns import install_columns
from gongkai.publication.models import Attachment, Column, Edition, Item, Use
from gongkai.publication.queries.catalogue import entry_of
from gongkai.publication.queries.content import content_of
from gongkai.records.models import LogEntry
from tests.desk.world import NOW, TODAY, WHY, World, actor, appoint, browser, world
from tests.documents.word.manners import laid_out
from tests.documents.word.official import NOTICE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

ID_NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def made() -> World:
    install_columns(**WHY)
    return world(Role.HANDLER, Role.DISCLOSURE_OFFICER, Role.SECRECY_REVIEWER)


@pytest.fixture
def client(made: World) -> Client:
    return browser(made.user(Role.HANDLER))


def word(*more: str) -> SimpleUploadedFile:
    lines = (*NOTICE.lines, *(("text", line) for line in more))
    return SimpleUploadedFile("关于建设工作的通知.docx", laid_out(replace(NOTICE, lines=lines)))


def drop(client: Client, made: World, file: Any = None) -> Edition:
    answer = client.post(
        reverse("desk:item_new"), {"file": file or word(), "agency": made.agencies["own"].id}
    )
    assert answer.status_code == 302, answer.content.decode()
    item_id = int(re.findall(r"/items/(\d+)/edit/", answer["Location"])[0])
    return Edition.objects.select_related("item").get(item=item_id)


def fields(edition: Edition, **changes: Any) -> dict[str, Any]:
    """What the form sends."""
    content = content_of(edition)
    values = {name: getattr(content, name) for name in content.__slots__} | changes
    sent = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {"revision": edition.revision} | {
        name: value for name, value in sent.items() if value not in (None, "")
    }


def at(name: str, edition: Edition, *more: Any) -> str:
    return reverse(f"desk:{name}", args=[edition.item_id, *more])


def page(answer: Any) -> str:
    return str(answer.content.decode())


def complete(edition: Edition) -> dict[str, Any]:
    column = Column.objects.filter(owner__isnull=True, duty="").first() or Column.objects.first()
    assert column is not None
    return fields(edition, column_id=column.pk, topic="other", summary="通知各单位建设政务公开专区。")


def test_word_file_becomes_a_draft_with_its_original_beside_it(client: Client, made: World) -> None:
    edition = drop(client, made)
    assert edition.title == "云岭县人民政府办公室关于开展政务公开专区建设工作的通知"
    assert edition.document_no == "云政办发〔2026〕12号"
    assert edition.genre == "notice"
    assert edition.summary.startswith("为方便群众查阅政府信息")
    assert [one.use for one in edition.attachments.all()] == [Use.ORIGINAL]
    shown = page(client.get(at("item_edit", edition)))
    assert "一、总体要求" in shown.partition("as-written")[2]
    assert edition.title in shown


def test_empty_item_begins_with_the_agency(client: Client, made: World) -> None:
    answer = client.post(reverse("desk:item_new"), {"agency": made.agencies["own"].id, "empty": "1"})
    assert answer.status_code == 302
    assert Edition.objects.latest("pk").issuing_body == "云岭县人民政府"


def test_neither_file_nor_empty_asks_for_a_file(client: Client, made: World) -> None:
    answer = client.post(reverse("desk:item_new"), {"agency": made.agencies["own"].id})
    assert answer.status_code == 422
    assert "请选择" in page(answer)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("通知.docx", b"PK\x03\x04broken", "文件"),
        ("通知.pdf", b"%PDF-1.4\n%%EOF", "PDF"),
        ("通知.docx", b"", "空文件"),
        ("通知.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "文件"),
    ],
)
def test_bad_file_is_refused_with_what_to_do_and_nothing_kept(
    client: Client, made: World, name: str, data: bytes, message: str
) -> None:
    before = Item.objects.count()
    sent = {"file": SimpleUploadedFile(name, data), "agency": made.agencies["own"].id}
    answer = client.post(reverse("desk:item_new"), sent)
    assert answer.status_code == 422
    assert message in page(answer)
    assert "请" in re.findall(r'id="id_file_error">(.*?)<', page(answer))[0]
    assert Item.objects.count() == before


def test_pictures_are_kept_and_shown_where_the_text_looks_for_them(client: Client, made: World) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    document = NewDocument()
    document.add_paragraph("关于虚构事项的通知")
    document.add_picture(io.BytesIO(picture.getvalue()))
    out = io.BytesIO()
    document.save(out)
    edition = drop(client, made, SimpleUploadedFile("图.docx", out.getvalue()))
    (name,) = re.findall(r'<img src="attachments/([^"]+)"', edition.body)
    answer = client.get(at("item_picture", edition, name))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(at("item_picture", edition, "other.png")).status_code == 404


def test_saving_keeps_the_form_and_takes_the_duty_of_the_column(client: Client, made: World) -> None:
    edition = drop(client, made)
    column = Column.objects.exclude(duty="").filter(levels=[]).order_by("pk")[0]
    sent = fields(edition, column_id=column.pk, body="<p>正文<script>x()</script></p>", save="1")
    assert client.post(at("item_edit", edition), sent).status_code == 302
    edition.refresh_from_db()
    assert (edition.column_id, edition.duty, edition.body) == (column.pk, column.duty, "<p>正文</p>")


def test_autosave_answers_with_the_next_revision(client: Client, made: World) -> None:
    edition = drop(client, made)
    answer = client.post(at("item_autosave", edition), fields(edition, title="改过的标题"))
    edition.refresh_from_db()
    assert answer.json() == {"revision": edition.revision, "saved": "10:00"}
    assert edition.title == "改过的标题"


def test_autosave_says_what_is_wrong_and_saves_nothing(client: Client, made: World) -> None:
    edition = drop(client, made)
    answer = client.post(at("item_autosave", edition), fields(edition, written_on="三月"))
    assert answer.status_code == 422
    assert "成文日期" in answer.json()["message"]


def test_two_who_edit_see_both_texts_and_nothing_is_lost(client: Client, made: World) -> None:
    edition = drop(client, made)
    theirs = fields(edition, body="<p>各单位：请于三月五日前报送。</p>", title="对方的标题")
    mine = fields(edition, body="<p>各单位：请于三月九日前报送。</p>", title="我的标题")
    browser(made.user(Role.DISCLOSURE_OFFICER)).post(at("item_edit", edition), theirs)
    assert client.post(at("item_autosave", edition), mine).status_code == 409
    answer = client.post(at("item_edit", edition), mine)
    shown = page(answer)
    assert answer.status_code == 409
    assert "<del>五</del>" in shown
    assert "<ins>九</ins>" in shown
    assert "对方的标题" in shown
    edition.refresh_from_db()
    assert edition.title == "对方的标题"
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown))
    assert kept["title"] == "我的标题"
    again = page(client.post(at("item_edit", edition), mine | {"revision": kept["revision"], "again": "1"}))
    assert "我的标题" in again
    assert "还没有保存" in again
    assert client.post(at("item_edit", edition), mine | {"revision": kept["revision"]}).status_code == 302
    edition.refresh_from_db()
    assert edition.title == "我的标题"


def test_metadata_of_two_who_edit_are_compared_in_words(client: Client, made: World) -> None:
    """As on the page that compares two editions: by the same code."""
    edition = drop(client, made)
    key = made.shelves["own"].key
    theirs = fields(edition, entry_key=key, topic="other", body="<p>正文</p>")
    browser(made.user(Role.DISCLOSURE_OFFICER)).post(at("item_edit", edition), theirs)
    shown = page(client.post(at("item_edit", edition), fields(edition, topic="", body="<p>正文</p>")))
    assert "正文相同。" in shown
    row = entry_of(made.agencies["own"].id, key, TODAY)
    assert row is not None
    assert f'<td data-label="对方的">{row.title}</td><td data-label="您的">（空）</td>' in shown
    assert f'<td data-label="对方的">{topics()["other"]}</td><td data-label="您的">（空）</td>' in shown


def files(edition: Edition) -> list[str]:
    found = edition.attachments.filter(use=Use.ATTACHMENT).order_by("position")
    return [one.name for one in found]


def test_attachments_are_added_moved_renamed_removed(client: Client, made: World) -> None:
    edition = drop(client, made)
    given = [SimpleUploadedFile(f"附件{n}.txt", f"附件{n}".encode()) for n in (1, 2, 3)]
    client.post(at("item_files", edition), {"do": "add", "files": given})
    assert files(edition) == ["附件1.txt", "附件2.txt", "附件3.txt"]
    last = Attachment.objects.get(name="附件3.txt")
    client.post(at("item_files", edition), {"do": f"up-{last.pk}"})
    client.post(at("item_files", edition), {"do": f"up-{last.pk}"})
    client.post(at("item_files", edition), {"do": f"up-{last.pk}"})
    assert files(edition) == ["附件3.txt", "附件1.txt", "附件2.txt"]
    client.post(at("item_files", edition), {"do": f"down-{last.pk}"})
    assert files(edition) == ["附件1.txt", "附件3.txt", "附件2.txt"]
    client.post(at("item_files", edition), {"do": f"rename-{last.pk}", f"name-{last.pk}": "名单.txt"})
    client.post(at("item_files", edition), {"do": f"remove-{Attachment.objects.get(name='附件1.txt').pk}"})
    assert files(edition) == ["名单.txt", "附件2.txt"]


def test_file_of_another_item_is_not_touched(client: Client, made: World) -> None:
    edition, other = drop(client, made), drop(client, made)
    given = SimpleUploadedFile("附件.txt", "附件".encode())
    client.post(at("item_files", other), {"do": "add", "files": [given]})
    strange = Attachment.objects.get(name="附件.txt")
    answer = client.post(at("item_files", edition), {"do": f"remove-{strange.pk}"}, follow=True)
    assert "没有这个附件" in page(answer)
    assert files(other) == ["附件.txt"]


def test_refused_attachment_says_why_and_is_logged(client: Client, made: World) -> None:
    edition = drop(client, made)
    bad = SimpleUploadedFile("网页.html", b"<html><script>x()</script></html>")
    answer = client.post(at("item_files", edition), {"do": "add", "files": [bad]}, follow=True)
    assert "不是可以上传的文件" in page(answer)
    assert files(edition) == []
    assert LogEntry.objects.filter(action="files.refuse").count() == 1


def test_opening_a_file_is_logged(client: Client, made: World) -> None:
    edition = drop(client, made)
    original = edition.attachments.get(use=Use.ORIGINAL)
    answer = client.get(at("item_file", edition, original.pk))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert LogEntry.objects.filter(action="files.open").count() == 1


def keys(shown: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', shown)


def test_fix_is_put_in_exactly_where_it_was_found(client: Client, made: World) -> None:
    edition = drop(client, made, word("请各单位按装要求办理,不得延误。"))
    shown = page(client.get(at("item_checks", edition)))
    revision = edition.revision
    for key in keys(shown, "adopt"):
        answer = client.post(at("item_checks", edition), {"adopt": key, "revision": revision})
        edition.refresh_from_db()
        revision = edition.revision
        assert answer.status_code in {200, 422}
    assert "办理，不得延误" in edition.text


def test_fix_of_a_text_that_has_changed_is_refused(client: Client, made: World) -> None:
    edition = drop(client, made, word("请各单位办理,不得延误。"))
    key = keys(page(client.get(at("item_checks", edition))), "adopt")[0]
    client.post(at("item_edit", edition), fields(edition, title="改过的标题"))
    answer = client.post(at("item_checks", edition), {"adopt": key, "revision": edition.revision})
    assert answer.status_code == 422
    assert "又有修改" in page(answer)


def test_personal_data_is_masked_and_proved_to_be_gone(client: Client, made: World) -> None:
    edition = drop(client, made, word(f"联系人虚某某，公民身份号码{ID_NUMBER}。"))
    shown = page(client.get(at("item_checks", edition)))
    assert 'value="cn_id" checked' in shown
    assert ID_NUMBER not in shown
    sent = {"cover": "1", "kinds": ["cn_id"], "revision": edition.revision, "answer-abc": "已核对"}
    answer = client.post(at("item_checks", edition), sent)
    edition.refresh_from_db()
    assert ID_NUMBER not in edition.body
    assert "没有再读出" in page(answer)
    assert 'value="cn_id"' not in page(answer)


def submit(client: Client, edition: Edition, **more: Any) -> Any:
    shown = page(client.get(at("item_checks", edition)))
    edition.refresh_from_db()
    answers = {f"answer-{key}": "已核对无误" for key in re.findall(r'name="answer-([^"]+)"', shown)}
    return client.post(at("item_submit", edition), {"revision": edition.revision, **answers, **more})


def test_errors_and_unanswered_warnings_stop_it(client: Client, made: World) -> None:
    edition = drop(client, made)
    answer = submit(client, edition)
    assert answer.status_code == 422
    assert "处错误，请先改正" in page(answer)


def test_complete_item_is_sent_into_sign_off(client: Client, made: World) -> None:
    edition = drop(client, made)
    client.post(at("item_edit", edition), complete(edition))
    answer = submit(client, edition)
    assert answer.status_code == 302, page(answer)
    edition.refresh_from_db()
    assert edition.round is not None
    assert edition.round.urgent_because == ""
    assert client.post(at("item_autosave", edition), fields(edition, title="x")).status_code == 422


def test_urgent_needs_its_tick_and_its_reason(client: Client, made: World) -> None:
    edition = drop(client, made)
    client.post(at("item_edit", edition), complete(edition))
    submit(client, edition, is_urgent="1", urgent="防汛应急")
    edition.refresh_from_db()
    assert edition.round is not None
    assert edition.round.urgent_because == "防汛应急"


PAGES = ("item_edit", "item_checks")
POSTS = ("item_autosave", "item_files", "item_submit", "item_checks", "item_edit")


def strangers(made: World) -> list[User]:
    return [
        appoint("linxian-writer", made.agencies["other"], Role.DISCLOSURE_OFFICER),
        appoint("sheng-writer", made.agencies["parent"], Role.OFFICE_HEAD),
        appoint("zhen-writer", made.agencies["child"], Role.SUPERVISOR),
    ]


def test_writers_of_other_agencies_find_nothing(client: Client, made: World) -> None:
    edition = drop(client, made)
    original = edition.attachments.get(use=Use.ORIGINAL)
    for stranger in strangers(made):
        other = browser(stranger)
        for name in PAGES:
            assert other.get(at(name, edition)).status_code == 404
        for name in POSTS:
            assert other.post(at(name, edition), fields(edition, title="x")).status_code == 404
        assert other.get(at("item_file", edition, original.pk)).status_code == 404
        assert other.get(at("item_picture", edition, "image-1.png")).status_code == 404
        sent = {"agency": made.agencies["own"].id, "empty": "1"}
        assert other.post(reverse("desk:item_new"), sent).status_code == 422
    assert Edition.objects.get(pk=edition.pk).title == edition.title


def test_whoever_reviews_reads_the_files_and_does_not_write(client: Client, made: World) -> None:
    edition = drop(client, made)
    original = edition.attachments.get(use=Use.ORIGINAL)
    reviewer = browser(made.user(Role.SECRECY_REVIEWER))
    assert reviewer.get(at("item_file", edition, original.pk)).status_code == 200
    assert reviewer.get(at("item_edit", edition)).status_code == 403


def test_item_without_an_open_edition_says_where_to_go(client: Client, made: World) -> None:
    edition = drop(client, made)
    actions.drop(edition_id=edition.pk, because="不再需要", by=actor(made.user(Role.HANDLER)), at=NOW)
    answer = client.get(at("item_edit", edition))
    assert answer.status_code == 403
    assert "另起新版" in page(answer)
