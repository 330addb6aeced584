"""`gongkai check text`: what is printed, in which order, with which exit code; and `gongkai check` beside it."""

import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.terminal import run

Capture = pytest.CaptureFixture[bytes]
CLEAN = "关于做好政务公开工作的通知\n各单位要认真落实有关要求。\n"
FAULTY = "关于做好政务公开工作的通知\n会议布署了工作，请于2026年2月30日前完成。\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, "utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.txt"
    path.write_text(FAULTY, "utf-8")
    return path


def test_remarks_in_words(capsysbinary: Capture, faulty: Path) -> None:
    ran = run(capsysbinary, "check", "text", faulty)
    assert (ran.code, ran.err) == (1, "")
    lines = ran.text.splitlines()
    assert lines[0] == "关于做好政务公开工作的通知"
    assert lines.index("错误 1 项") < lines.index("提醒 1 项")
    assert "  N101  第2行 不存在的日期" in lines
    assert "        原文“布署” → 应为“部署”" in lines


def test_nothing_to_say(capsysbinary: Capture, clean: Path) -> None:
    ran = run(capsysbinary, "check", "text", clean)
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.splitlines()[-1] == "  没有发现问题。"


def test_json(capsysbinary: Capture, faulty: Path) -> None:
    ran = run(capsysbinary, "check", "text", faulty, "--json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["file"], answer["title"]) == (1, str(faulty), "关于做好政务公开工作的通知")
    assert [remark["rule"] for remark in answer["remarks"]] == ["N101", "W001"]
    assert answer["remarks"][1] == {
        "rule": "W001",
        "severity": "warning",
        "message": "可能是错别字，请核对。",
        "found": "布署",
        "fix": "部署",
        "part": "body",
        "place": "第2行",
        "start": 16,
        "end": 18,
        "also": [],
    }


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["clean"], 0),
        (["faulty"], 1),
        (["none"], 2),
        (["clean", "faulty"], 1),
        (["faulty", "none", "clean"], 2),
    ],
)
@pytest.mark.parametrize("form", ["--json", None])
@pytest.mark.usefixtures("clean", "faulty")
def test_exit_code(
    capsysbinary: Capture, tmp_path: Path, names: list[str], code: int, form: str | None
) -> None:
    words: list[str | Path] = [*(tmp_path / f"{name}.txt" for name in names), *([form] if form else [])]
    assert run(capsysbinary, "check", "text", *words).code == code


def test_a_folder_of_every_format(capsysbinary: Capture, tmp_path: Path) -> None:
    folder = tmp_path / "文稿"
    folder.mkdir()
    (folder / "a.html").write_text(
        "<html><title>关于某事的通知</title><body><p>会议布署工作。</p><p><a href='http://10.1.1.1/'>内网</a></p></body></html>",
        "utf-8",
    )
    word = docx.Document()
    word.add_paragraph("云岭县人民政府办公室关于某事的通知")
    word.add_paragraph("会议布署工作。")
    word.save(str(folder / "b.docx"))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("名单", 0)
    sheet.append(["事项", "说明"])
    sheet.append(["甲", "会议布署工作"])
    del book["Sheet"]
    book.save(folder / "c.xlsx")
    (folder / "d.txt").write_text("会议布署工作。", "utf-8")
    (folder / "e.doc").write_bytes(b"old")
    ran = run(capsysbinary, "check", "text", folder, "--json")
    assert "e.doc" in ran.err
    assert ran.code == 1
    answers = ran.lines
    assert [Path(answer["file"]).name for answer in answers] == ["a.html", "b.docx", "c.xlsx", "d.txt"]
    typos = [[r for r in answer["remarks"] if r["rule"] == "W001"] for answer in answers]
    assert [len(found) for found in typos] == [1, 1, 1, 1]
    assert typos[2][0]["place"] == "工作表“名单”第2行"
    assert "K003" in {remark["rule"] for remark in answers[0]["remarks"]}
    ran = run(capsysbinary, "check", "text", folder)
    assert ran.text.splitlines()[-1] == "共 4 个文件：1 个有错误，3 个没有错误。"


def test_dictionary_of_an_agency(capsysbinary: Capture, tmp_path: Path, faulty: Path) -> None:
    words = tmp_path / "词库.csv"
    words.write_text("词语,改为,类型,级别\n会议布署,,准用,\n请于,须于,,错误\n", "utf-8")
    ran = run(capsysbinary, "check", "text", faulty, "--json", "--dictionary", words)
    assert [remark["rule"] for remark in json.loads(ran.out)["remarks"]] == ["W009", "N101"]


def test_a_faulty_dictionary_is_told_row_by_row(capsysbinary: Capture, tmp_path: Path, faulty: Path) -> None:
    words = tmp_path / "词库.csv"
    words.write_text("词语,改为\n甲,乙\n甲乙,甲乙\n", "utf-8")
    ran = run(capsysbinary, "check", "text", faulty, "--dictionary", words)
    assert (ran.code, ran.out) == (2, b"")
    assert "第2行" in ran.err
    assert "第3行" in ran.err
    ran = run(capsysbinary, "check", "text", faulty, "--dictionary", tmp_path / "none.csv")
    assert ran.code == 2
    assert "不存在" in ran.err


def test_personal_data_in_a_hidden_place_is_found_and_not_printed(
    capsysbinary: Capture, tmp_path: Path
) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("表", 0).append(["事项"])
    hidden = book.create_sheet("底表")
    hidden.append(["11010519491231002X"])
    hidden.sheet_state = "hidden"
    book.save(out)
    path = tmp_path / "a.xlsx"
    path.write_bytes(out.getvalue())
    ran = run(capsysbinary, "check", "text", path)
    assert ran.code == 1
    assert "V101" in ran.text
    assert "11010519491231002X" not in ran.text


def test_deploy_is_for_the_installation(capsysbinary: Capture, faulty: Path) -> None:
    ran = run(capsysbinary, "check", "--deploy", "text", faulty)
    assert ran.code == 2
    assert "--deploy" in ran.err
