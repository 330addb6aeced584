"""The sample agencies and their reports, taken in through the platform's own import."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files

from django.utils.timezone import localdate

from gongkai.agencies import actions as agencies
from gongkai.agencies.queries import by_slugs, find
from gongkai.annual_reports.actions import import_report
from gongkai.annual_reports.queries import rows
from gongkai.demo import catalogue
from gongkai.law.report.schema import Level
from gongkai.records.access import OPERATOR

REAL = "示例：表格数字取自该机关公开发布的年报（含原有差错），文字由本平台另行撰写"
INVENTED = "示例：机关和全部内容均为虚构"


@dataclass(frozen=True, slots=True)
class Sample:
    """One agency with its report files."""

    slug: str
    name: str
    level: Level
    region: str
    files: tuple[str, ...]
    origin: str = REAL
    remark: str = ""


SAMPLES = (
    Sample("ledu", "海东市乐都区", Level.COUNTY, "青海省", ("ledu-2020.pdf",)),
    Sample("yuanzhou", "固原市原州区", Level.COUNTY, "宁夏回族自治区", ("yuanzhou-2020.docx",)),
    Sample("qingyang", "庆阳市", Level.PREFECTURE, "甘肃省", ("qingyang-2021.html",)),
    Sample("qingshan", "盐池县青山乡", Level.TOWNSHIP, "宁夏回族自治区", ("qingshan-2020.txt",)),
    Sample("yanshi-bgs", "偃师市人民政府办公室", Level.DEPARTMENT, "河南省", ("yanshi-2020.xlsx",)),
    Sample(
        "yunling",
        "云岭县人民政府",
        Level.COUNTY,
        "虚构省",
        (
            "yunling-2021.html",
            "yunling-2022.docx",
            "yunling-2023.xlsx",
            "yunling-2024.pdf",
            "yunling-2025.txt",
        ),
        origin=INVENTED,
        remark="虚构示例",
    ),
)


COUNTY = "agencies.csv"
"""44 departments and 12 townships below 云岭县, all invented."""


def load() -> None:
    """Enter what is not there yet: the sample agencies with their reports, the bodies below the invented county, the
    common columns and catalogue.
    """
    _load_reports()
    if find("yunling-bgs") is None:
        at = datetime.now(UTC)
        agencies.import_tree(
            data=(files("gongkai.demo") / COUNTY).read_bytes(),
            name=COUNTY,
            on=localdate(at),
            by=OPERATOR,
            at=at,
            reason=INVENTED,
        )
    catalogue.load()


def _load_reports() -> None:
    there = by_slugs(sample.slug for sample in SAMPLES)
    held = {(row.agency.slug, row.year) for row in rows((sample.slug for sample in SAMPLES), on=localdate())}
    folder = files("gongkai.demo") / "reports"
    for sample in SAMPLES:
        if sample.slug not in there:
            agencies.register(
                slug=sample.slug,
                name=sample.name,
                level=sample.level,
                region=sample.region,
                remark=sample.remark,
                by=OPERATOR,
                at=datetime.now(UTC),
            )
        for name in wanted(sample, localdate()):
            if (sample.slug, year_of(name)) not in held:
                import_report(
                    agency=sample.slug,
                    data=(folder / name).read_bytes(),
                    name=name,
                    by=OPERATOR,
                    at=datetime.now(UTC),
                    origin=sample.origin,
                )


def wanted(sample: Sample, today: date) -> tuple[str, ...]:
    """The files of a sample; of the invented county those before last year, whose report the demo compiles itself."""
    return tuple(name for name in sample.files if sample.origin == REAL or year_of(name) < today.year - 1)


def year_of(name: str) -> int:
    """The year that a report is about, as its file says."""
    return int(name.rpartition(".")[0].rpartition("-")[2])
