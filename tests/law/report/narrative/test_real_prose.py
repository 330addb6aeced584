"""What the checks say of the prose of five real published reports: every fault, and nothing else."""

from pathlib import Path

import pytest

from gongkai.documents.reading import read
from gongkai.law.report.checks import check
from gongkai.law.report.narrative import figures

FINDINGS = {
    "ledu-district-2020.txt": [],
    "qingshan-township-2020.txt": [
        ("R504", "warning", "近300条", "34条"),
        ("R504", "warning", "52余条", "67条"),
        ("R505", "info", "16个", "条"),
    ],
    "qingyang-city-2021.txt": [
        ("R501", "error", "99031条", "99095条"),
        ("R503", "error", "20.86%", "21.31%或20.33%"),
        ("R505", "info", "130宗", "件"),
    ],
    "yanshi-office-2020.txt": [
        ("R306", "warning", "22件", "0件"),
        ("R306", "info", "7800余条", None),
    ],
    "yuanzhou-district-2020.txt": [("R306", "warning", "5件", "4")],
}
FIGURES = {
    "ledu-district-2020.txt": "323条 86条 231条 28篇 1502篇 53篇 五个 380余项 43万余条",
    "yanshi-office-2020.txt": (
        "4次 7800余条 6300余条 110余条 230余条 1200余条 51次 14次 37次 28次 3次 18件 1件 0 45件 7件 15件 1件 22件"
    ),
}
PROSE = ("R306", "R50")


@pytest.mark.parametrize("name", FINDINGS)
def test_prose_of_a_real_report(seeds: Path, name: str) -> None:
    findings = check(read((seeds / name).read_bytes(), name))
    assert [
        (finding.rule, finding.severity.value, finding.stated, finding.expected)
        for finding in findings
        if finding.rule.startswith(PROSE) and not finding.rule.startswith("R00")
    ] == FINDINGS[name]


@pytest.mark.parametrize("name", FIGURES)
def test_figures_of_a_real_report(seeds: Path, name: str) -> None:
    found = figures(read((seeds / name).read_bytes(), name))
    assert " ".join(figure.text for figure in found) == FIGURES[name]


@pytest.mark.parametrize("name", FINDINGS)
def test_findings_are_marked_where_they_stand(seeds: Path, name: str) -> None:
    report = read((seeds / name).read_bytes(), name)
    texts = {where: paragraph.text for where, paragraph in report.prose()}
    for finding in check(report):
        if finding.rule.startswith(PROSE) and finding.span and finding.stated and finding.rule != "R306":
            marked = texts[finding.where][slice(*finding.span)]
            assert "".join(marked.split()) == finding.stated
