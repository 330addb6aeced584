"""A county over six years and the change of forms, with seven departments of which six reported on two years."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from gongkai.law.report.content import Report
from gongkai.law.report.schema import form_for
from tests.annual_reports.stored import register, take_in
from tests.law.report.reports import (
    Number,
    balanced_2019,
    balanced_2021,
    cells_of,
    table2,
    table3,
    table4,
    township_2021,
    with_cells,
)

COUNTY = "yunling"
GROUP = f"{COUNTY}.department.department"
RECEIVED = (3, 5, 8, 8, 20, 40)
"""Applications of the departments on 2025; each received half of it on 2024, rounded down."""


def small(name: str, year: int, received: int, granted: int | None = None) -> Report:
    """The report of a department: so many applications, so many of them granted, the others not held."""
    form = form_for(year).id
    yes = received if granted is None else granted
    outcomes = {"granted": (yes, 0, 0, 0, 0, 0), "unable_not_held": (received - yes, 0, 0, 0, 0, 0)}
    return replace(
        township_2021(name),
        format=form,
        agency_name=name,
        title=f"{name}{year}年政府信息公开工作年度报告",
        report_year=year,
        published_on=date(year + 1, 1, 20),
        cells=cells_of(
            form,
            table2(form, {"admin_license": (received,)} if year > 2020 else {}),
            table3(form, outcomes),
            table4(),
        ),
    )


def county_years(changed: Mapping[int, Mapping[str, Number]] | None = None) -> None:
    """The county's reports on 2019 to 2025 without 2022; `changed`: other figures, by year."""
    register(COUNTY)
    for year in (2019, 2020, 2021, 2023, 2024, 2025):
        model = balanced_2019() if year < 2021 else balanced_2021()
        report = replace(
            model, report_year=year, published_on=date(year + 1, 3, 16), agency_name="云岭县人民政府"
        )
        take_in(with_cells(report, (changed or {}).get(year, {})))


def departments() -> None:
    """Seven departments; one never reported, one was late with 2024."""
    register(COUNTY)
    for place, received in enumerate((*RECEIVED, None)):
        slug, name = f"ju-{place}", f"云岭县第{place}局"
        register(slug, name, level="department", parent=COUNTY)
        if received is None:
            continue
        for year, many in ((2024, received // 2), (2025, received)):
            report = small(name, year, many, many * 3 // 4)
            late = year == 2024 and place == 5
            take_in(replace(report, published_on=date(2025, 2, 10)) if late else report, slug)
