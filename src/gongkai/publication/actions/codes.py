"""Writes: the codes with which the document numbers of an agency begin are registered."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai.law.document_numbers import CODE_SHAPE
from gongkai.publication import access
from gongkai.publication.models import DocumentCodes
from gongkai.publication.queries.codes import codes_in_use
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

MOST = 50


@transaction.atomic
def set_document_codes(*, agency_id: int, codes: Iterable[str], by: Actor, at: datetime) -> tuple[str, ...]:
    """Put codes in the place of those that an agency had registered, and return them; none takes them out of use.

    By whoever keeps columns and catalogue. The same codes again change nothing. Refused for what can be no code, and for
    too many.
    """
    duty = access.require_keeping(by, agency_id)
    wanted = tuple(dict.fromkeys(filter(None, (code.strip() for code in codes))))
    if wrong := [code for code in wanted if not re.fullmatch(CODE_SHAPE, code)]:
        raise Refused(
            f"“{wrong[0][:20]}”不是机关代字：只写年份前面的二至十二个汉字，例如“云政办发”，不写年份和顺序号。"
        )
    if len(wanted) > MOST:
        raise Refused(f"最多登记 {MOST} 个代字，请只登记现在使用的。")
    before = codes_in_use([agency_id]).get(agency_id)
    if wanted == (before.codes if before else ()):
        return wanted
    DocumentCodes.objects.create(agency_id=agency_id, codes=list(wanted), set_at=at, set_by=by.username)
    log(
        "publication.set_document_codes",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={"before": list(before.codes) if before else [], "codes": list(wanted)},
    )
    return wanted
