"""公开的材料 on the desk: brought, marked on a page without script, made, compared; who reads is in the log."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.applications.models import Material
from gongkai.demo.printed import paper
from gongkai.desk.applications import marking
from gongkai.documents.redaction import Mark, Paragraph, Span
from gongkai.records.models import LogEntry, Quarantine
from tests.applications.office import LEADER, NOON, OFFICER, Office, application, confirmed, drafted
from tests.applications.redacting import carried_out
from tests.desk.case_pages import at_the_desk, read, staffed, tidy
from tests.desk.papers import PIXEL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
PRIVACY = "denied_third_party/privacy"
SECRET = "云望舒"
NUMBER = "13900001234"
BODY = f"第一户：{SECRET}，电话{NUMBER}。\n第二户：补偿面积98平方米。"
WHY = {"ground": PRIVACY, "reason": "公开会损害其合法权益"}


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


def bring(client: Client, one: int, brought: str, data: bytes, **said: Any) -> Any:
    address = reverse("desk:application_material_add", args=[one])
    given = {"moves": application(one).moves, "file": SimpleUploadedFile(brought, data)}
    return client.post(address, given | said)


@pytest.fixture
def held(officer: Client, one: int) -> Material:
    assert bring(officer, one, "名册.pdf", paper("名册（虚构）", BODY)).status_code == 302
    return Material.objects.get(application=one)


def post(client: Client, held: Material, name: str, *more: str, **said: Any) -> Any:
    address = reverse(f"desk:{name}", args=[held.application_id, held.pk, *more])
    revision = Material.objects.values_list("revision", flat=True).get(pk=held.pk)
    return client.post(address, {"revision": revision, "page": 1} | said)


def mark(client: Client, held: Material, **said: Any) -> Any:
    return post(client, held, "application_material_mark", **WHY | said)


def process(client: Client, held: Material) -> Any:
    """Click, and let the job be done."""
    answer = post(client, held, "application_material_do", "process")
    carried_out(held.pk, NOON)
    return answer


def page(client: Client, held: Material, name: str = "application_material", query: str = "") -> str:
    answer = client.get(reverse(f"desk:{name}", args=[held.application_id, held.pk]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_marked_by_words_made_and_downloaded(officer: Client, held: Material) -> None:
    assert mark(officer, held, texts=f"{SECRET}\n{NUMBER}").status_code == 302
    assert "已有的标记（2 处）" in page(officer, held)
    assert process(officer, held).status_code == 302
    shown = tidy(page(officer, held, "application_material_result"))
    for words in ("《名册》第1页", "个人隐私，共2处", "第十五条", "三种方式都没有读出", "申请人收到的"):
        assert words in shown
    assert SECRET not in shown
    address = reverse("desk:application_material_file", args=[held.application_id, held.pk, "given"])
    answer = officer.get(address)
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages)
    assert (SECRET in text, NUMBER in text, "98平方米" in text) == (False, False, True)
    listed = tidy(read(officer, "application_materials", held.application_id))
    assert "已区分处理" in listed
    assert "个人隐私，共2处" in listed


def test_boxes_are_typed_drawn_over_the_picture_and_taken_away_one_by_one(
    officer: Client, held: Material
) -> None:
    answer = mark(officer, held, lines="1，72，700，200，720\n1 300 90 250 80")
    assert answer.status_code == 302
    shown = page(officer, held)
    rects = re.findall(r'<rect class="marked" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', shown)
    assert rects == [("72.0", "700.0", "128.0"), ("250.0", "80.0", "50.0")]
    post(officer, held, "application_material_mark", remove="1")
    assert [each["box"] for each in Material.objects.get(pk=held.pk).marks] == [[250, 80, 300, 90]]


def test_what_looks_like_personal_data_is_proposed_and_marked_when_ticked(
    officer: Client, held: Material
) -> None:
    shown = page(officer, held, query="?suggest=1")
    assert NUMBER in tidy(shown)
    assert '<rect class="proposed"' in shown
    (value,) = re.findall(r'name="pick" id="pick-1" value="([^"]+)"', shown)
    assert mark(officer, held, pick=value).status_code == 302
    assert process(officer, held).status_code == 302
    assert Material.objects.get(pk=held.pk).report["places"] == 1


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({}, "请先框选"),
        ({"texts": "没有这几个字"}, "没有找到：没有这几个字"),
        ({"lines": "1,2,3"}, "不是一个位置"),
        ({"lines": "1.5,1,2,3,4"}, "不是一个位置"),
        ({"lines": "1,nan,2,3,4"}, "标记的位置不对"),
        ({"lines": "1,5,5,5,9"}, "标记的位置不对"),
        ({"texts": SECRET, "reason": ""}, "必填"),
        ({"texts": SECRET, "ground": "granted/provided"}, "选"),
        ({"texts": "\n".join(str(each) for each in range(30))}, "一次最多查找"),
    ],
)
def test_what_is_typed_wrong_is_told_and_stays_in_the_form(
    officer: Client, held: Material, said: dict[str, str], says: str
) -> None:
    answer = mark(officer, held, **said)
    assert answer.status_code in (409, 422)
    shown = answer.content.decode()
    assert says in shown
    assert said.get("lines", "") in shown
    assert Material.objects.get(pk=held.pk).marks == []


def test_somebody_else_changed_it_meanwhile(officer: Client, held: Material) -> None:
    answer = mark(officer, held, texts=SECRET, revision=7)
    assert answer.status_code == 409
    assert "刚刚有人修改过" in answer.content.decode()


def test_a_word_file_shows_its_paragraphs_and_takes_characters(officer: Client, one: int) -> None:
    made, out = docx.Document(), BytesIO()
    made.add_paragraph(f"申请人{SECRET}的住址")
    made.save(out)
    assert bring(officer, one, "批复.docx", out.getvalue()).status_code == 302
    held = Material.objects.get(application=one)
    assert '<span data-paragraph="1">' in page(officer, held)
    assert mark(officer, held, lines="1,4,6").status_code == 302
    assert f"<mark>{SECRET}</mark>" in page(officer, held)
    assert process(officer, held).status_code == 302
    assert "每个部件里逐一查找" in page(officer, held, "application_material_result")


def test_another_kind_is_given_whole_or_turned_into_pdf_first(officer: Client, one: int) -> None:
    table = "户名,面积\n虚构,120\n".encode()
    assert bring(officer, one, "IMG_001.csv", table, name="面积").status_code == 302
    held = Material.objects.get(application=one)
    assert held.name == "面积.csv"
    shown = page(officer, held)
    assert "转为 PDF 后" in shown
    assert "添加标记" not in shown
    assert post(officer, held, "application_material_do", "whole").status_code == 302
    assert "整件提供" in tidy(read(officer, "application_materials", one))
    address = reverse("desk:application_material_page", args=[one, held.pk, "given", 1])
    assert officer.get(address).status_code == 404


def test_files_that_are_not_taken_are_told(officer: Client, one: int) -> None:
    answer = bring(officer, one, "名册.pdf", b"MZ\x90\x00 not a document")
    assert answer.status_code == 409
    assert "名册.pdf" in answer.content.decode()
    assert LogEntry.objects.latest("seq").action == "files.refuse"
    nothing = officer.post(reverse("desk:application_material_add", args=[one]), {"moves": 0})
    assert "没有选择文件" in nothing.content.decode()


def test_a_locked_file_says_so_on_its_page(officer: Client, one: int) -> None:
    bring(officer, one, "名册.pdf", paper("名册（虚构）", BODY))
    held = Material.objects.get(application=one)
    Quarantine.objects.create(file=held.original, reason="群众举报", at=NOON)
    for name, more in (
        ("application_material", []),
        ("application_material_page", ["original", 1]),
        ("application_material_file", ["original"]),
    ):
        answer = officer.get(reverse(f"desk:{name}", args=[one, held.pk, *more]))
        assert answer.status_code == 409
        assert "已隔离" in answer.content.decode()
    assert process(officer, held).status_code == 409


def test_reading_is_logged_once_in_a_session_and_never_cached(officer: Client, held: Material) -> None:
    before = LogEntry.objects.filter(action="files.open").count()
    page(officer, held)
    page(officer, held)
    address = reverse("desk:application_material_page", args=[held.application_id, held.pk, "original", 1])
    answer = officer.get(address)
    assert answer.content.startswith(b"\x89PNG")
    assert "no-store" in answer["Cache-Control"]
    assert LogEntry.objects.filter(action="files.open").count() == before + 1
    assert officer.get(address.replace("page/1/", "page/9/")).status_code == 404
    assert officer.get(address.replace("original", "secret")).status_code == 404


def test_who_may_only_look_has_no_forms_and_strangers_see_nothing(at: Office, held: Material) -> None:
    leader = at_the_desk(at, LEADER)
    shown = page(leader, held)
    for words in ("添加标记", "处理并核验", "移出答复"):
        assert words not in shown
    assert mark(leader, held, texts=SECRET).status_code == 403
    stranger = at_the_desk(staffed("b"), OFFICER)
    for name, more in (
        ("application_material", []),
        ("application_material_result", []),
        ("application_material_page", ["original", 1]),
        ("application_material_file", ["original"]),
    ):
        address = reverse(f"desk:{name}", args=[held.application_id, held.pk, *more])
        assert stranger.get(address).status_code == 404


def test_case_and_decision_lead_there(at: Office, officer: Client, one: int) -> None:
    address = reverse("desk:application_materials", args=[one])
    decision = drafted(at, one, "granted", "provided", when=NOON)
    for name, which in (
        ("application", one),
        ("application_decide", one),
        ("application_decision", decision),
    ):
        assert f'href="{address}"' in read(officer, name, which)


def test_dropped_it_is_not_there_any_more(officer: Client, held: Material) -> None:
    assert post(officer, held, "application_material_do", "drop").status_code == 302
    listed = tidy(read(officer, "application_materials", held.application_id))
    assert "还没有添加材料" in listed
    address = reverse("desk:application_material", args=[held.application_id, held.pk])
    assert officer.get(address).status_code == 404
    assert post(officer, held, "application_material_do", "explode").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_with_more_documents(
    officer: Client, one: int, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        bring(officer, one, f"图{number}.png", PIXEL)
    address = reverse("desk:application_materials", args=[one])
    officer.get(address)
    with django_assert_num_queries(QUERIES):
        officer.get(address)


QUERIES = 25


def test_places_and_their_lines_are_the_same() -> None:
    box, span = Mark(2, (1.0, 2.0, 3.5, 4.0)), Span(0, 4, 6)
    assert marking.places([marking.as_line(box)], "pdf", "", "") == [box]
    assert marking.places([marking.as_line(span)], "docx", "", "") == [span]
    with pytest.raises(marking.Unclear):
        marking.places([marking.as_line(box)], "docx", "", "")
    with pytest.raises(marking.Unclear):
        marking.places(["1,1,1,1,1"] * 501, "pdf", "", "")
    (shown,) = marking.shown([Paragraph("正文", "甲乙丙"), Paragraph("正文", " ")], [])
    assert [(each.text, each.marked) for each in shown.pieces] == [("甲乙丙", False)]


def test_after_the_words_of_a_case_are_gone_its_result_page_leads_back(
    officer: Client, held: Material
) -> None:
    mark(officer, held, texts=SECRET)
    process(officer, held)
    Material.objects.filter(pk=held.pk).update(marks=[], report={})
    address = reverse("desk:application_material_result", args=[held.application_id, held.pk])
    assert officer.get(address).status_code == 302


def test_whoever_signs_sees_on_the_decision_what_is_given(
    at: Office, officer: Client, held: Material
) -> None:
    mark(officer, held, texts=SECRET)
    process(officer, held)
    decision = drafted(at, held.application_id, "granted", "provided", when=NOON)
    shown = tidy(read(at_the_desk(at, LEADER), "application_decision", decision))
    for words in ("名册.pdf", "已区分处理", "个人隐私，共1处"):
        assert words in shown
    assert SECRET not in shown
