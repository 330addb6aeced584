"""What a body is for review and suit, as far as its kind, its name and the government above it tell.

What neither says stays as it usually is: a dispatched agency that has a place of its own acts in its own name.
"""

import re

from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.routes import Respondent, Vertical
from gongkai.law.report.schema import Level

# Local financial offices (地方金融管理局) stand under their government: only the national systems are vertical.
_VERTICAL = {
    Vertical.TAX: re.compile(r"税务局|税务所|税务分局"),
    Vertical.CUSTOMS: re.compile(r"海关(总署)?$"),
    Vertical.STATE_SECURITY: re.compile(r"国家安全(厅|局)"),
    Vertical.FOREIGN_EXCHANGE: re.compile(r"国家外汇管理局"),
    Vertical.FINANCE: re.compile(
        r"中国人民银行|国家金融监督管理总局|中国证券监督管理委员会|中国证监会|中国银保监会"
    ),
}
_JUSTICE = re.compile(r"司法(厅|局)$")
# A branch for a zone (开发区分局) is not set up by administrative district.
_BRANCH = re.compile(r"(?<!开发区)(?<!高新区)(?<!新区)(?<!园区)(?<!管理区)分局$")


def respondent(name: str, kind: BodyKind, government: Level | None) -> Respondent:
    """The description of a body. `government`: the level of the government that it is or belongs to; None for the
    State Council's own.   依据：行政复议法第二十四、二十七、二十八条
    """
    is_seat = kind.is_seat
    return Respondent(
        kind=kind,
        level=government,
        vertical=None if is_seat else vertical(name),
        justice=kind is BodyKind.DEPARTMENT and _JUSTICE.search(name) is not None,
        by_district=kind is BodyKind.DISPATCHED_AGENCY
        and government in (Level.PROVINCE, Level.PREFECTURE)
        and _BRANCH.search(name) is not None,
    )


def vertical(name: str) -> Vertical | None:
    """The system under the next higher department that a name belongs to; None for all others."""
    return next((system for system, words in _VERTICAL.items() if words.search(name)), None)
