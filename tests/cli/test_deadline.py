"""`gongkai deadline`: one application, a file, a stream; the words, the JSON, the exit codes."""

import io
import json
import select
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.deadline import LARGEST
from gongkai.cli.deadline_help import KEYS
from gongkai.documents.deadlines.answer import answer
from gongkai.documents.deadlines.question import FACT_KEYS, QUESTION_KEYS
from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Channel, Kind
from tests.cli.terminal import Ran, run, start
from tests.conftest import ROOT

Capture = pytest.CaptureFixture[bytes]
LIMIT = 60  # seconds in which every process here must end
AS_OF = ("--as-of", "2026-10-20")
TODAY = date(2026, 10, 20)
CONSULTED = {
    "received_on": "2026-09-01",
    "channel": "internet",
    "as_of": "2026-09-20",
    "events": [
        {"kind": "confirmed", "on": "2026-09-02"},
        {"kind": "third_party_asked", "on": "2026-09-10", "who": "甲公司"},
    ],
}
IMPOSSIBLE = {
    "received_on": "2026-09-01",
    "as_of": "2026-09-20",
    "events": [{"kind": "corrected", "on": "2026-09-05"}],
}


@pytest.fixture(autouse=True)
def shipped_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_HOLIDAYS", raising=False)


def expected(document: object) -> dict[str, Any]:
    return answer(document, calendar=official(), today=TODAY)


