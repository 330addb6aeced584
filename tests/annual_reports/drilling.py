"""A report under way held against what lies behind its cells."""

from collections.abc import Iterable

from gongkai.annual_reports.queries.drilling import behind
from gongkai.annual_reports.queries.lines import MOST
from gongkai.annual_reports.queries.working import Working
from gongkai.law.report.compiling.facts import Source

FEE = "t2.art20_8.admin_fee.fee_amount_wan"


def assert_drilled(found: Working, cells: Iterable[str] | None = None) -> None:
    """Every cell is what the things behind it add up to, and says where it comes from. `cells`: only these of them."""
    for cell in found.form.cells if cells is None else cells:
        told = behind(found, cell)
        assert told is not None
        assert told.value == found.counted.get(cell), cell
        assert not told.moved
        assert told.source is not Source.BELOW
        assert told.told
        if told.many <= MOST and cell != FEE:
            assert sum(line.counts for line in told.lines) == (told.value or 0), cell
