"""Reads: the codes with which the document numbers of bodies begin."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from gongkai.agencies.models import Agency
from gongkai.publication.models import DocumentCodes


@dataclass(frozen=True, slots=True)
class CodesRow:
    """What an agency has registered, since when."""

    codes: tuple[str, ...]
    set_at: datetime
    set_by: str


def codes_in_use(agencies: Collection[int]) -> dict[int, CodesRow]:
    """What these agencies have registered; one that has nothing in use is left out. One query."""
    newest = DocumentCodes.objects.filter(agency__in=agencies).values("agency").annotate(top=Max("pk"))
    found = DocumentCodes.objects.filter(pk__in=newest.values("top").order_by())
    return {one.agency_id: CodesRow(tuple(one.codes), one.set_at, one.set_by) for one in found if one.codes}


def codes_of(issuing_body: str, own: Agency) -> frozenset[str]:
    """The codes of the body that issued a document, of several the first; none where they are not registered.

    A body that is called after the agency itself (云岭县人民政府办公室) writes with the agency's codes, unless it is registered.
    """
    body = re.split(r"[、\s]", issuing_body.strip(), maxsplit=1)[0] or own.name
    issuer = own.pk if body == own.name else _issuer(body, own)
    found = codes_in_use([issuer]).get(issuer) if issuer else None
    return frozenset(found.codes) if found else frozenset()


def _issuer(body: str, own: Agency) -> int | None:
    """The agency of this name; None where there is none, or several that cannot be told apart."""
    named = list(Agency.objects.filter(name=body).values_list("pk", flat=True)[:2])
    if len(named) == 1:
        return named[0]
    return own.pk if not named and body.startswith(own.name) else None
