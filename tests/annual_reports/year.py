"""A county, its departments and townships, and what happened in their years: applications, documents, decisions, suits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import Scope
from gongkai.annual_reports.queries.working import Working, working
from gongkai.applications.models import ApplicantKind, Application, Medium, Route, Way
from tests.applications.histories import LAST, History
from tests.registers.world import LICENCE, PENALTY, as_csv, delivered, licence, penalty, source

AT = datetime(2026, 1, 12, 2, 0, tzinfo=UTC)
YEAR = 2025
_numbers = count(1)


@dataclass(frozen=True)
class Tree:
    """A county government, two departments, a township, a tax bureau, which stands under its own system."""

    county: Agency
    finance: Agency
    water: Agency
    town: Agency
    tax: Agency

    @property
    def below(self) -> tuple[Agency, ...]:
        """The bodies below that count."""
        return self.finance, self.water, self.town


def tree() -> Tree:
    county = body("xian", "云岭县人民政府", "government", "county")
    return Tree(
        county,
        body("caizheng", "云岭县财政局", parent=county),
        body("shuili", "云岭县水利局", parent=county),
        body("qinghe", "云岭县清河镇人民政府", "government", "township", county),
        body("shuiwu", "国家税务总局云岭县税务局", parent=county),
    )


def body(
    slug: str, name: str, kind: str = "department", level: str = "department", parent: Agency | None = None
) -> Agency:
    return Agency.objects.create(slug=slug, name=name, kind=kind, level=level, region="虚构省", parent=parent)


def applied(
    agency: Agency,
    receipt_on: date,
    handled_on: date | None = None,
    row: str = "",
    *,
    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON,
) -> Application:
    """An application as it stands in the lists."""
    number = next(_numbers)
    return Application.objects.create(
        agency=agency,
        number=f"A{number}",
        code="A",
        ticket=uuid4(),
        way=Way.PORTAL,
        arrived_on=receipt_on,
        submitted_at=AT,
        applicant_kind=kind,
        title=f"第{number}号虚构地块的补偿方案",
        medium=Medium.PAPER,
        route=Route.POST,
        state="replied" if handled_on else "in_review",
        settled_on=LAST,
        receipt_on=receipt_on,
        handled_on=handled_on,
        closed_on=handled_on,
        row=row,
    )


def lived_by(agencies: Sequence[Agency], lived: Sequence[History]) -> None:
    """Random histories as rows, spread over the agencies."""
    Application.objects.bulk_create(
        (
            Application(
                agency=agencies[one.agency],
                number=f"T{next(_numbers)}",
                code="A",
                ticket=uuid4(),
                way=one.way,
                arrived_on=one.ledger.received_on,
                submitted_at=AT,
                applicant_kind=one.kind,
                title="虚构",
                medium=Medium.PAPER,
                route=Route.POST,
                state=one.stands.clock.state,
                settled_on=LAST,
                receipt_on=one.stands.receipt_on,
                due_on=one.stands.clock.due_on,
                closed_on=one.stands.clock.closed_on,
                handled_on=one.stands.handled_on,
                row=one.stands.row,
            )
            for one in lived
        ),
        batch_size=500,
    )


def decided(folder: Path, agency: Agency, licences: Sequence[date], penalties: Sequence[date] = ()) -> None:
    """Licences and penalties of these days, delivered."""
    for register, make, days in ((LICENCE, licence, licences), (PENALTY, penalty, penalties)):
        if days:
            rows = [make(next(_numbers), decided_on=day.isoformat()) for day in days]
            made = delivered(folder, source(agency, register), as_csv(rows, register))
            assert made.stage == "applied", made


def whole(agency: Agency, year: int = YEAR, scope: Scope = Scope.OWN) -> Working:
    """The report under way, which is there."""
    found = working(agency.pk, year, scope)
    assert found is not None
    return found
