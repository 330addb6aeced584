"""Reads: numbers of a year that prose speaks of and no cell of the form holds, counted where they happened."""

from collections.abc import Iterable, Iterator

from gongkai.applications.models import Event
from gongkai.channels.queries.statistics import Line, yearly
from gongkai.law.ledger import Kind
from gongkai.law.report.tokens.figures import Statistic
from gongkai.records.queries.among import Among


def statistics(agencies: Iterable[int], year: int) -> tuple[Statistic, ...]:
    """What these bodies put out, by channel, each text counted once; the fees for processing. Last year's beside them."""
    ids = frozenset(agencies)
    now, before = yearly(ids, year), yearly(ids, year - 1)
    last = {_name(line): line.first for line in before.lines}
    return (
        Statistic("items_published", "主动公开政府信息条数", now.first, "条", before.first),
        *(
            Statistic(f"posts_{_name(line)}", line.label, line.first, "条", last.get(_name(line), 0))
            for line in now.lines
        ),
        *_fees(ids, year),
    )


def _name(line: Line) -> str:
    return line.asks.get("group", "") or "other"


def _fees(ids: frozenset[int], year: int) -> Iterator[Statistic]:
    """Notices sent and money received in the year.   依据：信息处理费管理办法"""
    now, last = _fees_of(ids, year), _fees_of(ids, year - 1)
    yield Statistic("fee_notices", "信息处理费收费通知件数", now[0], "件", last[0])
    yield Statistic("fees_collected", "实际收取信息处理费金额", now[1], "元", last[1])


def _fees_of(ids: frozenset[int], year: int) -> tuple[int, int]:
    said = Event.objects.filter(
        Among("application__agency", ids), kind=Kind.FEE_NOTIFIED, voided_by__isnull=True
    )
    notices = said.filter(on__year=year).count()
    paid = Event.objects.filter(
        Among("application__agency", ids), kind=Kind.FEE_PAID, voided_by__isnull=True, on__year=year
    )
    amounts = dict(
        said.filter(application__in=paid.values("application"))
        .order_by("pk")
        .values_list("application", "details__amount_yuan")
    )
    return notices, sum(int(amount or 0) for amount in amounts.values())
