"""Making a package. The same reports at the same instant give the same bytes, but for what DOCX, PDF and XLSX programs write."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gongkai.documents.annual.package import manifest
from gongkai.documents.annual.writing import Kind, Made, write
from gongkai.documents.digests import SHA256, SM3, digests_of
from gongkai.documents.writing.as_csv import to_csv
from gongkai.documents.writing.finding_record import finding_json
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report

_BEIJING = timezone(timedelta(hours=8))
_MODE = 0o100644 << 16

Writer = Callable[[Report, Kind, datetime], Made]


@dataclass(frozen=True, slots=True)
class Deposit:
    """A report with whose it is. `code`: 统一社会信用代码, where it is known; `version`: how often it was published."""

    agency: str
    year: int
    report: Report
    code: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """What was made. `digest`: the SHA-256 of manifest.json, to be told to the receiver by another way."""

    digest: str
    files: int
    reports: int


def packed(
    deposits: Sequence[Deposit],
    target: BinaryIO,
    *,
    sender: str,
    made_at: datetime,
    kinds: Sequence[Kind] = tuple(Kind),
    sm3: bool = False,
    writer: Writer = write,
) -> Packed:
    """Write the package. Raises ValueError for too many reports, Unreadable as files do, NoSM3."""
    if not 0 < len(deposits) <= manifest.MOST_REPORTS:
        raise ValueError(f"一个交换包可以有 1 至 {manifest.MOST_REPORTS} 份报告")
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        writing = _Writing(archive, made_at, (SHA256, SM3) if sm3 else (SHA256,))
        told = [writing.report(number, deposit, kinds, writer) for number, deposit in enumerate(deposits, 1)]
        writing.put(manifest.README, manifest.READ_ME.encode())
        document = manifest.dumped(
            {
                "form": manifest.FORM,
                "sender": sender,
                "made_at": made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "reports": told,
                "files": [*writing.files],
            }
        )
        writing.put(manifest.MANIFEST, document)
        sums = "".join(f"{each[SHA256]}  {each['name']}\n" for each in writing.files)
        writing.put(manifest.SUMS, sums.encode())
    return Packed(sha256(document).hexdigest(), len(writing.files), len(deposits))


class _Writing:
    """Puts one file after the other into the package."""

    def __init__(self, archive: ZipFile, made_at: datetime, digests: tuple[str, ...]) -> None:
        self.archive = archive
        self.made_at = made_at
        self.time = made_at.astimezone(_BEIJING).timetuple()[:6]
        self.digests = digests
        self.files: list[dict[str, Any]] = []

    def put(self, name: str, data: bytes) -> str:
        info = ZipInfo(name, self.time)
        info.external_attr, info.create_system, info.compress_type = _MODE, 3, ZIP_DEFLATED
        self.archive.writestr(info, data)
        self.files.append({"name": name, "size": len(data), **digests_of(data, self.digests)})
        return name

    def report(self, number: int, deposit: Deposit, kinds: Sequence[Kind], writer: Writer) -> dict[str, Any]:
        """The files of a report, and what the manifest says of it."""
        folder, report = f"reports/{number:04d}", deposit.report
        findings = check(report)
        names = {
            kind.value: self.put(f"{folder}/report.{kind}", writer(report, kind, self.made_at).data)
            for kind in dict.fromkeys((Kind.JSON, *kinds))
        }
        names["csv"] = self.put(f"{folder}/cells.csv", to_csv(report))
        listed = manifest.dumped([finding_json(finding) for finding in findings])
        names["findings"] = self.put(f"{folder}/findings.json", listed)
        counts = Counter(finding.severity.value for finding in findings)
        return {
            "agency": deposit.agency,
            "code": deposit.code,
            "year": deposit.year,
            "version": deposit.version,
            "title": report.title,
            "format": report.format,
            "instrument": report.form.instrument.key,
            "cells_sha256": manifest.cells_digest(report),
            "findings": {severity: counts[severity] for severity in ("error", "warning", "info")},
            "files": names,
        }
