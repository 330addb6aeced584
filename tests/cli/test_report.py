"""`gongkai report read` and `check`: what is printed, in which order, with which exit code."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.documents.writing.as_json import to_json
from tests.cli.terminal import run, save
from tests.law.report.reports import balanced_2019, balanced_2021, before_2021, township_2021, with_cells

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return save(balanced_2021(), tmp_path / "clean.json")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    report = with_cells(balanced_2021(), {"t3.granted.total": 5549})
    return save(report, tmp_path / "faulty.json")


def test_read_prints_the_document(capsysbinary: Capture, clean: Path) -> None:
    ran = run(capsysbinary, "report", "read", clean, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == to_json(balanced_2021())
    assert ran.out.count(b"\n") > 100


def test_read_prints_one_line_a_file(capsysbinary: Capture, clean: Path, tmp_path: Path) -> None:
    other = save(balanced_2019(), tmp_path / "other.json")
    ran = run(capsysbinary, "report", "read", other, tmp_path / "none.pdf", clean, "--json")
    assert ran.code == 2
    first, failed, second = ran.lines
    assert (first, second) == (to_json(balanced_2019()), to_json(balanced_2021()))
    assert failed == {"file": str(tmp_path / "none.pdf"), "error": ran.err.strip()}
    assert "none.pdf" in ran.err


def test_read_in_words(capsysbinary: Capture, tmp_path: Path) -> None:
    report = with_cells(balanced_2019(), {"t3.granted.total": None})
    cells = {key: cell for key, cell in report.cells.items() if key != "t4.review.upheld"}
    ran = run(capsysbinary, "report", "read", save(replace(report, cells=cells), tmp_path / "r.json"))
    assert ran.code == 0
    for expected in (
        *(
            "云岭县2020年政府信息公开工作年度报告",
            "云岭县人民政府 · 2020 年度 · 2019年格式 · 2021-03-12 发布",
        ),
        *("第二十条第（九）项", "3528.416", "三、本年度办理结果", "全年发生行政复议3件，行政诉讼3件。"),
    ):
        assert expected in ran.text
    rows = {line.split()[0]: line.split()[1:] for line in ran.text.splitlines() if line.strip()}
    assert rows["（一）予以公开"] == ["21", "3", "0", "0", "1", "0", "空"]
    assert rows["行政复议"] == ["缺", "1", "0", "0", "3"]


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
    words: list[str | Path] = [*(tmp_path / f"{name}.json" for name in names), *([form] if form else [])]
    assert run(capsysbinary, "report", "check", *words).code == code


def test_check_prints_report_and_findings(capsysbinary: Capture, faulty: Path) -> None:
    ran = run(capsysbinary, "report", "check", faulty, "--json")
    document = json.loads(ran.out)
    assert list(document) == ["file", "report", "findings"]
    assert document["file"] == str(faulty)
    assert document["report"]["cells"]["t3.granted.total"]["value"] == 5549
    errors = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert errors
    assert all(
        list(finding) == ["rule", "severity", "where", "stated", "expected", "message"] for finding in errors
    )


def test_check_in_words(capsysbinary: Capture, faulty: Path) -> None:
    ran = run(capsysbinary, "report", "check", faulty)
    for expected in (
        "云岭市2025年政府信息公开工作年度报告",
        "错误",
        "R303",
        "表三 （一）予以公开 · 总计",
        "5549",
        "5548",
        "依据：",
    ):
        assert expected in ran.text
    assert "\033" not in ran.text


def test_check_in_words_ends_with_a_sum(
    capsysbinary: Capture, clean: Path, faulty: Path, tmp_path: Path
) -> None:
    ran = run(capsysbinary, "report", "check", clean, faulty, tmp_path / "none.json")
    assert ran.text.splitlines()[-1] == "共 3 份报告：1 份有错误，1 份没有错误，1 份不能读取。"


def test_json_of_check_is_checked_again(capsysbinary: Capture, faulty: Path, tmp_path: Path) -> None:
    printed = run(capsysbinary, "report", "check", faulty, "--json").out
    (tmp_path / "again.json").write_bytes(printed)
    again = run(capsysbinary, "report", "check", tmp_path / "again.json", "--json")
    assert json.loads(again.out)["findings"] == json.loads(printed)["findings"]


def rules(printed: bytes, severity: str = "error") -> set[str]:
    return {finding["rule"] for finding in json.loads(printed)["findings"] if finding["severity"] == severity}


def test_previous(capsysbinary: Capture, clean: Path, tmp_path: Path) -> None:
    right = save(before_2021(), tmp_path / "before.json")
    wrong = save(with_cells(before_2021(), {"t3.carried_out.natural_person": 536}), tmp_path / "wrong.json")
    assert run(capsysbinary, "report", "check", clean, "--previous", right).code == 0
    against = run(capsysbinary, "report", "check", clean, "--previous", wrong, "--json")
    assert against.code == 1
    assert "R304" in rules(against.out)


def test_children(capsysbinary: Capture, tmp_path: Path) -> None:
    parent = save(township_2021("云岭县", received=5), tmp_path / "county.json")
    below = tmp_path / "townships"
    below.mkdir()
    save(township_2021("云岭县青禾镇", received=4), below / "a.json")
    third = save(township_2021("云岭县白石镇", received=3), tmp_path / "c.json")
    alone = run(capsysbinary, "report", "check", parent, "--json")
    ran = run(capsysbinary, "report", "check", parent, "--children", below, "--children", third, "--json")
    assert json.loads(ran.out)["findings"] != json.loads(alone.out)["findings"]


@pytest.mark.parametrize("option", ["--previous", "--children"])
@pytest.mark.parametrize("form", ["--json", None])
def test_unreadable_report_beside(
    capsysbinary: Capture, clean: Path, tmp_path: Path, option: str, form: str | None
) -> None:
    words: list[str | Path] = [option, tmp_path / "none.json", *([form] if form else [])]
    ran = run(capsysbinary, "report", "check", clean, *words)
    assert ran.code == 2
    assert "none.json" in ran.err
    assert (list(json.loads(ran.out)) == ["file", "error"]) if form else not ran.out


@pytest.mark.parametrize("option", ["--previous", "--children"])
def test_report_beside_needs_one_report(
    capsysbinary: Capture, clean: Path, faulty: Path, option: str
) -> None:
    ran = run(capsysbinary, "report", "check", clean, faulty, option, clean)
    assert ran.code == 2
    assert "一次只能检查一份报告" in ran.err


def test_level(capsysbinary: Capture, tmp_path: Path) -> None:
    """A department must publish by 31 January, a government by 31 March."""
    report = save(balanced_2021(), tmp_path / "march.json")
    assert run(capsysbinary, "report", "check", report, "--level", "prefecture").code == 0
    ran = run(capsysbinary, "report", "check", report, "--level", "department", "--json")
    assert "R006" in rules(ran.out)


def test_folder_is_walked(capsysbinary: Capture, tmp_path: Path) -> None:
    for name in (
        "乙/2.json",
        "乙/10.json",
        "甲.json",
        ".hidden.json",
        ".git/x.json",
        "~$甲.json",
        "乙/notes.md",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        save(township_2021(), tmp_path / name)
    ran = run(capsysbinary, "report", "check", tmp_path, "--json")
    files = [str(Path(line["file"]).relative_to(tmp_path)) for line in ran.lines]
    assert files == ["甲.json", "乙/10.json", "乙/2.json"]


def test_old_formats_in_a_folder_are_named(capsysbinary: Capture, clean: Path) -> None:
    (clean.parent / "旧.doc").write_bytes(b"")
    ran = run(capsysbinary, "report", "check", clean.parent, "--json")
    assert ran.code == 0
    assert "旧.doc" in ran.err
    assert "另存为" in ran.err


def test_folder_without_reports(capsysbinary: Capture, tmp_path: Path, clean: Path) -> None:
    (tmp_path / "空").mkdir()
    ran = run(capsysbinary, "report", "check", tmp_path / "空", clean, "--json")
    assert ran.code == 2
    assert "文件夹" in ran.err
    assert [list(line) for line in ran.lines] == [["file", "error"], ["file", "report", "findings"]]


def test_terminal_is_not_steered_by_a_report(capsysbinary: Capture, tmp_path: Path) -> None:
    hostile = replace(township_2021(), title="\033]0;改标题\007年度报告\u202e", agency_name="甲\033[2J\n乙")
    saved = save(hostile, tmp_path / "h.json")
    for command in ("read", "check"):
        printed = run(capsysbinary, "report", command, saved).text
        assert not {"\033", "\007", "\u202e"} & set(printed)


@pytest.mark.parametrize("words", [[], ["report"]])
def test_no_command_shows_help(capsysbinary: Capture, words: list[str]) -> None:
    ran = run(capsysbinary, *words)
    assert ran.code == 2
    assert ran.err.startswith("用法：gongkai")
    assert "命令:" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "check"], "缺少 FILE|DIR…"),
        (["report", "chekc"], "没有“chekc”这个命令"),
        (["reprot"], "没有“reprot”这个命令"),
        (["report", "check", "--jsn", "a"], "没有选项 --jsn，是不是 --json"),
        (["report", "check", "a", "--level", "city"], "--level 只能是 province、prefecture"),
        (["report", "check", "a", "--previous"], "选项 --previous 缺少内容"),
        (["report", "convert", "a"], "缺少选项 --to"),
    ],
)
def test_wrong_call(capsysbinary: Capture, words: list[str], said: str) -> None:
    ran = run(capsysbinary, *words)
    assert ran.code == 2
    assert said in ran.err
    assert "--help" in ran.err
