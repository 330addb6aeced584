"""Findings kept or handed on whole: every field, as JSON values, and back.

`finding_json` is what commands print; a record also holds the cells, the place in the paragraph and the
legal basis, so that a page can be drawn from it again.
"""

from collections.abc import Mapping
from typing import Any

from gongkai.law.basis import instrument
from gongkai.law.findings import Finding, Severity


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding as JSON values."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "where": finding.where,
        "stated": finding.stated,
        "expected": finding.expected,
        "message": finding.message,
    }


def to_record(finding: Finding) -> dict[str, Any]:
    """Every field of a finding as JSON values."""
    return finding_json(finding) | {
        "basis": {"instrument": finding.basis.instrument.key, "article": finding.basis.article},
        "cells": list(finding.cells),
        "span": list(finding.span) if finding.span else None,
    }


def from_record(record: Mapping[str, Any]) -> Finding:
    """The finding that `to_record` was given. Raises KeyError or ValueError for anything else."""
    span = record["span"]
    return Finding(
        rule=record["rule"],
        severity=Severity(record["severity"]),
        where=record["where"],
        message=record["message"],
        basis=instrument(record["basis"]["instrument"]).article(record["basis"]["article"]),
        stated=record["stated"],
        expected=record["expected"],
        cells=tuple(record["cells"]),
        span=(span[0], span[1]) if span else None,
    )
