"""Who may open which page of the desk: one row for each address.

The door (`acting.door`) enforces the table, the menu follows it, and a test walks it: an address that is not in it cannot be
reached. What may be done with a thing on a page is decided by the access of its own package; this table is about pages.
"""

from gongkai.desk.rights.exchange import EXCHANGE
from gongkai.desk.rights.pages import APPLICATION_ALL, AUDITORS, PAGES
from gongkai.desk.rights.registers import REGISTERS
from gongkai.desk.rights.remedies import REMEDIES
from gongkai.desk.rights.reports import REPORTS
from gongkai.desk.rights.right import Right
from gongkai.records.access import Actor

__all__ = ["APPLICATION_ALL", "AUDITORS", "RIGHTS", "Right", "may_open"]

RIGHTS: dict[str, Right] = {**PAGES, **REGISTERS, **REPORTS, **REMEDIES, **EXCHANGE}


def may_open(actor: Actor, name: str, agency_id: int | None = None) -> bool:
    """Whether somebody may open an address: to show or hide what leads there."""
    return RIGHTS[name].opens(actor, agency_id)
