"""Reads: agencies as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.law.report.schema import Level


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency as pages show it."""

    id: int
    slug: str
    name: str
    level: Level
    region: str
    remark: str


def row(agency: Agency) -> AgencyRow:
    """The frozen row of a stored agency."""
    return AgencyRow(agency.pk, agency.slug, agency.name, Level(agency.level), agency.region, agency.remark)


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
    return agencies.order_by("region", "name", "slug")
