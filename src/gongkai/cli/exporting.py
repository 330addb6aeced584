"""What a worker process does to write one report as an official document, or as a package for another platform."""

from io import BytesIO

from gongkai.cli.jobs import Done, Job
from gongkai.documents.annual.package import Deposit, packed
from gongkai.documents.annual.writing import Kind, Manner, write
from gongkai.documents.loading import load
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.report.content import Report

PACKAGE = "zip"


def export_file(job: Job) -> Done:
    """The report as the bytes of a file; the job says when it is asked for."""
    if job.at is None:
        raise TypeError("an export needs its instant")
    try:
        report = load(job.path)
        if job.to == PACKAGE:
            return _package(report, job)
        made = write(report, Kind(job.to), job.at, Manner(with_charts=job.charts))
    except Unreadable as error:
        return Done(unreadable=str(error))
    return Done(made.data, note="\n".join(made.remarks))


def _package(report: Report, job: Job) -> Done:
    if job.at is None or report.report_year is None:
        raise Unreadable("报告没有写明年度，不能制成交换包。请在标题中写明年度后再试。")
    out = BytesIO()
    deposit = Deposit(report.agency_name, report.report_year, report)
    made = packed([deposit], out, sender=report.agency_name, made_at=job.at)
    return Done(
        out.getvalue(), note=f"清单 manifest.json 的 SHA-256 摘要是 {made.digest}，请另行告知接收方。"
    )
