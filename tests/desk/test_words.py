"""Word lists on the desk: put in, refused row by row, handed out as they came, taken out of use."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from gongkai.publication.queries.dictionaries import dictionary_of, word_lists
from tests.desk.once import made_once
from tests.desk.world import World, browser, word_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

SHEET = "词语,改为,类型\n县府办,县政府办公室,\n青禾试验区,,准用\n".encode()


once = made_once(Role.DISCLOSURE_OFFICER)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def page(client: Client, name: str, made: World, at: str = "own") -> str:
    return str(client.get(reverse(f"desk:{name}", args=[made.agencies[at].slug])).content.decode())


def put(client: Client, made: World, data: bytes, name: str = "词库.csv") -> tuple[int, str]:
    address = reverse("desk:word_list_set", args=[made.agencies["own"].slug])
    answer = client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.status_code, str(answer.content.decode())


def test_list_takes_the_place_of_the_last_and_counts_at_once(officer: Client, made: World) -> None:
    status, shown = put(officer, made, SHEET)
    assert status == 200
    assert "共 2 条" in shown
    found = dictionary_of(made.agencies["own"].id).find("请报县府办。")
    assert [match.term.fix for match in found] == ["县政府办公室"]


def test_every_wrong_row_is_told_and_the_list_before_stays(officer: Client, made: World) -> None:
    before = word_lists(made.agencies["own"].id)
    status, shown = put(officer, made, "词语,改为,级别\n县府办,县府办,\n一二三,四五六,很重\n".encode())
    assert status == 422
    assert "第2行" in shown
    assert "第3行" in shown
    assert word_lists(made.agencies["own"].id) == before


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n%%EOF", "没有表头".encode()])
def test_what_is_no_list_is_refused_kindly(officer: Client, made: World, data: bytes) -> None:
    status, shown = put(officer, made, data)
    assert status == 422
    assert "请" in shown.partition('class="error-summary"')[2].partition("</div>")[0]


def test_list_comes_back_as_it_was_put_in(officer: Client, made: World) -> None:
    put(officer, made, SHEET)
    answer = officer.get(reverse("desk:word_list_file", args=[made.agencies["own"].slug]))
    assert b"".join(answer.streaming_content) == SHEET  # type: ignore[attr-defined]


def test_list_out_of_use_is_gone_from_the_page(officer: Client, made: World) -> None:
    slug = made.agencies["own"].slug
    word_list(made.agencies["own"], "旧词语")
    assert "旧词语.csv" in page(officer, "word_list", made)
    officer.post(reverse("desk:word_list_unset", args=[slug]))
    assert "旧词语.csv" not in page(officer, "word_list", made)
    assert officer.get(reverse("desk:word_list_file", args=[slug])).status_code == 404
    answer = officer.post(reverse("desk:word_list_unset", args=[slug]), follow=True)
    assert "没有在用的词库" in answer.content.decode()


def test_lists_of_bodies_above_count_and_are_not_opened(officer: Client, made: World) -> None:
    word_list(made.agencies["parent"], "上级词语")
    shown = page(officer, "word_list", made)
    assert "虚构省人民政府" in shown
    assert "上级词语" not in shown
    address = reverse("desk:word_list_file", args=[made.agencies["parent"].slug])
    assert officer.get(address).status_code == 404


def test_whoever_does_not_keep_it_sees_no_form(made: World) -> None:
    shown = page(browser(made.user(Role.HANDLER)), "word_list", made)
    assert "上传并启用" not in shown
    assert "停用" not in shown


def test_template_is_a_list_that_can_be_used(officer: Client, made: World) -> None:
    answer = officer.get(reverse("desk:word_template"))
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert put(officer, made, data)[0] == 200
