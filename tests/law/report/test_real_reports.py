"""What the checks of structure and tables say of five real published reports: every fault, and nothing else."""

from pathlib import Path

import pytest

from gongkai.documents.reading import read
from gongkai.law.report.checks import check

FINDINGS = {
    "ledu-district-2020.txt": [
        ("R001", "error", "s6_other"),
        ("R003", "warning", "s1_overview"),
        ("R005", "warning", "s5_problems/p6"),
        ("R101", "error", "t3.granted.org_business"),
        ("R204", "warning", "t2.art20_5.admin_license.decisions"),
        ("R206", "warning", "t2.art20_9.central_procurement.procurement_amount_wan"),
    ],
    "qingshan-township-2020.txt": [],
    "qingyang-city-2021.txt": [
        ("R001", "warning", "s3_requests"),
        ("R001", "warning", "s4_review_litigation"),
        ("R001", "warning", "s5_problems"),
        ("R003", "warning", "s1_overview"),
        ("R004", "warning", "s6_other"),
        ("R101", "error", "s4_review_litigation"),
    ],
    "yanshi-office-2020.txt": [
        ("R206", "info", "t2.art20_9.central_procurement.procurement_amount_wan"),
        ("R305", "warning", "t3.other_handling.total"),
    ],
    "yuanzhou-district-2020.txt": [
        ("R001", "warning", "t2.art20_1.regulation.made_this_year"),
        ("R101", "error", "t4.review.upheld"),
        ("R203", "warning", "t2.art20_1.normative_document.published_this_year"),
        ("R206", "info", "t2.art20_9.central_procurement.procurement_amount_wan"),
    ],
}
PROSE = ("R306", "R5")


@pytest.mark.parametrize("name", FINDINGS)
def test_real_report(seeds: Path, name: str) -> None:
    findings = check(read((seeds / name).read_bytes(), name))
    assert [
        (finding.rule, finding.severity.value, finding.where)
        for finding in findings
        if not finding.rule.startswith(PROSE)
    ] == FINDINGS[name]
