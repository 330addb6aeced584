"""Opening a package that came from elsewhere: nothing in it is believed before its digests are."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from gongkai.documents.annual.package import manifest
from gongkai.documents.annual.package.packing import Deposit
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.archive import open_archive, read_part
from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal
from gongkai.documents.writing.as_json import loads

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """What a package holds. `faults`: what is wrong with it, in Chinese; a report with a fault is not among the deposits."""

    sender: str
    made_at: str
    digest: str
    deposits: tuple[Deposit, ...]
    faults: tuple[str, ...]


def opened(data: bytes, name: str) -> Opened:
    """Read and verify a package. Raises Unreadable for one that is broken, a bomb, or none at all."""
    archive = open_archive(data, name)
    text = read_part(archive, manifest.MANIFEST, name)
    said = _manifest(text, name)
    times = Counter(archive.namelist())
    faults = [f"包内有重名的文件：{_shown(each)}" for each, many in times.items() if many > 1]
    wanted = {each["files"]["json"] for each in said["reports"]}
    listed = {each["name"]: each for each in said["files"]}
    beside = {manifest.MANIFEST, manifest.SUMS}
    faults += [
        f"包内多出清单以外的文件：{_shown(each)}"
        for each in times
        if each not in listed and each not in beside
    ]
    good: dict[str, bytes] = {}
    for file in listed.values():
        content = read_part(archive, file["name"], name) if file["name"] in times else None
        if content is None:
            faults.append(f"缺少文件：{_shown(file['name'])}")
        elif len(content) != file["size"] or sha256(content).hexdigest() != file["sha256"]:
            faults.append(f"文件与清单的摘要不符：{_shown(file['name'])}")
        elif file["name"] in wanted:
            good[file["name"]] = content
    deposits = tuple(_deposits(said, good, faults))
    archive.close()
    return Opened(
        _text(said, "sender"), _text(said, "made_at"), sha256(text).hexdigest(), deposits, tuple(faults)
    )


def _manifest(text: bytes, name: str) -> Mapping[str, Any]:
    """The manifest, as far as it has the form of one."""
    if not text or len(text) > manifest.MOST_BYTES:
        raise refusal(name, "不是年度报告交换包，里面没有清单 manifest.json", GET_AGAIN)
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refusal(name, "的清单 manifest.json 已损坏", GET_AGAIN) from error
    if not isinstance(said, dict) or said.get("form") != manifest.FORM or not _well_formed(said):
        raise refusal(name, f"的清单不是 {manifest.FORM} 格式", "请确认对方平台的版本，或者请对方重新导出。")
    return said


def _well_formed(said: Mapping[str, Any]) -> bool:
    files, reports = said.get("files"), said.get("reports")
    return (
        isinstance(files, list)
        and isinstance(reports, list)
        and len(reports) <= manifest.MOST_REPORTS
        and all(_is_file(each) for each in files)
        and all(_is_report(each) for each in reports)
    )


def _is_file(each: object) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("name"), str)
        and isinstance(each.get("sha256"), str)
        and type(each.get("size")) is int
    )


def _is_report(each: object) -> bool:
    return (
        isinstance(each, dict)
        and all(isinstance(each.get(key), str) for key in ("agency", "code", "cells_sha256"))
        and type(each.get("year")) is int
        and type(each.get("version")) is int
        and isinstance(each.get("files"), dict)
        and isinstance(each["files"].get("json"), str)
    )


def _deposits(said: Mapping[str, Any], good: Mapping[str, bytes], faults: list[str]) -> Iterator[Deposit]:
    for number, each in enumerate(said["reports"], 1):
        whose = f"第 {number} 份报告（{_shown(each['agency'])}，{each['year']}年度）"
        data = good.get(each["files"]["json"])
        if data is None:
            faults.append(f"{whose}的数据不在包内或者与清单不符，没有读取。")
            continue
        try:
            report = loads(data, each["files"]["json"])
        except Unreadable as problem:
            faults.append(f"{whose}不能读取：{problem}")
            continue
        if manifest.cells_digest(report) != each["cells_sha256"]:
            faults.append(f"{whose}的数字与清单的摘要不符，没有读取。")
        elif report.report_year not in (None, each["year"]):
            faults.append(f"{whose}的内容是{report.report_year}年度的，没有读取。")
        else:
            yield Deposit(each["agency"], each["year"], report, each["code"], each["version"])


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    return _shown(value) if isinstance(value, str) else ""


def _shown(text: str) -> str:
    """Without what could disturb a screen, and not endlessly long."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)[
        :_SHOWN
    ]
