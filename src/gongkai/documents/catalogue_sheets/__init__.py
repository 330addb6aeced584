"""The standard catalogue (基层政务公开标准目录) as a workbook or CSV, as counties print it: read, and written."""

from gongkai.documents.catalogue_sheets.layout import LABELS, LEVELS, Line
from gongkai.documents.catalogue_sheets.reading import Catalogue, read_catalogue
from gongkai.documents.catalogue_sheets.writing import to_csv, to_xlsx

__all__ = ["LABELS", "LEVELS", "Catalogue", "Line", "read_catalogue", "to_csv", "to_xlsx"]
