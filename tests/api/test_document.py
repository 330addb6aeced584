"""The document of the interface: kept with the code, the same as the program makes, and nothing that programs use goes away."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from gongkai.api.document import broken, described, written
from gongkai.api.reading.items import Item
from gongkai.cli import gongkai
from tests.conftest import ROOT

KEPT = ROOT / "docs" / "openapi.json"


def kept() -> Any:
    return json.loads(KEPT.read_text(encoding="utf-8"))


def test_what_is_kept_is_what_the_program_makes() -> None:
    before, now = KEPT.read_text(encoding="utf-8").splitlines(), written().splitlines()
    assert before == now, "write it anew: gongkai api schema > docs/openapi.json"
    assert not broken(kept(), json.loads(written()))


def test_everything_under_the_interface_is_in_it() -> None:
    paths = described()["paths"]
    assert {"/api/v1/search", "/api/v1/registers/{key}/rows", "/api/v1/changes"} <= set(paths)
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert operation["tags"], (path, method)
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (path, method, status)


def _without_path(made: Any) -> None:
    del made["paths"]["/api/v1/items"]


def _without_method(made: Any) -> None:
    made["paths"]["/api/v1/items"]["post"] = made["paths"]["/api/v1/items"].pop("get")


def _without_parameter(made: Any) -> None:
    made["paths"]["/api/v1/items"]["get"]["parameters"].pop()


def _new_needed(made: Any) -> None:
    made["paths"]["/api/v1/items"]["get"]["parameters"].append({"in": "query", "name": "x", "required": True})


def _without_field(made: Any) -> None:
    del made["components"]["schemas"]["ItemLine"]["properties"]["index_no"]


def _another_type(made: Any) -> None:
    made["components"]["schemas"]["ItemLine"]["properties"]["index_no"]["type"] = "integer"


def _without_shape(made: Any) -> None:
    del made["components"]["schemas"]["ItemLine"]


def _without_answer(made: Any) -> None:
    del made["paths"]["/api/v1/items/{index_no}"]["get"]["responses"]["410"]


@pytest.mark.parametrize(
    "change",
    [
        _without_path,
        _without_method,
        _without_parameter,
        _new_needed,
        _without_field,
        _another_type,
        _without_shape,
        _without_answer,
    ],
)
def test_what_would_break_programs_is_noticed(change: Any) -> None:
    now = deepcopy(kept())
    change(now)
    assert broken(kept(), now)


def test_what_is_added_breaks_nobody() -> None:
    now = deepcopy(kept())
    now["paths"]["/api/v1/more"] = now["paths"]["/api/v1/items"]
    now["components"]["schemas"]["ItemLine"]["properties"]["more"] = {"type": "string"}
    now["components"]["schemas"]["ItemLine"]["properties"]["index_no"]["description"] = "另一种说法"
    assert broken(kept(), now) == []


def test_the_command_writes_and_compares(tmp_path: Path) -> None:
    made = CliRunner().invoke(gongkai, ["api", "schema"])
    assert made.output == written()
    held = tmp_path / "openapi.json"
    held.write_text(written(), encoding="utf-8")
    same = CliRunner().invoke(gongkai, ["api", "schema", "--compare", str(held)], standalone_mode=False)
    assert (same.return_value, same.output) == (0, "")
    other = kept()
    other["paths"]["/api/v1/old"] = other["paths"]["/api/v1/items"]
    held.write_text(json.dumps(other), encoding="utf-8")
    told = CliRunner().invoke(gongkai, ["api", "schema", "--compare", str(held)], standalone_mode=False)
    assert told.return_value == 1
    assert "会使现有程序出错：GET /api/v1/old" in told.output


@pytest.mark.django_db
def test_people_and_programs_read_it() -> None:
    page = Client().get(reverse("interface"))
    text = page.content.decode()
    for path, methods in described()["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in text
    for name in ("index_no", "sequence", "Retry-After", "ItemPage"):
        assert name in text
    assert text.count("<script") == text.count("<script src="), "no script but those of every page"
    served = Client().get(reverse("api_openapi"))
    assert {**served.json(), "servers": []} == json.loads(written())
    assert served.json()["servers"] == [{"url": "http://testserver"}]
    assert Client().get(reverse("api_openapi"), headers={"If-None-Match": served["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_it_stands_where_the_platform_is_mounted() -> None:
    served = Client().get(reverse("api_openapi"), SCRIPT_NAME="/gk")
    assert served.status_code == 200
    assert set(Item.model_fields) >= {"index_no", "digest", "attachments"}
