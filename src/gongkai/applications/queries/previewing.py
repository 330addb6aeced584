"""Reads: what an act would do, before it is done: the clock with one more fact, the fee with its tiers."""

from dataclasses import dataclass, replace
from datetime import date

from gongkai.applications import access
from gongkai.applications.models import Application
from gongkai.applications.queries.repeats import items_before
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import Clock, Limit, State
from gongkai.law.deadlines.clock import clock
from gongkai.law.fees.charge import Charge, Uncountable, by_item, by_page
from gongkai.law.fees.tiers import Method
from gongkai.law.findings import Finding
from gongkai.law.ledger import Fact, Ledger
from gongkai.law.params import NotInForce
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused


@dataclass(frozen=True, slots=True)
class Preview:
    """The clock as it is and as it would be. `findings`: what the law says of the fact; `limits`: last days that are new."""

    before: Clock
    after: Clock
    findings: tuple[Finding, ...]
    limits: tuple[Limit, ...]

    @property
    def possible(self) -> bool:
        """Whether the facts would agree with each other."""
        return self.after.state is not State.INVALID


def preview(ledger: Ledger, fact: Fact, on: date) -> Preview:
    """What one more fact would do to the clock of an application; nothing is written.   依据：条例第三十至三十五条"""
    calendar = installed_calendar()
    before = clock(ledger, on, calendar)
    after = clock(replace(ledger, facts=(*ledger.facts, fact)), on, calendar)
    invalid = after.state is State.INVALID
    known = {(limit.id, limit.by) for limit in before.limits}
    return Preview(
        before,
        after,
        tuple(each for each in after.findings if invalid or each.where == fact.place),
        tuple(limit for limit in after.limits if (limit.id, limit.by) not in known and limit.id != "reply"),
    )


def charged(viewer: Actor, application_id: int, method: Method, pages: int = 0) -> Charge:
    """The fee of an application and its tiers, for whoever may see it; else PermissionDenied. Refused as `charge_for`."""
    access.require_sight(viewer, application_id)
    return charge_for(Application.objects.get(pk=application_id), method, pages)


def charge_for(application: Application, method: Method, pages: int = 0) -> Charge:
    """What the law sets for an application: by item after those of the same applicant in the month, or by page.

    Refused for numbers that cannot be, and for applications from before the fee.   依据：信息处理费管理办法第三至五条
    """
    received = application.receipt_on or application.arrived_on
    try:
        if method is Method.BY_PAGE:
            return by_page(pages, received)
        earlier = items_before(application)
        return by_item(earlier, application.wanted.count(), received)
    except (Uncountable, NotInForce) as problem:
        raise Refused(str(problem)) from problem
