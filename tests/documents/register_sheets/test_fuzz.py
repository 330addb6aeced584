"""Whatever a file holds, it is read or refused in words, quickly, and twice the same."""

import io
import random
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.register_sheets import Line, open_sheet
from gongkai.law.registers import read
from tests.documents.register_sheets.files import HEADS, KEYS, PENALTY, as_csv, as_lines, as_xlsx, table

QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=len(HEADS), max_size=len(HEADS)), max_size=6)


def attempt(folder: Path, data: bytes, name: str) -> list[Line] | str:
    """The rows of a file, or why there are none."""
    place = folder / "fuzzed"
    place.write_bytes(data)
    try:
        with open_sheet(place, name, PENALTY) as sheet:
            found = list(sheet.lines())
    except Unreadable as refused:
        return str(refused)
    for line in found:
        assert line.cells or line.beside or line.faults or name.endswith("jsonl")
        read(PENALTY, line.cells)
    return found


@QUIET
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.jsonl"]))
def test_any_bytes(tmp_path: Path, data: bytes, name: str) -> None:
    assert attempt(tmp_path, data, name) == attempt(tmp_path, data, name)


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes_below_the_headings(tmp_path: Path, data: bytes) -> None:
    attempt(tmp_path, as_csv([HEADS]) + data, "a.csv")


@QUIET
@given(st.lists(st.one_of(st.text(max_size=60), st.from_regex(r'\{"(content|fine)": .{0,20}\}')), max_size=5))
def test_any_lines_of_json(tmp_path: Path, texts: list[str]) -> None:
    data = as_lines([KEYS, table(1)[1]]) + "\n".join(texts).encode("utf-8", "replace")
    attempt(tmp_path, data, "a.jsonl")


@QUIET
@given(ROWS)
def test_whatever_is_written_is_read_the_same_in_every_format(tmp_path: Path, rows: list[list[str]]) -> None:
    """But for signs that a format cannot hold, and blanks around a text."""
    plain = [[" ".join(text.split()) for text in row] for row in rows]
    plain = [[text if text.isprintable() else "" for text in row] for row in plain]
    plain = [[text.lstrip("'＝=+＋-@") for text in row] for row in plain]
    plain = [row for row in plain if any(text.strip() for text in row)]
    assume(plain)
    by_csv = attempt(tmp_path, as_csv([HEADS, *plain]), "a.csv")
    by_book = attempt(tmp_path, as_xlsx([HEADS, *plain], options={"strings_to_urls": False}), "a.xlsx")
    by_json = attempt(tmp_path, as_lines([HEADS, *plain]), "a.jsonl")
    assert not isinstance(by_csv, str)
    assert not isinstance(by_book, str)
    assert not isinstance(by_json, str)
    cells = [line.cells for line in by_csv]
    assert [line.cells for line in by_book] == cells
    assert [line.cells for line in by_json if line.cells] == cells


@pytest.mark.parametrize("seed", range(60))
def test_damaged_workbooks(tmp_path: Path, seed: int) -> None:
    """Bytes of the parts changed, cut out and doubled."""
    rng = random.Random(seed)
    source = as_xlsx(table(8))
    out = io.BytesIO()
    with ZipFile(io.BytesIO(source)) as archive, ZipFile(out, "w", ZIP_DEFLATED) as target:
        names = archive.namelist()
        hurt = rng.choice(
            [name for name in names if "sheet1" in name or "shared" in name or "workbook" in name]
        )
        for name in names:
            content = bytearray(archive.read(name))
            if name == hurt:
                for _ in range(rng.randrange(1, 4)):
                    at, length = rng.randrange(len(content)), rng.randrange(1, 30)
                    match rng.randrange(3):
                        case 0:
                            content[at] = rng.randrange(256)
                        case 1:
                            del content[at : at + length]
                        case _:
                            content[at:at] = content[at : at + length]
            target.writestr(name, bytes(content))
    said = attempt(tmp_path, out.getvalue(), "a.xlsx")
    assert not isinstance(said, str) or said.endswith("。")


@pytest.mark.parametrize("seed", range(30))
def test_damaged_containers(tmp_path: Path, seed: int) -> None:
    """Bytes of the container itself changed."""
    rng = random.Random(seed)
    data = bytearray(as_xlsx(table(8)))
    for _ in range(rng.randrange(1, 6)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        attempt(tmp_path, bytes(data), "a.xlsx")
    except BadZipFile:  # pragma: no cover - would be the defect
        pytest.fail("a broken container was not refused in words")
