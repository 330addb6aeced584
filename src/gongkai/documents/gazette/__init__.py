"""An issue of a gazette on paper: cover, contents with page numbers, rubrics, the texts of documents."""

from gongkai.documents.gazette.bound import Bound, Chapter, Text

__all__ = ["Bound", "Chapter", "Text"]
