"""Files with very many rows of a register: CSV, XLSX and JSON lines as they come, each cell under the field of its heading.

Memory does not grow with the number of rows. What a cell means is not known here: see `law.registers.read`.
"""

from gongkai.documents.register_sheets.headings import Column, Headings
from gongkai.documents.register_sheets.opening import Sheet, open_sheet
from gongkai.documents.register_sheets.rows import ROWS, Line

__all__ = ["ROWS", "Column", "Headings", "Line", "Sheet", "open_sheet"]
