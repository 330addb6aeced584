"""What a file is, its content says; what would do harm or cannot be opened is refused."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.media.kinds import EVIDENCE, KINDS, by_media_type
from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.documents.reading.sources import limits
from tests.documents.media.samples import SAMPLES, office, ole, zipped


def kind(data: bytes) -> str | None:
    found = sniff(io.BytesIO(data))
    return found.name if found else None


@pytest.mark.parametrize("name", SAMPLES)
def test_kind_is_told_by_content(name: str) -> None:
    assert kind(SAMPLES[name]) == name


def test_every_kind_has_a_sample_and_a_media_type_of_its_own() -> None:
    assert SAMPLES.keys() | {"csv", "json", "jsonl"} == KINDS.keys()
    assert [by_media_type(each.media_type) for each in KINDS.values()] == list(KINDS.values())
    assert EVIDENCE == KINDS.keys() - {"html", "json", "jsonl"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"MZ\x90\0\3\0\0\0",
        b"\x7fELF\2\1\1\0",
        b"plain beginning\n" * 9000 + b"\0",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"Rar!\x1a\x07\0",
        b"SQLite format 3\0",
        ole("Anything"),
        "plain text".encode("utf-16-le"),
    ],
)
def test_other_kinds_are_not_guessed(data: bytes) -> None:
    assert kind(data) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
def test_text_in_every_encoding_of_chinese_offices(encoding: str) -> None:
    assert kind("關於政府信息公開申請的答復，共有三件。\n".encode(encoding)) == "txt"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (office("word", **{"word/vbaProject.bin": b"x"}), "宏"),
        (ole("WordDocument", "Macros"), "宏"),
        (ole("EncryptedPackage"), "密码"),
        (ole("WordDocument")[:700], "损坏"),
        (SAMPLES["zip"][:40], "损坏"),
        (SAMPLES["docx"][:-30], "损坏"),
        (zipped({"../../etc/passwd": b"x"}), "其他文件夹"),
        (zipped({"C:\\Windows\\x.dll": b"x"}), "其他文件夹"),
        (zipped({"/x": b"x"}), "其他文件夹"),
        (zipped({"zeros": bytes(limits.ARCHIVE_RATIO_FROM + 1)}), "庞大"),
        (zipped({str(number): b"" for number in range(limits.ARCHIVE_MEMBERS + 1)}), "庞大"),
    ],
    ids=lambda value: (
        value if isinstance(value, str) else "file"
    ),  # a zip tells the time at which it was made
)
def test_harmful_container_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unwanted, match=why):
        kind(data)


def test_members_that_share_their_bytes_are_a_bomb() -> None:
    """The table of contents names the same bytes many times over: no member is dense, all together are endless."""
    data = zipped({"a": bytes(range(256)) * 64}, zipfile.ZIP_STORED)
    start = struct.unpack("<I", data[-6:-2])[0]
    entry, tail = data[start:-22], data[-22:]
    count = 20
    ends = tail[:8] + struct.pack("<HHII", count, count, count * len(entry), start) + tail[20:]
    with pytest.raises(Unwanted, match="庞大"):
        kind(data[:start] + entry * count + ends)


def test_table_of_contents_that_lies_about_a_size() -> None:
    data = bytearray(zipped({"a": bytes(100_000)}))
    size = struct.pack("<I", 100_000)
    for _ in range(2):  # in the member's own head and in the table
        at = data.index(size)
        data[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(Unwanted, match="损坏"):
        kind(bytes(data))


def test_locked_zip_is_refused() -> None:
    data = bytearray(SAMPLES["zip"])
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unwanted, match="密码"):
        kind(bytes(data))


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0), st.binary(max_size=8))
def test_damaged_files_never_crash(name: str, at: int, noise: bytes) -> None:
    data = SAMPLES[name]
    at %= len(data)
    with suppress(Unwanted):
        kind(data[:at] + noise + data[at + len(noise) :])
