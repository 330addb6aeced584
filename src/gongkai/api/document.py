"""The OpenAPI document: handed out, written to docs/openapi.json, compared with what was promised."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.api import problems
from gongkai.api.mounted import api
from gongkai.api.serving import PREFIX
from gongkai.portal.freshness import kept
from gongkai.portal.open_data.views import opened

Part = Mapping[str, Any]


def described() -> dict[str, Any]:
    """The OpenAPI document of everything that is mounted; problem documents under their own media type."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"/{PREFIX}"))
    for methods in made["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {})
                if int(status) >= 400 and "application/json" in content:
                    answer["content"] = {problems.MEDIA_TYPE: content["application/json"]}
    return made


def written() -> str:
    """The document as it is kept: one line a field, so that a difference can be read."""
    return json.dumps(described(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@require_safe
@kept
def openapi(request: HttpRequest) -> HttpResponse:
    """The document, for the address under which the platform is mounted."""
    told = {**described(), "servers": [{"url": request.build_absolute_uri("/")[:-1] + _prefix()}]}
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    opened(answer)
    return answer


@require_safe
@kept
def root(request: HttpRequest) -> HttpResponse:
    """Where the interface is described."""
    told = {
        "version": "1",
        "documentation": request.build_absolute_uri(reverse("interface")),
        "openapi": request.build_absolute_uri(reverse("api_openapi")),
        "open_data": request.build_absolute_uri(reverse("open_data")),
        "dcat": request.build_absolute_uri(reverse("dcat")),
    }
    answer = JsonResponse(told)
    opened(answer)
    return answer


def broken(before: Part, now: Part) -> list[str]:
    """What programs that were written for one document would miss in another: paths, methods, parameters, fields of answers."""
    return [*_paths(before, now), *_shapes(before, now)]


def _paths(before: Part, now: Part) -> Iterator[str]:
    for path, methods in before.get("paths", {}).items():
        for method, operation in methods.items():
            held = now.get("paths", {}).get(path, {}).get(method)
            if held is None:
                yield f"{method.upper()} {path}"
            else:
                yield from _operation(f"{method.upper()} {path}", operation, held)


def _operation(named: str, before: Part, now: Part) -> Iterator[str]:
    held = {(each["in"], each["name"]): each for each in now.get("parameters", ())}
    known = {(each["in"], each["name"]) for each in before.get("parameters", ())}
    yield from (f"{named} 参数 {name}" for place, name in sorted(known - held.keys()))
    needed = {key for key, each in held.items() if each.get("required")} - known
    yield from (f"{named} 新的必填参数 {name}" for _, name in sorted(needed))
    yield from (f"{named} 回答 {status}" for status in before["responses"] if status not in now["responses"])


def _shapes(before: Part, now: Part) -> Iterator[str]:
    then, held = (each.get("components", {}).get("schemas", {}) for each in (before, now))
    for name, shape in then.items():
        if name not in held:
            yield f"结构 {name}"
            continue
        fields = held[name].get("properties", {})
        for field, said in shape.get("properties", {}).items():
            if field not in fields:
                yield f"结构 {name} 字段 {field}"
            elif _type(said) != _type(fields[field]):
                yield f"结构 {name} 字段 {field} 的类型"


def _type(said: Part) -> str:
    """What a field holds, without its explanations."""
    kept = {
        key: value
        for key, value in said.items()
        if key not in ("description", "title", "default", "examples")
    }
    return json.dumps(kept, sort_keys=True)


def _prefix() -> str:
    """The path under which the platform is mounted, without its slash."""
    return reverse("home")[:-1]
