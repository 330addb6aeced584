"""The sample reports: written by the project, read without loss, with exactly the faults that are meant."""

import subprocess
import sys
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from gongkai.agencies.queries import find, tree
from gongkai.annual_reports import queries
from gongkai.demo import samples
from gongkai.documents.loading import load_bytes
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level, forms

FOLDER = files("gongkai.demo") / "reports"
NAMES = sorted(entry.name for entry in FOLDER.iterdir())

TODAY = date(2026, 3, 1)


def report(name: str) -> Report:
    return load_bytes((FOLDER / name).read_bytes(), name)


def found(name: str, *, previous: str = "") -> list[Finding]:
    level = next(sample.level for sample in samples.SAMPLES if name in sample.files)
    return check(report(name), previous=report(previous) if previous else None, level=level)


def rules(name: str, severity: Severity) -> set[tuple[str, str]]:
    return {(finding.rule, finding.where) for finding in found(name) if finding.severity is severity}


def test_committed_files_are_what_their_texts_say(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-m", "tools.build_demo_reports", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {name: (FOLDER / name).read_bytes() for name in NAMES}


def test_every_file_belongs_to_a_sample() -> None:
    assert sorted(name for sample in samples.SAMPLES for name in sample.files) == NAMES
    assert {name.rpartition(".")[2] for name in NAMES} == {"html", "docx", "pdf", "xlsx", "txt"}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("qingyang")])
def test_every_cell_is_read(name: str) -> None:
    made = report(name)
    assert set(made.cells) == set(forms()[made.format].cells)
    assert made.unread == ()


def test_ledu_keeps_its_faults() -> None:
    assert rules("ledu-2020.pdf", Severity.ERROR) == {
        ("R001", "s6_other"),
        ("R101", "t3.granted.org_business"),
    }
    warned = {rule for rule, _ in rules("ledu-2020.pdf", Severity.WARNING)}
    assert {"R005", "R204", "R206"} <= warned


def test_yuanzhou_keeps_its_faults() -> None:
    blank = next(finding for finding in found("yuanzhou-2020.docx") if finding.rule == "R101")
    assert len(blank.cells) == 5
    assert {where.split(".")[0] for where in blank.cells} == {"t4"}
    assert "R306" in {rule for rule, _ in rules("yuanzhou-2020.docx", Severity.WARNING)}


def test_qingyang_keeps_its_faults() -> None:
    errors = {rule for rule, _ in rules("qingyang-2021.html", Severity.ERROR)}
    assert errors == {"R101", "R501", "R503"}
    assert {entry.cell.split(".")[0] for entry in report("qingyang-2021.html").unread} == {"t4"}


def test_qingshan_keeps_its_faults() -> None:
    assert rules("qingshan-2020.txt", Severity.ERROR) == set()
    assert sum(finding.rule == "R504" for finding in found("qingshan-2020.txt")) == 2


def test_yanshi_keeps_its_faults() -> None:
    said = {finding.rule for finding in found("yanshi-2020.xlsx")}
    assert {"R206", "R305", "R306"} <= said
    assert "R306" in {rule for rule, _ in rules("yanshi-2020.xlsx", Severity.WARNING)}
    assert rules("yanshi-2020.xlsx", Severity.ERROR) == set()


def test_invented_county_is_correct_over_five_years() -> None:
    mine = [name for name in NAMES if name.startswith("yunling")]
    for before, now in zip(["", *mine], mine, strict=False):
        wrong = [f for f in found(now, previous=before) if f.severity is not Severity.INFO]
        assert wrong == [], now


def test_county_compiles_the_report_on_last_year_itself() -> None:
    county = next(sample for sample in samples.SAMPLES if sample.slug == "yunling")
    assert set(county.files) - set(samples.wanted(county, date(2026, 3, 1))) == {"yunling-2025.txt"}
    assert samples.wanted(county, date(2027, 1, 1)) == county.files
    real = samples.SAMPLES[0]
    assert samples.wanted(real, date(2020, 1, 1)) == real.files


@pytest.mark.django_db
def test_samples_go_through_the_import_and_only_once() -> None:
    samples.load()
    rows = queries.rows((sample.slug for sample in samples.SAMPLES), on=TODAY)
    many = sum(len(samples.wanted(sample, localdate())) for sample in samples.SAMPLES)
    assert len(rows) == many
    assert {row.version for row in rows} == {1}
    samples.load()
    assert len(queries.rows((sample.slug for sample in samples.SAMPLES), on=TODAY)) == many
    stored = queries.stored("ledu", 2020, on=TODAY)
    assert stored is not None
    assert "示例" in stored.origin


@pytest.mark.django_db
def test_county_has_its_departments_and_townships() -> None:
    samples.load()
    seat = find("yunling")
    assert seat is not None
    below = [branch.agency for branch in tree(on=date(2026, 3, 1)) if branch.agency.parent_id == seat.id]
    assert Counter(body.level for body in below) == {Level.DEPARTMENT: 44, Level.TOWNSHIP: 12}
    assert {body.remark for body in below} == {"虚构示例"}
    assert all(body.name.startswith("云岭县") for body in below)
    samples.load()
    assert len(tree(on=date(2026, 3, 1))) == len(samples.SAMPLES) + 56
