"""Writes: agencies enter the list."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.agencies import access
from gongkai.agencies.actions.changes import take_turn
from gongkai.agencies.actions.fields import plain_name, wrong
from gongkai.agencies.models import Agency
from gongkai.agencies.queries.forest import contradictions
from gongkai.agencies.queries.lives import lives
from gongkai.agencies.queries.rows import AgencyRow, row
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@transaction.atomic
def register(  # noqa: PLR0913 - the fields of an agency
    *,
    slug: str,
    name: str,
    level: Level,
    region: str,
    by: Actor,
    at: datetime,
    kind: BodyKind | None = None,
    parent: str = "",
    remark: str = "",
    short_name: str = "",
    division_code: str = "",
    organ_code: str = "",
    begins_on: date | None = None,
) -> AgencyRow:
    """Enter an agency. `parent` is the address of the body above it; without `kind` a department or a government.

    By the operator, or by a system administrator of the body above or of one above that. Refused for an address or a
    name that is taken, a code that is wrong, a body above that does not exist at the time.
    """
    above = _above(parent)
    duty = access.require_entering(by, above.pk if above else None)
    take_turn()
    agency = Agency(
        slug=slug,
        name=plain_name(name),
        short_name=plain_name(short_name),
        level=level,
        kind=kind or usual(level),
        region=plain_name(region),
        division_code=division_code,
        organ_code=organ_code,
        parent=above,
        remark=remark,
        begins_on=begins_on,
    )
    fields = {field.attname: getattr(agency, field.attname) for field in Agency._meta.concrete_fields}
    if messages := [message for _, message in wrong(fields)]:
        raise Refused(*messages)
    _enter(agency)
    if messages := [message for _, message in contradictions(lives(), [agency.pk])]:
        raise Refused(*messages)
    log("agencies.register", f"agency:{agency.pk}", by=by, at=at, duty=duty, agency_id=agency.pk)
    return row(agency)


def _above(slug: str) -> Agency | None:
    if not slug:
        return None
    above = Agency.objects.filter(slug=slug).first()
    if above is None:
        raise Refused(f"没有代号为“{slug}”的上级机关。")
    return above


def _enter(agency: Agency) -> None:
    try:
        with transaction.atomic():
            agency.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            f"代号“{agency.slug}”或者统一社会信用代码已经属于另一个机关，请核对是不是同一个。"
        ) from error


def usual(level: Level) -> BodyKind:
    """The kind of body that a level mostly stands for."""
    return BodyKind.DEPARTMENT if level is Level.DEPARTMENT else BodyKind.GOVERNMENT
