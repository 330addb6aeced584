"""What an address asks for: of which agencies, from when to when, of what alone. The same for figures and for their lists."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from gongkai.agencies.queries import AgencyRow
from gongkai.channels.access import READERS
from gongkai.channels.queries.kinds import CarrierKind, Group
from gongkai.channels.queries.standing import Scope
from gongkai.channels.queries.statistics import NONE
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.channels.forms import ScopeForm
from gongkai.publication.queries import ColumnKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A scope with its form. `limits`: what the address limits it to beyond agencies and days; `name`: the agencies in words."""

    scope: Scope
    form: ScopeForm
    limits: dict[str, str]
    name: str
    agency_id: int | None

    def address(self, **more: object) -> str:
        """The query that asks for the same, and more."""
        kept: dict[str, object] = {
            "agency": self.agency_id,
            "since": self.scope.since.isoformat(),
            "until": self.scope.until.isoformat(),
            **self.limits,
            **more,
        }
        return urlencode({name: value for name, value in kept.items() if value not in (None, "")})


def asked(request: DeskRequest) -> Asked:
    """What the address asks for; what it cannot ask for is left out, and agencies beyond reach are never in it."""
    agencies = list(rows(request.actor, READERS).values())
    given = request.GET.copy()
    for name, usual in (("since", date(request.on.year, 1, 1)), ("until", request.on)):
        given.setdefault(name, usual.isoformat())
    form = ScopeForm(given, agencies=agencies, today=request.on)
    form.is_valid()
    kept = form.cleaned_data
    chosen = kept.get("agency") if "agency" in form.fields else None
    reached = frozenset({chosen} if chosen else {row.id for row in agencies})
    since, until = kept.get("since") or date(request.on.year, 1, 1), kept.get("until") or request.on
    if since > until:
        form.add_error("until", "截止日期在开始日期之前，请核对。")
        until = since
    scope = Scope(agencies=reached, since=since, until=until)
    limits = _limits(request)
    return Asked(_limited(scope, limits), form, limits, _named(agencies, chosen), chosen)


def _limits(request: DeskRequest) -> dict[str, str]:
    """What stands in the address and can be understood."""
    found = {}
    known = {
        "group": {each.value for each in Group},
        "kind": {each.value for each in CarrierKind},
        "column_kind": {NONE, *(each.value for each in ColumnKind)},
        "first": {"1"},
    }
    for name, values in known.items():
        if (said := request.GET.get(name, "")) in values:
            found[name] = said
    for name in ("carrier", "column"):
        said = request.GET.get(name, "")
        if said.isascii() and said.isdigit() and len(said) < 18:
            found[name] = said
    return found


def _limited(scope: Scope, limits: dict[str, str]) -> Scope:
    return replace(
        scope,
        group=Group(limits["group"]) if "group" in limits else None,
        kind=CarrierKind(limits["kind"]) if "kind" in limits else None,
        column_kind=limits.get("column_kind"),
        carrier=int(limits["carrier"]) if "carrier" in limits else None,
        column=int(limits["column"]) if "column" in limits else None,
        first="first" in limits,
    )


def _named(agencies: list[AgencyRow], chosen: int | None) -> str:
    if chosen is None and len(agencies) > 1:
        return f"所辖 {len(agencies)} 个机关合计"
    return next((row.name for row in agencies if chosen in (None, row.id)), "")
