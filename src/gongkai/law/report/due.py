"""By which day the annual report is to be published.   依据：条例第四十九条"""

from datetime import date

from gongkai.law.params import Value, param
from gongkai.law.report.schema import Level

_PARAMS = {Level.DEPARTMENT: "annual_report_department", Level.TOWNSHIP: "annual_report_township"}


def annual_report_value(year: int, level: Level) -> Value:
    """Month and day (131 is 31 January) as they stood on 1 January after the report year.

    NotInForce for a year in which there was no duty yet.   依据：条例第四十九条
    """
    return param(_PARAMS.get(level, "annual_report_government")).on(date(year + 1, 1, 1))


def annual_report_due(year: int, level: Level) -> date:
    """The last day for the report on a year: departments 31 January, governments 31 March of the next year.

    The Regulation names no date for townships; in practice they publish with the departments. NotInForce for a
    year in which there was no duty yet.   依据：条例第四十九条
    """
    return date(year + 1, *divmod(annual_report_value(year, level).value, 100))
