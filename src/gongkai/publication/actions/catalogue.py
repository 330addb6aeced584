"""Writes: catalogues come from sheets, whole fields at a time; agencies take charge of fields.

依据：国办发〔2019〕54号
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.law.metadata import fields
from gongkai.publication import access
from gongkai.publication.actions.catalogue_plan import Adjusted, carry_out, planned
from gongkai.publication.actions.entries import begin
from gongkai.publication.actions.entry_fields import fit
from gongkai.publication.models import Charge, Entry
from gongkai.publication.queries.catalogue import fields_of, state_of
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import FileRefused, Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.previews import open_previewed, until
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import civil_day

SHEETS = frozenset({"xlsx", "csv"})
"""The kinds of files that an import takes."""

SINCE = date(2021, 1, 1)
"""By the end of 2020 counties and townships had their catalogues.   依据：国办发〔2019〕54号"""

STALE = "预览之后目录又有变动，请重新上传，核对后再确认。"


@dataclass(frozen=True, slots=True)
class CataloguePreview:
    """What an import would do, the file that was kept for it (None where there is nothing to do), the state it is for."""

    done: Adjusted
    file_id: int | None
    state: str


@transaction.atomic
def import_catalogue(
    *,
    agency_id: int | None,
    data: bytes,
    name: str,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    state: str = "",
) -> Adjusted:
    """Make an agency's catalogue (None: the common one), in the fields that a sheet speaks of, what it says: all rows or none.

    By whoever keeps the catalogue. Rows that are as they were stay; others end with the day before and begin anew today;
    a common row that the sheet does not have is noted as a matter that the agency does not have. With `dry_run` nothing
    is written. CatalogueRefused with the place of every mistake; Unreadable for a file that is none; Refused if `state`,
    that of a preview, is no longer that of the catalogue.
    """
    duty = access.require_keeping(by, agency_id)
    on = civil_day(at)
    if state and state != state_of(agency_id, on):
        raise Refused(STALE)
    plan = planned(agency_id, data, name, on)
    done = plan.adjusted()
    if dry_run or not done.steps:
        return done
    try:
        with transaction.atomic():
            carry_out(plan, on)
    except IntegrityError:  # somebody else adjusted the same rows at the same moment
        raise Refused(STALE) from None
    log(
        "publication.replace_catalogue",
        f"catalogue:{agency_id or 'common'}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={what: done.count(what) for what in ("added", "altered", "ended")},
    )
    return done


@transaction.atomic
def set_fields(*, agency_id: int, field_ids: Collection[str], by: Actor, at: datetime) -> None:
    """Say of which fields a body has charge: their common rows are its catalogue from today on; others go from it.

    By whoever keeps the catalogue. Refused for fields that there are not.
    """
    duty = access.require_keeping(by, agency_id)
    if unknown := sorted(set(field_ids) - fields().keys()):
        raise Refused(f"没有这些领域：{'、'.join(unknown)}。")
    on = civil_day(at)
    held = fields_of(agency_id, on)
    gone = Charge.objects.filter(agency=agency_id, ends_on__isnull=True).exclude(field__in=field_ids)
    gone.filter(begins_on__gte=on).delete()
    gone.update(ends_on=on - timedelta(days=1))
    added = [Charge(agency_id=agency_id, field=field, begins_on=on) for field in set(field_ids) - held]
    Charge.objects.bulk_create(added, ignore_conflicts=True)
    details = {"fields": sorted(field_ids)}
    log(
        "publication.set_fields",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details=details,
    )


@transaction.atomic
def preview_catalogue(*, agency_id: int, taken: Received, by: Actor, at: datetime) -> CataloguePreview:
    """Try an import out, and keep its file under the agency for as long as a preview waits. Nothing else is written.

    By whoever keeps the catalogue, but the operator, whose command has the file beside it. Refused as
    `import_catalogue`; FileRefused for a file in which the scanner found something.
    """
    if access.require_keeping(by, agency_id) is None:
        raise PermissionDenied("运行人员请用命令试办和导入。")
    if taken.threat:
        raise FileRefused(taken.name, f"查毒发现 {taken.threat}，没有导入。")
    data = path_of(taken.digest).read_bytes()
    done = import_catalogue(agency_id=agency_id, data=data, name=taken.name, by=by, at=at, dry_run=True)
    state = state_of(agency_id, civil_day(at))
    if not done.steps:
        return CataloguePreview(done, None, state)
    kept = store(data=taken, agency_id=agency_id, by=by, at=at, until=until(at))
    return CataloguePreview(done, kept.id, state)


@transaction.atomic
def import_previewed_catalogue(
    *, agency_id: int, file_id: int, state: str, by: Actor, at: datetime
) -> Adjusted:
    """Take in the file of a preview as `import_catalogue` does; `state` is that of the preview.

    By whoever made the preview. Refused where the catalogue was adjusted since, by this import among others: what happens
    is what was seen, and it happens once. FileRefused where the bytes are no longer those that were kept.
    """
    kept = open_previewed(file_id=file_id, by=by)
    data = b"".join(kept.chunks)
    return import_catalogue(
        agency_id=agency_id, data=data, name=kept.file.name, by=by, at=at, state=state or STALE
    )


@transaction.atomic
def install_catalogue(*, by: Actor, at: datetime) -> int:
    """Enter the common rows that never were there, and return how many; by the operator alone. Running it again is safe.

    What the operator altered or ended stays so.
    """
    access.require_keeping(by, None)
    known = set(Entry.objects.filter(agency__isnull=True).values_list("key", flat=True))
    added = 0
    for field in fields():
        for position, entry in enumerate(_shipped(field), 1):
            key = f"{field}-{position:02}"
            if key not in known:
                row, mistakes = fit({**entry, "field": field, "position": position})
                if mistakes:
                    raise ValueError(f"{key}: {'; '.join(map(str, mistakes))}")
                begin(None, key, row, SINCE)
                added += 1
    if added:
        log("publication.install_catalogue", "catalogue:common", by=OPERATOR, at=at, details={"added": added})
    return added


def _shipped(field: str) -> list[dict[str, Any]]:
    text = files("gongkai.publication").joinpath(f"data/catalogue/{field}.toml").read_text("utf-8")
    shipped = tomllib.loads(text)
    return [{**shipped.get("all", {}), **row} for row in shipped["row"]]
