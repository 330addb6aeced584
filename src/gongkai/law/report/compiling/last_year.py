"""Last year's figures beside this year's cells, across the change of forms.   依据：国办公开办函〔2021〕30号（与〔2019〕60号表格对照）"""

from collections.abc import Mapping
from functools import cache

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.schema import forms

_DECISIONS = ("art20_5.admin_license", "art20_6.admin_penalty", "art20_6.admin_coercion")
_OTHER = ("other_handling", "other_misc")
OLD, NEW = "format_2019", "format_2021"


@cache
def same_meaning() -> Mapping[str, str]:
    """Cells of the form of 2021 by the cell of the form of 2019 that says the same, where the two are not called the same.

    总数量 and 现行有效件数 do not mean the same, nor do projects and amounts of fees: they are not among them.
    """
    found = {
        f"t2.art20_1.{row}.made_this_year": f"t2.art20_1.{row}.issued_this_year"
        for row in ("regulation", "normative_document")
    }
    found |= {f"t2.{row}.decisions": f"t2.{row}.decisions_this_year" for row in _DECISIONS}
    columns = forms()[OLD].table3.columns
    return found | {f"t3.{_OTHER[0]}.{column.id}": f"t3.{_OTHER[1]}.{column.id}" for column in columns}


def beside_this_year(cells: Mapping[str, Number], from_form: str, to_form: str) -> dict[str, Number]:
    """Last year's figures by the cells of this year's form that mean the same, in its order; others are left out."""
    renamed = same_meaning() if (from_form, to_form) == (OLD, NEW) else {}
    moved = {renamed.get(cell, cell): value for cell, value in cells.items()}
    return {cell: moved[cell] for cell in forms()[to_form].cells if cell in moved}
