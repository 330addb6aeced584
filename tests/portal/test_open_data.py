"""Open data: every list and register as CSV and JSON with its fields, a catalogue for people and machines, safe cells."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import Settings

from gongkai.law.registers import definitions
from gongkai.portal.open_data import sets
from gongkai.portal.open_data.flattening import columns
from gongkai.portal.open_data.sets import TOLD, datasets
from gongkai.portal.open_data.shapes import ItemLine
from tests.portal.bodies import below, county, tree_of_columns
from tests.portal.pages import page
from tests.portal.public import data_of, got
from tests.publication.office import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Any) -> None:
    settings.FILES = tmp_path


def fetched(path: str, **headers: str) -> tuple[int, bytes, HttpResponseBase]:
    answer = got(path, **headers)
    held = data_of(answer) if isinstance(answer, StreamingHttpResponse) else getattr(answer, "content", b"")
    return answer.status_code, bytes(held), answer


def table(path: str) -> list[list[str]]:
    _, body, _ = fetched(path)
    assert body.startswith(b"\xef\xbb\xbf"), "Excel reads it as UTF-8"
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_every_set_is_had_as_csv_and_json_with_the_fields_that_its_page_names() -> None:
    tree_of_columns()
    at = below(county())
    published(at, title="=1+1 的虚构通知")
    for each in datasets():
        rows, told = table(each.csv), json.loads(fetched(each.json)[1])
        shown = page(reverse("data_set", args=[each.key]))
        for column in each.columns:
            assert column.title in shown
            assert column.title in rows[0], each.key
        kept = told["rows"] if each.every else told["records"]
        assert len(kept) == len(rows) - 1, each.key
        size = each.size(localdate())
        assert size.many in (None, len(kept)), each.key


def test_keys_of_sets_are_different() -> None:
    keys = [each.key for each in datasets()]
    assert len(keys) == len(set(keys)) == len(TOLD) + len(definitions())


def test_cells_are_harmless_and_lie_where_json_has_them() -> None:
    at = below(county())
    published(at, title="=cmd()的通知")
    heads, *lines = table("/kfsj/items.csv")
    (line,) = [dict(zip(heads, each, strict=True)) for each in lines]
    assert line["名称"] == "'=cmd()的通知"
    assert line["发布机关名称"] == "云岭县a局"
    assert line["体裁代号"] == "notice"
    (row,) = json.loads(fetched("/kfsj/items.json")[1])["rows"]
    assert row["title"] == "=cmd()的通知"
    assert row["agency"] == {"slug": "a", "name": "云岭县a局"}
    assert line["发布时间"].replace(" ", "T") == row["updated_at"]
    assert [column.key for column in columns(ItemLine)][:5] == [
        "index_no",
        "title",
        "document_no",
        "agency.slug",
        "agency.name",
    ]


def test_files_are_read_in_blocks_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "BLOCK", 2)
    at = below(county())
    titles = [f"第{number}号虚构通知" for number in range(5)]
    for number, title in enumerate(titles):
        published(at, title=title, hours=5 + number)
    assert [row["title"] for row in json.loads(fetched("/kfsj/items.json")[1])["rows"]] == titles[::-1]
    assert len(table("/kfsj/agencies.csv")) == 3


def test_a_file_that_has_not_changed_is_not_written_again() -> None:
    at = below(county())
    published(at)
    _, _, first = fetched("/kfsj/items.csv")
    assert fetched("/kfsj/items.csv", **{"If-None-Match": first["ETag"]})[0] == 304
    assert first["Access-Control-Allow-Origin"] == "*"
    published(at)
    status, body, again = fetched("/kfsj/items.csv", **{"If-None-Match": first["ETag"]})
    assert status == 200
    assert again["ETag"] != first["ETag"]
    assert len(body.decode().splitlines()) == 3


def test_the_catalogue_names_every_set_and_so_does_dcat() -> None:
    published(below(county()))
    shown = page("/kfsj/")
    for key, (title, _) in TOLD.items():
        assert f'href="/kfsj/{key}/"' in shown
        assert title in shown
    assert "还没有公示的记录" in shown
    status, body, answer = fetched("/kfsj/dcat.jsonld")
    assert (status, answer["Content-Type"]) == (200, "application/ld+json")
    told = json.loads(body)
    assert told["@type"] == "dcat:Catalog"
    named = {each["dct:identifier"]: each for each in told["dcat:dataset"]}
    assert set(named) == {each.key for each in datasets()}
    for address in _addresses(named["items"]):
        assert fetched(address)[0] == 200, address
    assert fetched(told["dcat:service"]["dcat:endpointURL"]["@id"])[0] == 200
    assert fetched(told["dcat:service"]["dcat:endpointDescription"]["@id"])[0] == 200
    assert named["items"]["dct:modified"]["@value"].startswith("2026-03-02T17:00:00")


def _addresses(each: dict[str, Any]) -> Iterator[str]:
    yield each["@id"]
    yield each["dcat:landingPage"]["@id"]
    for one in each["dcat:distribution"]:
        if "dcat:downloadURL" in one:
            yield one["dcat:downloadURL"]["@id"]


def test_search_engines_are_told_without_a_script() -> None:
    published(below(county()))
    shown = page("/kfsj/items/")
    assert 'itemtype="https://schema.org/Dataset"' in shown
    assert 'itemtype="https://schema.org/DataDownload"' in shown
    assert "ld+json" not in shown.replace('type="application/ld+json" href="/kfsj/dcat.jsonld"', "")


@pytest.mark.parametrize(
    "path", ["/kfsj/none/", "/kfsj/none.csv", "/kfsj/administrative_penalty.csv", "/kfsj/items.xml"]
)
def test_there_is_nothing_else(path: str) -> None:
    assert Client().get(path).status_code == 404