def write(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def stream(capture: Capture, monkeypatch: pytest.MonkeyPatch, data: bytes, *words: str) -> Ran:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    return run(capture, "deadline", "-", *AS_OF, *words)


def test_simple_case_as_json(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "deadline", "--received", "2026-09-20", *AS_OF, "--json")
    assert (ran.code, ran.err) == (0, "")
    said = json.loads(ran.out)
    assert said == expected({"received_on": "2026-09-20"})
    assert (said["due_on"], said["used"], said["left"]) == ("2026-10-23", 17, 3)


def test_simple_case_in_words(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "deadline", "--received", "2026-09-20", *AS_OF)
    assert ran.code == 0
    lines = ran.text.splitlines()
    assert lines[:6] == [
        "到期日  2026年10月23日（星期五）",
        "状态    办理中",
        "已用    17 个工作日",
        "剩余    3 个工作日",
        "等谁    本机关",
        "截至    2026年10月20日（星期二）",
    ]
    days = [line for line in lines if line.startswith("2026-")]
    assert len(days) == 34
    assert days[0].startswith("2026-09-20  —")
    assert days[-1].startswith("2026-10-23  20")


def test_channel_of_the_simple_case(capsysbinary: Capture) -> None:
    words = ("deadline", "--received", "2026-09-20", "--channel", "internet", *AS_OF)
    assert json.loads(run(capsysbinary, *words, "--json").out)["state"] == "confirming_receipt"
    assert "到期日  还不能确定" in run(capsysbinary, *words).text


def test_as_of_before_receipt_is_a_finding(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "deadline", "--received", "2026-10-21", *AS_OF)
    assert ran.code == 1
    assert "到期日  不能计算" in ran.text
    assert "错误  D902" in ran.text


def test_today_is_the_day_by_default(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "deadline", "--received", "2059-01-06", "--json")
    assert json.loads(ran.out)["as_of"] == "2059-01-06"
    assert json.loads(ran.out)["provisional"] is True
    assert "（暂定，" in run(capsysbinary, "deadline", "--received", "2059-01-06").text


def test_file(capsysbinary: Capture, tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", CONSULTED)
    ran = run(capsysbinary, "deadline", path, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == expected(CONSULTED)


def test_as_of_of_the_file_counts_before_the_option(capsysbinary: Capture, tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", CONSULTED)
    assert json.loads(run(capsysbinary, "deadline", path, *AS_OF, "--json").out)["as_of"] == "2026-09-20"
    path = write(tmp_path / "b.json", {"received_on": "2026-09-01"})
    assert json.loads(run(capsysbinary, "deadline", path, *AS_OF, "--json").out)["as_of"] == "2026-10-20"


def test_who_is_waited_for(capsysbinary: Capture, tmp_path: Path) -> None:
    text = run(capsysbinary, "deadline", write(tmp_path / "a.json", CONSULTED)).text
    assert "状态    征求第三方意见" in text
    assert "等谁    第三方“甲公司”：" in text
    assert "（最迟到2026年" in text


def test_overdue_and_closed(capsysbinary: Capture, tmp_path: Path) -> None:
    late = {"received_on": "2026-09-01", "as_of": "2026-10-20"}
    text = run(capsysbinary, "deadline", write(tmp_path / "a.json", late)).text
    assert "状态    办理中，已超期" in text
    assert f"剩余    已超过 {-expected(late)['left']} 个工作日" in text
    closed = {**late, "events": [{"kind": "withdrawn", "on": "2026-09-03"}]}
    text = run(capsysbinary, "deadline", write(tmp_path / "b.json", closed)).text
    assert "状态    已撤回" in text
    assert "等谁    —" in text


def test_abandoned_has_no_due_day(capsysbinary: Capture, tmp_path: Path) -> None:
    asked = {"kind": "correction_asked", "on": "2026-09-02", "working_days": 5}
    document = {"received_on": "2026-09-01", "as_of": "2026-10-20", "events": [asked]}
    text = run(capsysbinary, "deadline", write(tmp_path / "a.json", document)).text
    assert "到期日  没有" in text
    assert "剩余    —" in text


def test_findings_are_told_with_their_basis(capsysbinary: Capture, tmp_path: Path) -> None:
    ran = run(capsysbinary, "deadline", write(tmp_path / "a.json", IMPOSSIBLE))
    assert ran.code == 1
    [finding] = expected(IMPOSSIBLE)["findings"]
    unfolded = "".join(ran.text.split())
    assert f"错误{finding['rule']}{''.join(finding['message'].split())}" in unfolded
    assert f"依据：{finding['basis']}" in unfolded


def test_warning_is_no_failure(capsysbinary: Capture, tmp_path: Path) -> None:
    extended = {"kind": "extended", "on": "2026-09-02", "working_days": 40}
    document = {"received_on": "2026-09-01", "as_of": "2026-09-10", "events": [extended]}
    ran = run(capsysbinary, "deadline", write(tmp_path / "a.json", document))
    assert ran.code == 0
    assert "提醒  D140" in ran.text


def test_document_that_cannot_be_read(capsysbinary: Capture, tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", {"received_on": "2026-02-29", "colour": "red"})
    ran = run(capsysbinary, "deadline", path)
    assert ran.code == 1
    assert "到期日  不能计算" in ran.text
    assert "2026-02-29" in ran.text
    assert "colour" in ran.text
    assert "Traceback" not in ran.text


NO_FILES: list[tuple[bytes, str]] = [
    (b"", "是空的"),
    (b" \n", "是空的"),
    (b"\x89PNG\r\x1a\xff", "不是 UTF-8 编码的文本"),
    (b'{"received_on": ', "处不是正确的 JSON"),
    (b'{"received_on": "2026-09-01",\n "as_of" "2026-09-02"}', "第 2 行第 10 个字符处不是正确的 JSON"),
    (b"received_on: 2026-09-01", "第 1 个字符处不是正确的 JSON"),
    (b'{"received_on": "2026-09-01"}\n{"received_on": "2026-09-02"}', "请用 gongkai deadline - "),
    (b'{"received_on": "2026-09-01", "received_on": "2026-09-02"}', "“received_on”出现了两次"),
    (b"[" * 200_000, "嵌套层次过深"),
    (b'{"a": ' + b"9" * 5000 + b"}", "过长的数字"),
    (b" " * (LARGEST + 1), f"超过 {LARGEST} 字节"),
]


@pytest.mark.parametrize(("data", "says"), NO_FILES)
def test_file_that_is_no_document(capsysbinary: Capture, tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.json").write_bytes(data)
    ran = run(capsysbinary, "deadline", tmp_path / "a.json")
    assert (ran.code, ran.out) == (2, b"")
    assert "a.json" in ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_utf16_as_some_shells_write_it(capsysbinary: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(json.dumps(CONSULTED, ensure_ascii=False).encode("utf-16"))
    assert json.loads(run(capsysbinary, "deadline", tmp_path / "a.json", "--json").out) == expected(CONSULTED)


@pytest.mark.parametrize(("name", "says"), [("none.json", "不存在"), (".", "是文件夹")])
def test_file_that_cannot_be_opened(capsysbinary: Capture, tmp_path: Path, name: str, says: str) -> None:
    ran = run(capsysbinary, "deadline", f"{tmp_path}/{name}")
    assert (ran.code, ran.out) == (2, b"")
    assert says in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "请给出 FILE，或者用 --received"),
        (["--channel", "fax"], "请给出 FILE，或者用 --received"),
        (["a.json", "--received", "2026-09-20"], "不能再用 --received"),
        (["-", "--channel", "fax"], "不能再用 --received、--channel"),
        (["--received", "2026-02-30"], "没有“2026-02-30”这一天"),
        (["--received", "2026-09-20", "--as-of", "x"], "“x”不是日期"),
        (["--received", "2026-09-20", "--channel", "pigeon"], "选项 --channel 只能是 in_person、"),
        (["a", "b"], "多出了“b”"),
        (["--recieved", "2026-09-20"], "没有选项 --recieved，是不是 --received"),
    ],
)
def test_wrong_call(capsysbinary: Capture, words: Sequence[str], says: str) -> None:
    ran = run(capsysbinary, "deadline", *words)
    assert (ran.code, ran.out) == (2, b"")
    assert says in ran.err


def test_stream(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [{"received_on": "2026-09-20"}, CONSULTED]
    data = "\n".join(json.dumps(one, ensure_ascii=False) for one in documents).encode()
    ran = stream(capsysbinary, monkeypatch, data)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [expected(one) for one in documents]


@pytest.mark.parametrize(
    ("line", "says"), [(data, says) for data, says in NO_FILES if data.count(b"\n") == 0 and data]
)
def test_bad_line_is_answered_and_the_next_one_follows(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, line: bytes, says: str
) -> None:
    good = b'{"received_on": "2026-09-20"}\n'
    ran = stream(capsysbinary, monkeypatch, good + line + b"\n" + good)
    assert ran.code == 1
    before, bad, after = ran.lines
    assert before == after == expected({"received_on": "2026-09-20"})
    assert (bad["state"], bad["due_on"]) == ("invalid", None)
    [finding] = bad["findings"]
    assert finding["severity"] == "error"
    assert finding["message"].startswith("这一行")
    assert says in finding["message"]


def test_empty_line_has_an_answer_of_its_own(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = stream(capsysbinary, monkeypatch, b'\n{"received_on": "2026-09-20"}\n')
    assert [line["state"] for line in ran.lines] == ["invalid", "in_review"]


def test_empty_stream(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = stream(capsysbinary, monkeypatch, b"")
    assert (ran.code, ran.out) == (0, b"")


def test_half_a_character_in_a_name_is_still_json(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = rb'{"received_on": "2026-09-01", "events": [{"kind": "corrected", "on": "2026-09-05", "who": "\ud800"}]}'
    ran = stream(capsysbinary, monkeypatch, line)
    assert ran.code == 1
    assert len(ran.lines) == 1


def test_each_line_is_answered_at_once() -> None:
    with start("deadline", "-", *AS_OF, stdin=-1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(b'{"received_on": "2026-09-20"}\n')
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], LIMIT)
            assert ready, "no answer before the input ends"
            assert json.loads(process.stdout.readline())["due_on"] == "2026-10-23"
        process.stdin.close()
        assert process.wait(timeout=LIMIT) == 0


def test_reader_that_has_seen_enough(tmp_path: Path) -> None:
    (tmp_path / "many").write_bytes(b'{"received_on": "2026-09-20"}\n' * 2000)
    with (tmp_path / "many").open("rb") as many, start("deadline", "-", *AS_OF, stdin=many) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=LIMIT) == 141


@pytest.fixture
def told(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "120")
    return run(capsysbinary, "deadline", "--help").text


def test_every_key_of_an_answer_is_described() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    said = expected(CONSULTED) | {"pauses": [{"first": 0, "last": 0, "why": 0, "open": 0, "basis": 0}]}
    parts = [part for key in ("trace", "waits", "limits", "pauses") for part in said[key][0]]
    assert said["waits"]
    assert [key for key in (*said, *parts) if f"`{key}`" not in page] == []


def test_help_lists_every_event(told: str) -> None:
    for kind in Kind:
        [line] = [line for line in told.splitlines() if line.startswith(f"  {kind} ")]
        assert line.endswith(kind.label)


def test_help_lists_every_key(told: str) -> None:
    assert {"kind", "on", *KEYS} == set(FACT_KEYS)
    assert [key for key in (*KEYS, *QUESTION_KEYS) if key not in told] == []


def test_help_lists_every_channel(told: str) -> None:
    together = "".join(told.split())
    assert [channel for channel in Channel if f"{channel.value}{channel.label}" not in together] == []


def test_help_lists_every_setting_with_its_default(told: str) -> None:
    lines = told.splitlines()
    for field in fields(Settings):
        at = next(n for n, line in enumerate(lines) if line.split()[:1] == [field.name])
        default = str(field.default).lower()
        if default.isdigit():
            assert f"默认 {default}" in lines[at]
        else:
            [marked] = [line for line in lines[at + 1 : at + 3] if "（默认）" in line]
            assert marked.split()[0] == default
