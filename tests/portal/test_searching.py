"""The search page, its table, its suggestions and the same for machines."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from tests.portal.pages import page, words
from tests.search.shelf import a_put, shelve

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "'; DROP TABLE search_entry; --",
    "养老 AND NOT 服务",
    'NEAR("养老" "服务", 5)',
    "title:养老*",
    "*",
    "(((((((((",
    "〔〔〕】[[2024",
    "\x00\x01\x02养老\x7f",
    "养老\u202e\u200b服务",
    "\ud800",
    "a" * 10_000,
    "养" * 10_000,
    "养老 " * 5_000,
    "%' OR 1=1 OR '%",
    "<script>alert(1)</script>",
    "养老 | 服务 & ! ( ) : <->",
    "\\",
    "𠮷𠮷",
]


def asked(q: str = "", **more: Any) -> str:
    return f"{reverse('search')}?{urlencode({'q': q, **more}, doseq=True, errors='surrogatepass')}"


def machine(status: int = 200, **given: Any) -> Any:
    answer = Client().get(reverse("api_search"), given)
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


@pytest.fixture
def shelf() -> None:
    """Three items of two bodies."""
    shelve(
        a_put("1", "关于推进养老服务的意见", "完善社区养老服务设施。", number="云政发〔2026〕9号", genre="opinion", topic="civil_affairs"),
        a_put("2", "关于公开的通知", "养老机构消防检查。", genre="notice", published_at=datetime(2025, 5, 6, tzinfo=UTC)),
        a_put("3", "关于修路的通告", "施工期间请绕行。", genre="public_notice"),
    )  # fmt: skip


@pytest.mark.usefixtures("shelf")
class TestPage:
    """What a visitor sees."""

    def test_hits_are_marked_and_titles_come_first(self) -> None:
        html = page(asked("养老"))
        assert "共找到 2 条" in html
        assert html.index("关于推进<mark>养老</mark>服务的意见") < html.index("<mark>养老</mark>机构消防检查")
        assert "云政发〔2026〕9号" in html

    @pytest.mark.parametrize(
        "number", ["云政发〔2026〕9号", "云政发[2026]9号", "云政发（２０２６）9 号", "云政发2026年9号"]
    )
    def test_number_is_found_however_it_is_written(self, number: str) -> None:
        assert "共找到 1 条" in page(asked(number))

    def test_nothing_asked_is_everything(self) -> None:
        assert "共找到 3 条" in page(reverse("search"))

    def test_narrowing_keeps_the_question_and_counts_without_itself(self) -> None:
        html = words(page(asked("养老", nf="2025")))
        assert "共找到 1 条" in html
        assert "去掉条件： 发布年份：2025年" in html
        assert "2026年 1" in html  # what choosing the other year would show

    def test_every_way_to_narrow_leads_to_as_many_hits_as_it_says(self) -> None:
        for parameter, counted in machine(q="养老")["facets"].items():
            for one in counted:
                assert machine(q="养老", **{parameter: one["value"]})["total"] == one["hits"]

    def test_unknown_values_find_nothing_and_say_how_to_go_on(self) -> None:
        html = page(asked("养老", jg="niemand", nf="99999999999999999999", yx="nope", p="-3"))
        assert "没有找到" in html
        assert "去掉所有条件" in html

    def test_words_that_are_nowhere_together_are_offered_alone(self) -> None:
        html = words(page(asked("养老 修路")))
        assert "分开查： 养老 （2 条）、 修路 （1 条）" in html
        assert "依申请公开" in html

    def test_one_character_is_told_to_be_too_short(self) -> None:
        assert "太短" in page(asked("养"))
        assert "共找到 2 条" in page(asked("养老 的"))

    def test_titles_alone(self) -> None:
        assert "共找到 1 条" in page(asked("养老", wz="bt"))

    @pytest.mark.parametrize(("order", "first"), [("xin", "关于推进"), ("jiu", "关于公开")])
    def test_order_of_days(self, order: str, first: str) -> None:
        html = words(page(asked("养老", px=order)))
        others = {"关于推进": "关于公开", "关于公开": "关于推进"}
        assert html.index(first) < html.index(others[first])

    @pytest.mark.parametrize("number", ["0", "2", "99999", "1e9", "١", "9" * 400])
    def test_pages_that_there_are_not(self, number: str) -> None:
        assert "共找到 2 条" in page(asked("养老", p=number))

    def test_takes_few_queries(self, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        page(asked("养老"))
        with django_assert_max_num_queries(12):
            page(asked("养老"))

    def test_is_no_page_for_search_engines(self) -> None:
        assert '<meta name="robots" content="noindex">' in page(asked("养老"))


@pytest.mark.usefixtures("shelf")
class TestHostile:
    """Nothing that is asked is an error of ours."""

    @pytest.mark.parametrize("text", HOSTILE)
    def test_question(self, text: str) -> None:
        for address in (asked(text), f"{reverse('suggestions')}?{urlsplit(asked(text)).query}"):
            assert Client().get(address).status_code == 200
        assert Client().get(f"{reverse('api_search')}?{urlsplit(asked(text)).query}").status_code == 200
        assert "<script>alert" not in page(asked(text))

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.text(max_size=40),
        st.sampled_from(["jg", "lm", "tc", "nf", "zt", "yx", "px", "wz", "p"]),
        st.text(max_size=12),
    )
    def test_anything(self, text: str, parameter: str, value: str) -> None:
        address = asked(text, **{parameter: value})
        for name in ("search", "search_file"):
            assert Client().get(f"{reverse(name)}?{urlsplit(address).query}").status_code == 200


@pytest.mark.usefixtures("shelf")
class TestTakenAway:
    """Tables and machines."""

    def test_table_has_the_hits_in_their_order(self) -> None:
        answer = Client().get(f"{reverse('search_file')}?{urlencode({'q': '养老'})}")
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [row[0] for row in rows] == ["名称", "关于推进养老服务的意见", "关于公开的通知"]
        assert rows[1][1] == "云政发〔2026〕9号"
        assert rows[1][-1] == f"http://testserver{reverse('item', args=['1'])}"

    def test_machine_reads_what_the_page_shows(self) -> None:
        said = machine(q="养老服务")
        (hit,) = said["hits"]
        assert (said["total"], said["page"], said["pages"]) == (1, 1, 1)
        assert hit["title"] == "关于推进养老服务的意见"
        assert [piece["text"] for piece in hit["snippet"] if piece["hit"]] == ["养老服务"]
        assert said["facets"]["nf"] == [{"value": "2026", "name": "2026年", "hits": 1}]
        assert said["facets"]["jg"][0]["value"] == Agency.objects.get().slug

    @pytest.mark.parametrize(
        "wrong", [{"p": "0"}, {"p": "x"}, {"size": "101"}, {"px": "z"}, {"p": "101", "size": "100"}]
    )
    def test_wrong_parameters_are_a_problem_document(self, wrong: dict[str, str]) -> None:
        answer = Client().get(reverse("api_search"), {"q": "养老", **wrong})
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert json.loads(answer.content)["detail"]

    def test_suggestions_by_words_and_by_first_letters(self) -> None:
        def suggested(text: str) -> list[str]:
            found: list[str] = json.loads(Client().get(reverse("suggestions"), {"q": text}).content)[
                "suggestions"
            ]
            return found

        assert any("养老服务" in one for one in suggested("养老"))
        assert any("养老服务" in one for one in suggested("tjylfw"))
        assert suggested("云政发〔2026") == ["云政发〔2026〕9号"]
        assert suggested("") == []


def test_every_choice_is_in_the_address() -> None:
    shelve(a_put("1", "关于养老的通知", genre="notice"))
    html = page(asked("养老", tc="notice", px="xin", wz="bt"))
    (export,) = {part.split('"')[0] for part in html.split('href="')[1:] if "list.csv" in part}
    said = parse_qs(urlsplit(export.replace("&amp;", "&")).query)
    assert said == {"q": ["养老"], "tc": ["notice"], "px": ["xin"], "wz": ["bt"]}


@pytest.fixture
def without_index(settings: Any, tmp_path: Path) -> None:
    """An index in files that nobody has made yet."""
    settings.SEARCH = "tantivy"
    settings.DATA = tmp_path


@pytest.mark.usefixtures("without_index")
def test_an_index_that_cannot_be_read_is_no_error_of_the_site(client: Client) -> None:
    for address in ("/ss/", "/ss/?q=养老", "/ss/list.csv?q=养老"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
        said = words(answer.content.decode())
        assert "检索正在整理" in said
        assert "政策文件库" in said
    problem = client.get("/api/v1/search?q=养老")
    assert (problem.status_code, problem["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(problem.content)["status"] == 503
    assert client.get("/ss/ts?q=养老").status_code == 200
