"""Last year's figures beside this year's cells, across the change of forms.   依据：国办公开办函〔2021〕30号（与〔2019〕60号表格对照）"""

from collections.abc import Mapping

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.schema import forms
from gongkai.law.report.series.meanings import NEW, OLD, same_meaning


def beside_this_year(cells: Mapping[str, Number], from_form: str, to_form: str) -> dict[str, Number]:
    """Last year's figures by the cells of this year's form that mean the same, in its order; others are left out."""
    renamed = same_meaning() if (from_form, to_form) == (OLD, NEW) else {}
    moved = {renamed.get(cell, cell): value for cell, value in cells.items()}
    return {cell: moved[cell] for cell in forms()[to_form].cells if cell in moved}
