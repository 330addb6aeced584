"""处理并核验 on the desk: quick to order, waited for without script, told when it fails; pictures and pictures in Word files."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications.actions import redacting
from gongkai.applications.models import Material, RedactionOrder
from gongkai.applications.queries.materials import content
from gongkai.demo.printed import paper
from gongkai.documents.redaction import Unreadable
from gongkai.jobs.worker import do_next
from gongkai.records.models import DeadJob
from tests.applications.office import LEADER, NOON, OFFICER, Office, confirmed
from tests.applications.redacting import carried_out
from tests.desk.case_pages import at_the_desk, read, staffed, tidy
from tests.desk.test_materials import SECRET, bring, mark, page, post
from tests.documents.redaction.photos import PLACES, WAYS, by_pdfium, marks, shows_only, taken
from tests.records.jobs.sample import HOLD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
QUICK = 0.3  # seconds of this process


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return staffed()


@pytest.fixture
def officer(at: Office) -> Client:
    return at_the_desk(at, OFFICER)


@pytest.fixture
def one(at: Office) -> int:
    return confirmed(at)


def brought(officer: Client, one: int, name: str, data: bytes) -> Material:
    assert bring(officer, one, name, data).status_code == 302
    return Material.objects.latest("pk")


@pytest.fixture
def held(officer: Client, one: int) -> Material:
    made = brought(officer, one, "名册.pdf", paper("名册（虚构）", f"第一户：{SECRET}。"))
    mark(officer, made, texts=SECRET)
    return made


def do(officer: Client, held: Material, what: str = "process") -> Any:
    return post(officer, held, "application_material_do", what)


def result(officer: Client, held: Material) -> Any:
    return officer.get(reverse("desk:application_material_result", args=[held.application_id, held.pk]))


def test_the_click_is_quick_and_the_page_waits(officer: Client, held: Material) -> None:
    started = time.process_time()
    answer = do(officer, held)
    assert time.process_time() - started < QUICK
    assert answer["Location"] == reverse(
        "desk:application_material_result", args=[held.application_id, held.pk]
    )
    for name in ("application_material_result", "application_material"):
        shown = tidy(page(officer, held, name))
        for words in ("处理中", "正在删除 1 处标记", "查看进度", "停止处理"):
            assert words in shown
        assert "添加标记" not in shown
        assert "比平常长" not in shown
    assert "处理中" in tidy(read(officer, "application_materials", held.application_id))


def test_clicked_twice_it_is_one_order_and_then_the_result(officer: Client, held: Material) -> None:
    assert [do(officer, held).status_code for _ in range(2)] == [302, 302]
    assert RedactionOrder.objects.count() == 1
    carried_out(held.pk, NOON)
    assert "处理结果" in tidy(page(officer, held, "application_material_result"))
    old = post(officer, held, "application_material_do", "process", revision=2)
    assert old.status_code == 302
    assert RedactionOrder.objects.count() == 1


def test_what_is_wrong_is_shown_with_the_marks_and_can_be_tried_again(
    officer: Client, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        raise Unreadable("遮盖这个文件用时过长，已经停止。请把文件拆分后再试。")

    do(officer, held)
    with monkeypatch.context() as patched:
        patched.setattr(redacting, "redact", slow)
        carried_out(held.pk, NOON)
    assert result(officer, held).status_code == 302
    shown = tidy(page(officer, held))
    assert "上次没有处理完成：遮盖这个文件用时过长，已经停止。请把文件拆分后再试。" in shown
    assert "已有的标记（1 处）" in shown
    assert "上次没有处理完成" in tidy(read(officer, "application_materials", held.application_id))
    do(officer, held)
    carried_out(held.pk, NOON)
    assert "上次没有处理完成" not in tidy(page(officer, held))
    assert result(officer, held).status_code == 200


def test_a_job_that_was_given_up_is_told_with_a_button_that_orders_it_anew(
    at: Office, officer: Client, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    do(officer, held)
    with monkeypatch.context() as patched:
        patched.setattr(redacting, "redact", fault)
        for attempt in range(1, redacting.TRIES + 1):
            assert "处理中" in tidy(page(officer, held))
            while do_next(worker="甲", hold=HOLD, clock=partial(later, attempt)):
                pass
    assert DeadJob.objects.get().error.startswith("ZeroDivisionError")
    assert result(officer, held).status_code == 302
    shown = tidy(page(officer, held))
    for words in ("没有完成：系统试了几次，都没有处理完", "重新处理", "已有的标记（1 处）"):
        assert words in shown
    assert "正在处理并核验" not in shown
    listed = tidy(read(officer, "application_materials", held.application_id))
    assert "没有完成" in listed
    assert "处理中" not in listed
    leader = at_the_desk(at, LEADER)
    assert "没有完成：" in tidy(page(leader, held))
    assert "重新处理" not in tidy(page(leader, held))
    assert [do(officer, held).status_code for _ in range(2)] == [302, 302]
    assert RedactionOrder.objects.count() == 2
    assert "正在删除 1 处标记" in tidy(page(officer, held))
    while do_next(worker="乙", hold=HOLD, clock=partial(later, 9)):
        pass
    assert "处理结果" in tidy(page(officer, held, "application_material_result"))


def later(hours: int) -> datetime:
    return datetime.now(tz=UTC) + timedelta(hours=hours)


def test_taken_back_the_marks_are_there_again(at: Office, officer: Client, held: Material) -> None:
    do(officer, held)
    leader = at_the_desk(at, LEADER)
    assert "停止处理" not in tidy(page(leader, held))
    assert do(leader, held, "stop").status_code == 403
    assert do(officer, held, "stop").status_code == 302
    assert "已有的标记（1 处）" in tidy(page(officer, held))
    assert do(officer, held, "stop").status_code == 409


def test_whoever_waits_long_is_told_whom_to_ask(officer: Client, held: Material) -> None:
    do(officer, held)
    RedactionOrder.objects.update(ordered_at=NOON.replace(year=2020))
    assert "比平常长" in tidy(page(officer, held))


def test_a_picture_is_marked_by_boxes_and_becomes_a_pdf(officer: Client, one: int) -> None:
    data, seen = WAYS["JPEG"](3)
    held = brought(officer, one, "现场照片.jpg", data)
    shown = page(officer, held)
    for words in ("图片里的文字系统找不到", "data-sheet", "方框的位置"):
        assert words in shown
    for words in ("要遮盖的文字", "查找个人信息"):
        assert words not in shown
    (box,) = (each.box for each in marks(seen, PLACES[:1]))
    assert mark(officer, held, lines=",".join(["1", *map(str, box)])).status_code == 302
    do(officer, held)
    carried_out(held.pk, NOON)
    shown = tidy(page(officer, held, "application_material_result"))
    for words in ("框内全部是黑色", "拍摄时间、地点", "《现场照片》第1页"):
        assert words in shown
    given = Material.objects.get(pk=held.pk).given
    assert given is not None
    assert given.name == "现场照片.pdf"
    picture, _label = by_pdfium(content(given.pk))
    assert shows_only(picture, seen, PLACES[:1])
    for side in ("original", "given"):
        address = reverse("desk:application_material_page", args=[one, held.pk, side, 1])
        assert officer.get(address).content.startswith(b"\x89PNG")


def test_pictures_of_a_word_file_are_shown_and_withheld_when_ticked(officer: Client, one: int) -> None:
    made, out = docx.Document(), BytesIO()
    for way in ("PNG", "JPEG"):
        made.add_picture(BytesIO(taken(way)))
    made.save(out)
    held = brought(officer, one, "批复.docx", out.getvalue())
    shown = page(officer, held)
    assert "文件里的图片（2 张）" in shown
    assert 'form="mark-form" name="pick" id="picture-2" value="图片2"' in shown
    address = reverse("desk:application_material_page", args=[one, held.pk, "original", 2])
    assert officer.get(address).content.startswith(b"\x89PNG")
    assert officer.get(address.replace("page/2/", "page/3/")).status_code == 404
    assert "没有“图片7”" in mark(officer, held, pick="图片7").content.decode()
    assert mark(officer, held, pick="图片2").status_code == 302
    shown = tidy(page(officer, held))
    assert "已标记，整张遮盖" in shown
    do(officer, held)
    carried_out(held.pk, NOON)
    assert "也没有被遮盖的图片" in page(officer, held, "application_material_result")
    given = content(Material.objects.get(pk=held.pk).given_id or 0)
    shapes = docx.Document(BytesIO(given)).inline_shapes
    assert len(shapes) == 2
