"""The description of the interface for people, made of its document by a template of ours: no script, nothing from outside.

kfsj = 开放数据, jk = 接口. It stands beside the data and not below /api/, which is never a file (decision 0053).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from gongkai.api.document import described
from gongkai.portal.freshness import kept
from gongkai.portal.open_data.linked import TERMS

Said = dict[str, Any]

_REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation. `words`: what it may be, where that is limited."""

    name: str
    where: str
    required: bool
    kind: str
    words: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: status, and the shape that it has ("" for none or another)."""

    status: str
    shape: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation."""

    key: str
    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer looks like: key, kind, the shape inside, meaning of each field."""

    name: str
    fields: tuple[tuple[str, str, str, str], ...]


@require_safe
@kept
def interface(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and answers; every shape with its fields."""
    groups, shapes = _told()
    return render(request, "api/interface.html", {"groups": groups, "shapes": shapes, "terms": TERMS})


@cache
def _told() -> tuple[dict[str, list[Operation]], tuple[Shape, ...]]:
    made = described()
    shapes = made["components"]["schemas"]
    groups: dict[str, list[Operation]] = {}
    for address, methods in made["paths"].items():
        for method, said in methods.items():
            group = (said.get("tags") or ["其他"])[0]
            groups.setdefault(group, []).append(_operation(address, method, said, shapes))
    return groups, tuple(
        _shape(name, said) for name, said in sorted(shapes.items()) if said.get("properties")
    )


def _operation(address: str, method: str, said: Said, shapes: Said) -> Operation:
    return Operation(
        said["operationId"],
        method.upper(),
        address,
        said["summary"],
        said.get("description", ""),
        tuple(_parameter(each, shapes) for each in said["parameters"]),
        tuple(_answer(str(status), each) for status, each in said["responses"].items()),
    )


def _parameter(said: Said, shapes: Said) -> Parameter:
    shape = said["schema"]
    words = tuple(map(str, _words(shape, shapes)))
    return Parameter(
        said["name"],
        "地址里" if said["in"] == "path" else "可以不填" if not said["required"] else "必填",
        bool(said["required"]),
        _kind(shape),
        words,
        said.get("description", ""),
    )


def _words(shape: Said, shapes: Said) -> list[Any]:
    """The words that a value is limited to, as far as they are in the document itself."""
    if "enum" in shape:
        return list(shape["enum"])
    inside = [*shape.get("anyOf", ()), *([shape] if "$ref" in shape else [])]
    return [word for each in inside for word in shapes.get(_named(each), {}).get("enum", ())]


def _answer(status: str, said: Said) -> Answer:
    shapes = [each.get("schema", {}) for each in said.get("content", {}).values()]
    return Answer(status, next((_named(each) for each in shapes if _named(each)), ""))


def _shape(name: str, said: Said) -> Shape:
    fields = (
        (key, _kind(each), _inner(each), each.get("description") or _title(each, key))
        for key, each in said["properties"].items()
    )
    return Shape(name, tuple(fields))


def _title(said: Said, key: str) -> str:
    """The title, where it is one of ours and not made of the key."""
    title = str(said.get("title", ""))
    return "" if title.lower().replace(" ", "_") == key else title


_KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是否",
    "array": "列表",
    "object": "对象",
    "null": "null",
}
_FORMATS = {"date": "日期", "date-time": "时间", "binary": "字节"}


def _kind(said: Said) -> str:
    if "anyOf" in said:
        return " 或 ".join(dict.fromkeys(_kind(each) for each in said["anyOf"]))
    if "$ref" in said or "allOf" in said:
        return "对象"
    if said.get("type") == "array":
        return f"列表：{_kind(said.get('items', {}))}"
    return _FORMATS.get(said.get("format", "")) or _KINDS.get(str(said.get("type", "")), "")


def _inner(said: Said) -> str:
    """The shape that a field holds, or the members of its list."""
    inside = [said, *said.get("anyOf", ()), *said.get("allOf", ()), said.get("items") or {}]
    more = said.get("additionalProperties")
    if isinstance(more, dict):
        inside += [more, more.get("items") or {}]
    return next((_named(each) for each in inside if _named(each)), "")


def _named(said: Said) -> str:
    return str(said.get("$ref", "")).removeprefix(_REF)


urlpatterns = [
    path("kfsj/jk/", interface, name="interface"),
    path("api/", RedirectView.as_view(pattern_name="interface"), name="api_home"),
]
