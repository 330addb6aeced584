"""A text on paper: one list of pieces, written as DOCX and as PDF on the page of official documents.

依据：GB/T 9704—2012
"""

from gongkai.documents.paper.pieces import Paper

__all__ = ["Paper"]
