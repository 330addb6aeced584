"""Reading what is public: every address answers what the pages show, and nothing that they do not."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gongkai.api.document import described
from gongkai.guard.models import Tally
from gongkai.portal.open_data.sets import datasets
from tests.api.world import MARK, SECRETS, TOLD, Small, public_numbers
from tests.portal.public import data_of
from tests.registers.world import PENALTY

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def asked(path: str, status: int = 200, **headers: str) -> Any:
    """What is answered, whole."""
    answer = Client().get(path if path.startswith("/") else f"{ROOT}{path}", headers=headers)
    assert answer.status_code == status, (path, answer.content[:300])
    return json.loads(answer.content)


def walked(path: str, size: int = 2) -> Iterator[dict[str, Any]]:
    """Every row of a list, read by its cursors."""
    cursor = ""
    while True:
        mark = "&" if "?" in path else "?"
        page = asked(f"{path}{mark}limit={size}&cursor={cursor}")
        assert len(page["rows"]) <= size
        yield from page["rows"]
        cursor = page["next"]
        if not cursor:
            return


def text_of(answer: HttpResponseBase) -> str:
    held = data_of(answer) if isinstance(answer, StreamingHttpResponse) else getattr(answer, "content", b"")
    return bytes(held).decode()


def everywhere(small: Small) -> list[str]:
    """Every address that reads, filled in with what there is and with what may not be told."""
    known = {
        "slug": ["a", "yunling", "rencai", "cangzhe"],
        "index_no": [small.whole, small.withdrawn, small.removed, small.replaced],
        "number": [str(n) for n in (small.record, small.gone, small.document, small.question, 1, 2)],
        "key": [PENALTY],
        "year": ["2026", "2025"],
        "sha256": ["0" * 64],
    }
    found = [
        reverse("api_root"),
        reverse("api_openapi"),
        reverse("interface"),
        reverse("open_data"),
        reverse("dcat"),
    ]
    for path, methods in described()["paths"].items():
        if "get" in methods and "security" not in methods["get"]:
            filled = [path]
            for name, values in known.items():
                filled = (
                    [each.replace(f"{{{name}}}", value) for each in filled for value in values]
                    if f"{{{name}}}" in path
                    else filled
                )
            found += filled
    for each in datasets():
        found += [reverse("data_set", args=[each.key]), each.csv, each.json]
    return found


def test_nothing_that_is_not_public_stands_anywhere(small: Small, settings: Settings) -> None:
    settings.API_PER_HOUR = 100_000
    seen: dict[int, int] = {}
    for path in everywhere(small):
        answer = Client().get(path)
        assert answer.status_code in (200, 404, 410), (path, answer.status_code)
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        assert not answer.cookies, path
        text = text_of(answer)
        assert not [secret for secret in SECRETS if secret in text], path
    assert seen[200] > 100
    assert seen[410] >= 3
    assert seen[404] > 5


def test_lists_are_those_of_the_pages_and_are_read_by_cursors(small: Small) -> None:
    rows = list(walked("items"))
    assert {row["index_no"] for row in rows} == public_numbers()
    assert len(rows) == len(public_numbers()), "no row comes twice"
    assert [row["index_no"] for row in walked("items", 100)] == [row["index_no"] for row in rows]
    for path, least in (
        ("agencies", 2),
        ("agencies/a/columns", 1),
        ("documents", 1),
        ("interpretations", 1),
        ("questions", 1),
        ("topics", 1),
        ("gazettes", 1),
        ("reports", 1),
        (f"registers/{PENALTY}/records", 2),
    ):
        one = asked(path)["rows"] if path.endswith("columns") else list(walked(path, 1))
        assert len(one) >= least, path
        assert len({json.dumps(row, sort_keys=True) for row in one}) == len(one), path
    assert small.record in {row["id"] for row in walked(f"registers/{PENALTY}/records", 1)}
    assert small.gone not in {row["id"] for row in walked(f"registers/{PENALTY}/records", 1)}


def test_items_are_narrowed(small: Small) -> None:
    def numbers(query: str) -> set[str]:
        return {row["index_no"] for row in asked(f"items?limit=100&{query}")["rows"]}

    assert numbers("agency=a") == public_numbers()
    assert numbers("agency=nobody") == set()
    assert numbers("column=tzgg") == public_numbers()
    assert numbers("column=zcwj") == set()
    assert small.whole in numbers("topic=other&genre=notice&kind=notice")
    assert numbers("genre=opinion") == set()
    assert {row["validity"]["key"] for row in asked("items?validity=valid")["rows"]} <= {"valid"}
    assert small.replaced in numbers("since=2026-03-02T17:59:00")
    assert small.whole not in numbers("since=2026-03-02T17:59:00")
    assert numbers("since=2026-03-02T17:59:00%2B08:00") == numbers("since=2026-03-02T09:59:00Z")


def test_an_item_is_the_same_as_on_its_page(small: Small) -> None:
    one = asked(f"items/{small.whole}")
    assert one == asked(reverse("item_json", args=[small.whole])), "one shape everywhere"
    file = one["attachments"][0]
    answer = Client().get(f"{ROOT}files/{file['sha256']}")
    assert text_of(answer) == "附表.txt的内容"
    assert answer["Content-Disposition"].startswith("attachment")
    assert (
        Client().get(f"{ROOT}files/{file['sha256']}", headers={"If-None-Match": answer["ETag"]}).status_code
        == 304
    )
    versions = asked(f"items/{small.replaced}/versions")["rows"]
    assert [(row["number"], row["present"]) for row in versions] == [(1, False), (2, True)]


def test_what_was_taken_back_is_answered_with_its_reason(small: Small) -> None:
    told = asked(f"items/{small.withdrawn}", 410)
    assert TOLD in told["detail"]
    assert told["index_no"] == small.withdrawn
    assert "该信息已删除" in asked(f"items/{small.removed}", 410)["detail"]
    assert asked(f"registers/{PENALTY}/records/{small.gone}", 410)["title"] == "已经撤回"
    assert asked(f"items/{small.withdrawn}/versions", 404)


def test_what_hangs_together_is_told_whole(small: Small) -> None:
    document = asked(f"documents/{small.document}")
    assert [each["kind"] for each in document["life"]][:2] == ["issued", "published"]
    assert asked(f"documents/{small.document}?on=2020-01-01")["standing"] is None
    assert asked(f"questions/{small.question}")["document"] == document["title"]
    assert asked("topics/rencai")["sections"][0]["places"]
    assert asked("gazettes/a/2026/1")["contents"]
    report = asked("reports")["rows"][0]
    cells = asked(f"reports/yunling/{report['year']}")["cells"]
    assert any(cell["value"] for cell in cells.values())
    assert {field["key"] for field in asked(f"registers/{PENALTY}")["fields"]} >= {
        "document_no",
        "party_name",
    }
    record = asked(f"registers/{PENALTY}/records/{small.record}")
    assert record["register"] == PENALTY
    assert record == asked(reverse("register_json", args=[PENALTY, small.record]))
    sums = {each["dataset"]: each["rows"] for each in asked("statistics")["datasets"]}
    assert sums["items"] == len(public_numbers())
    assert sums[PENALTY] == 2


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=!!",
        "cursor=MQ",
        "foo=1",
        "kind=none",
        "since=x",
        "since=0001-01-01T00:00:00",
        "agency=%00",
    ],
)
def test_parameters_that_make_no_sense_are_refused(small: Small, query: str) -> None:  # noqa: ARG001
    problem = Client().get(f"{ROOT}items?{query}")
    assert problem.status_code == 400
    assert problem["Content-Type"] == "application/problem+json"
    assert problem["Cache-Control"] == "no-store"
    assert "请" in problem.json()["detail"] or "不能" in problem.json()["detail"]


def test_other_methods_and_addresses_get_problem_documents(small: Small) -> None:  # noqa: ARG001
    client = Client()
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(client, method)(f"{ROOT}items")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
        assert answer["Content-Type"] == "application/problem+json"
    assert client.get(f"{ROOT}nothing").json()["title"] == "没有找到"
    head = client.head(f"{ROOT}items")
    assert head.status_code == 200
    assert head.content == b""


def test_any_site_may_read_and_nobody_is_known(small: Small) -> None:  # noqa: ARG001
    answer = Client().get(f"{ROOT}items", headers={"Origin": "https://other.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    before = Client().options(f"{ROOT}items")
    assert before.status_code == 204
    assert "If-None-Match" in before["Access-Control-Allow-Headers"]


def test_what_has_not_changed_is_not_sent_again(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"{ROOT}items/{small.whole}"
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    since = first["Last-Modified"]
    assert Client().get(path, headers={"If-Modified-Since": since}).status_code == 304
    assert Client().get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    now = timezone.now()
    monkeypatch.setattr("gongkai.portal.open_data.freshness.SETTLED", now - now + timedelta(days=100_000))
    unsettled = Client().get(path)
    assert "Last-Modified" not in unsettled, "what was done just now may still be written down"
    assert Client().get(path, headers={"If-Modified-Since": since}).status_code == 200


def test_so_many_an_hour_and_no_more(small: Small, settings: Settings) -> None:  # noqa: ARG001
    settings.API_PER_HOUR = 3
    client = Client(REMOTE_ADDR="2001:db8::1")
    for _ in range(3):
        assert client.get(f"{ROOT}registers").status_code == 200
    refused = Client(REMOTE_ADDR="2001:db8::2").get(f"{ROOT}registers")
    assert refused.status_code == 429, "one household"
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert Client(REMOTE_ADDR="2001:db8:1::1").get(f"{ROOT}registers").status_code == 200


def test_requests_are_counted_some_at_once(small: Small, settings: Settings) -> None:  # noqa: ARG001
    settings.API_PER_HOUR = 400
    client = Client(REMOTE_ADDR="2001:db8:2::1")
    answers = [client.get(f"{ROOT}nothing-to-count") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {404}, "what is not there costs nothing"
    statuses = [client.get(f"{ROOT}registers?x").status_code for _ in range(410)]
    assert statuses == [400] * 400 + [429] * 10
    writes = Tally.objects.values_list("count", flat=True)
    assert max(writes) == 100


def test_marks_of_secrets_are_there(small: Small) -> None:
    """Or the search for them finds nothing anyway."""
    from gongkai.publication.models import Edition

    assert Edition.objects.filter(title__contains=MARK).count() >= 3
    assert small.removed
