"""One row of table three for an application that asked for several things, or for one that can be given in part.

依据：国办公开办函〔2021〕30号 表三
"""

from collections.abc import Iterable

from gongkai.law.basis import instrument
from gongkai.law.outcomes.catalogue import Group, outcome, outcomes
from gongkai.law.rules import declare

ONE_ROW = declare(
    "O026",
    "一件申请有几项内容的，只计一种结果：有给有不给的计部分公开；都不给的，按主要理由计，不能分主次的按表中顺序在前的计",
    instrument("F30").article("表三"),
    instrument("F60").article("表三"),
)


def combined(results: Iterable[str]) -> str:
    """The one result of an application whose parts have these results (ids of outcomes), in any order.

    Something given and something not is `partial`. Without anything given, the first in the order of the form counts,
    withheld before unable before unprocessed. ValueError for none, KeyError for what is no result.
    """
    found = {outcome(each).id for each in results}
    if not found:
        raise ValueError("an application has at least one result")
    if len(found) == 1:
        return found.pop()
    if any(outcome(each).group in (Group.GRANTED, Group.PARTIAL) for each in found):
        return "partial"
    return next(each for each in outcomes() if each in found)
