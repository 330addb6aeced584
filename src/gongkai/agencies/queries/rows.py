"""Reads: agencies as pages show them, today or on a day of the past or the future."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, QuerySet, When

from gongkai.agencies.models import Agency
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency as pages show it; `begins_on` and `ends_on` are first and last day of its life, where known."""

    id: int
    slug: str
    name: str
    level: Level
    region: str
    remark: str
    kind: BodyKind
    parent_id: int | None
    short_name: str
    division_code: str
    organ_code: str
    begins_on: date | None
    ends_on: date | None

    def lives_on(self, day: date) -> bool:
        """Whether the body exists on a day."""
        return (self.begins_on or date.min) <= day <= (self.ends_on or date.max)


def row(agency: Agency) -> AgencyRow:
    """The frozen row of a stored agency, as it was last decided; `as_of` gives that of a day."""
    return AgencyRow(
        agency.pk,
        agency.slug,
        agency.name,
        Level(agency.level),
        agency.region,
        agency.remark,
        BodyKind(agency.kind),
        agency.parent_id,
        agency.short_name,
        agency.division_code,
        agency.organ_code,
        agency.begins_on,
        agency.ends_on,
    )


def find(slug: str) -> AgencyRow | None:
    """The agency with this address, or None."""
    agency = Agency.objects.filter(slug=slug).first()
    return row(agency) if agency else None


def by_slugs(slugs: Iterable[str]) -> dict[str, AgencyRow]:
    """The agencies with these addresses, by address; unknown ones are left out."""
    return {agency.slug: row(agency) for agency in Agency.objects.filter(slug__in=list(slugs))}


def regions() -> list[str]:
    """Every region that has an agency, in order."""
    return list(Agency.objects.order_by("region").values_list("region", flat=True).distinct())


def listed(*, level: Level | None = None, region: str = "") -> QuerySet[Agency]:
    """Agencies of one level and region, or of all, higher levels first, then by region and name."""
    agencies = Agency.objects.all()
    if level:
        agencies = agencies.filter(level=level)
    if region:
        agencies = agencies.filter(region=region)
    height = Case(*(When(level=each.value, then=rank) for rank, each in enumerate(Level)))
    return agencies.order_by(height, "region", "name", "slug")
