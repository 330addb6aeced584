"""The form that a browser has begun: found by the key in its signed cookie, and by nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.applications.actions import drafting
from gongkai.applications.actions.holding import Brought
from gongkai.applications.queries.drafts import KEPT, draft
from gongkai.applications.queries.filing import Filing
from gongkai.portal.applying.filling import filing

COOKIE = "sqcg"
_SALT = "applying.draft"


@dataclass(frozen=True, slots=True)
class Begun:
    """The form of this browser. `receipt`: number and code, once it was sent; nothing else is left of it then."""

    key: str
    agency: AgencyRow
    ticket: UUID
    fields: Mapping[str, Any]

    @property
    def receipt(self) -> dict[str, str] | None:
        """What was given for it."""
        said = self.fields.get("receipt")
        return said if isinstance(said, dict) else None

    @property
    def filing(self) -> Filing:
        """What would be filed."""
        return filing(self.fields)


def begun(request: HttpRequest) -> Begun | None:
    """The form that this browser has begun and not given up."""
    key = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=KEPT) or ""
    now = timezone.now()
    found = draft(key, now) if key else None
    if found is None:
        return None
    agency = agencies.as_of(found.agency_id, timezone.localdate(now))
    return Begun(key, agency, found.ticket, found.fields)


def begin(agency_id: int, fields: Mapping[str, Any] | None = None) -> str:
    """Begin a form, and return its key."""
    return drafting.begin(agency_id=agency_id, fields=fields or {}, at=timezone.now())


def keep(
    form: Begun,
    fields: Mapping[str, Any],
    *,
    agency_id: int | None = None,
    brought: Brought | None = None,
) -> None:
    """Keep what stands in a form. Refused where it is gone, FileRefused for a file that is held back."""
    drafting.keep(
        key=form.key,
        agency_id=agency_id or form.agency.id,
        fields=fields,
        at=timezone.now(),
        brought=brought,
    )


def remember(response: HttpResponse, key: str) -> None:
    """Give the browser the key, for as long as the form is kept."""
    response.set_signed_cookie(
        COOKIE,
        key,
        salt=_SALT,
        max_age=KEPT,
        path=reverse("apply"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Take the key away."""
    response.delete_cookie(COOKIE, path=reverse("apply"), samesite="Lax")
