"""Reports that subordinate bodies hand in: read, held against what was asked for, and what is wrong with them in plain words."""

from gongkai.documents.annual.intake.receiving import Asked, Received, Remark, received

__all__ = ["Asked", "Received", "Remark", "received"]
