"""A package for another platform holds every kind of file, and nothing in one that came is believed before its digests are."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.annual.package import Deposit, Opened, opened, packed
from gongkai.documents.annual.package.manifest import FORM, MANIFEST, MOST_REPORTS, cells_digest
from gongkai.documents.annual.writing import Kind
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.annual.samples import MADE_AT, values
from tests.law.report.reports import balanced_2019, balanced_2021, township_2021, with_cells

DEPOSITS = (
    Deposit("云岭市人民政府", 2025, balanced_2021(), code="11000000000000000X"),
    Deposit("云岭县人民政府", 2020, balanced_2019(), version=2),
)


def package(*deposits: Deposit, kinds: tuple[Kind, ...] = (Kind.XLSX,), sm3: bool = False) -> bytes:
    out = BytesIO()
    packed(deposits or DEPOSITS, out, sender="云岭县人民政府办公室", made_at=MADE_AT, kinds=kinds, sm3=sm3)
    return out.getvalue()


def changed(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The same package with files changed, added or taken out."""
    with ZipFile(BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return out.getvalue()


def told(data: bytes, **more: Any) -> bytes:
    """The same package with another manifest."""

    def change(files: dict[str, bytes]) -> None:
        files[MANIFEST] = json.dumps(json.loads(files[MANIFEST]) | more).encode()

    return changed(data, change)


def test_every_kind_of_file_is_in_it_and_reads_the_same() -> None:
    out = BytesIO()
    made = packed(DEPOSITS[:1], out, sender="云岭县人民政府办公室", made_at=MADE_AT)
    with ZipFile(out) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        manifest = json.loads(archive.read(MANIFEST))
        [entry] = manifest["reports"]
        assert manifest["form"] == FORM
        assert {*entry["files"]} == {"docx", "pdf", "xlsx", "html", "json", "csv", "findings"}
        for kind in Kind:
            report = load_bytes(archive.read(entry["files"][kind]), f"a.{kind}")
            assert cells_digest(report) == entry["cells_sha256"]
        assert sha256(archive.read(MANIFEST)).hexdigest() == made.digest
        sums = archive.read("SHA256SUMS").decode().splitlines()
        assert sums == [f"{sha256(archive.read(name)).hexdigest()}  {name}" for name in names[:-1]]
        assert entry["findings"]["error"] == 0
    assert (made.reports, made.files) == (1, len(names))


def test_what_was_packed_is_opened() -> None:
    found = opened(package(), "包.zip")
    assert found.faults == ()
    assert found.sender == "云岭县人民政府办公室"
    assert [(each.agency, each.year, each.code, each.version) for each in found.deposits] == [
        (each.agency, each.year, each.code, each.version) for each in DEPOSITS
    ]
    assert [values(each.report) for each in found.deposits] == [values(each.report) for each in DEPOSITS]


def test_same_reports_same_bytes() -> None:
    assert package(kinds=(Kind.JSON, Kind.HTML)) == package(kinds=(Kind.JSON, Kind.HTML))


def test_sm3_beside_sha256() -> None:
    with ZipFile(BytesIO(package(sm3=True))) as archive:
        files = json.loads(archive.read(MANIFEST))["files"]
    assert all(len(file["sm3"]) == 64 for file in files)


def test_one_report_at_least_and_not_too_many() -> None:
    for many in (0, MOST_REPORTS + 1):
        with pytest.raises(ValueError, match="份报告"):
            packed(DEPOSITS[:1] * many, BytesIO(), sender="", made_at=MADE_AT)


def _first(found: Opened) -> str:
    [fault, *_] = found.faults
    return fault


def test_altered_files_are_told_and_their_reports_left_out() -> None:
    name = "reports/0001/report.json"
    found = opened(
        changed(package(), lambda files: files.update({name: files[name].replace(b"5548", b"5549")})), "a"
    )
    assert _first(found) == f"文件与清单的摘要不符：{name}"
    assert [each.year for each in found.deposits] == [2020]


def test_missing_and_foreign_files_are_told() -> None:
    def change(files: dict[str, bytes]) -> None:
        del files["reports/0002/report.xlsx"]
        files["../../etc/passwd"] = b"x"

    found = opened(changed(package(), change), "a")
    assert found.faults == ("包内多出清单以外的文件：../../etc/passwd", "缺少文件：reports/0002/report.xlsx")
    assert len(found.deposits) == 2


def test_figures_are_held_against_the_manifest_too() -> None:
    """Whoever changes a report and its digest, and not that of its figures."""
    other = package(replace(DEPOSITS[0], report=with_cells(balanced_2021(), {"t3.granted.total": 1})))
    with ZipFile(BytesIO(package(DEPOSITS[0]))) as archive:
        right = json.loads(archive.read(MANIFEST))["reports"]
    found = opened(told(other, reports=right), "a")
    assert "数字与清单的摘要不符" in _first(found)
    assert found.deposits == ()


def test_another_year_than_the_manifest_says() -> None:
    found = opened(package(replace(DEPOSITS[0], year=2024)), "a")
    assert "的内容是2025年度的，没有读取" in _first(found)


def test_two_files_of_one_name_are_told() -> None:
    data = BytesIO(package())
    with ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("README.txt", b"other")
    found = opened(data.getvalue(), "a")
    assert "重名" in _first(found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "gongkai.annual/2"},
        {"reports": 5},
        {"reports": [{}]},
        {
            "reports": [
                {
                    "agency": "甲",
                    "code": "",
                    "cells_sha256": "",
                    "year": True,
                    "version": 1,
                    "files": {"json": "a"},
                }
            ]
        },
        {"files": [{"name": "a", "sha256": 5, "size": 1}]},
        {"files": [{"name": "a", "sha256": "", "size": 1.5}]},
        {"reports": [[]] * 3},
    ],
)
def test_manifests_of_no_form_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match="清单不是"):
        opened(told(package(), **wrong), "a")


@pytest.mark.parametrize("text", [b"", b"[", b"[]", b'{"form":"gongkai.annual/1"}', b"[" * 100_000])
def test_what_is_no_manifest_is_refused(text: bytes) -> None:
    with pytest.raises(Unreadable):
        opened(changed(package(), lambda files: files.update({MANIFEST: text})), "a")


def test_bombs_and_other_files_are_refused() -> None:
    bomb = changed(package(), lambda files: files.update({"reports/0001/report.xlsx": b" " * 310_000_000}))
    for data in (bomb, b"", b"PK\x03\x04", b"%PDF-1.7", package()[:500]):
        with pytest.raises(Unreadable):
            opened(data, "a")


WHOLE = package(Deposit("云岭县青禾镇人民政府", 2025, township_2021()))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_packages_never_give_other_figures(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    try:
        found = opened(bytes(damaged), "a")
    except Unreadable:
        return
    for deposit in found.deposits:
        assert values(deposit.report) == values(township_2021())
