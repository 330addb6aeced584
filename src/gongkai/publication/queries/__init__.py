"""Reads: items and their editions, columns, the catalogue, what is withheld. Rows are frozen."""

from gongkai.publication.models import Cause, Change, ColumnKind, Into, Outcome, Stand, Use, Why

__all__ = ["Cause", "Change", "ColumnKind", "Into", "Outcome", "Stand", "Use", "Why"]
