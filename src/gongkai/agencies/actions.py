"""Writes: agencies enter the list."""

from gongkai.agencies import access
from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyRow, row
from gongkai.law.report.schema import Level


def register(
    *, slug: str, name: str, level: Level, region: str, by: str, parent: str = "", remark: str = ""
) -> AgencyRow:
    """Enter an agency. `parent` is the address of the body above it.

    Refused for anybody but the operator; an address already taken is an IntegrityError, an unknown parent
    Agency.DoesNotExist.
    """
    access.require_operator(by)
    above = Agency.objects.get(slug=parent) if parent else None
    agency = Agency.objects.create(
        slug=slug, name=name, level=level, region=region, parent=above, remark=remark
    )
    return row(agency)
