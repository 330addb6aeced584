"""Reading annual reports: any file becomes lines and grids, lines and grids become a report."""

from gongkai.documents.reading.blocks import Source, Unreadable
from gongkai.documents.reading.understand import understand
from gongkai.law.report.content import Report

__all__ = ["Source", "Unreadable", "read", "understand"]


def read(data: bytes, name: str) -> Report:
    """Read an annual report from a file's bytes; `name` is used in messages and as a hint, never trusted.

    Raises Unreadable, whose Chinese message says what is wrong and what to do.
    """
    from gongkai.documents.reading.sources import open_source  # noqa: PLC0415 - `understand` alone needs no formats

    return understand(open_source(data, name))
