"""Tables: files, log, numbers, jobs."""

from gongkai.records.models.files import Quarantine, StoredFile
from gongkai.records.models.log import Anchor, ChainHead, LogEntry
from gongkai.records.models.numbers import NumberSeries
from gongkai.records.models.work import DeadJob, DueTime, Effect, Lease, Settlement

__all__ = [
    "Anchor",
    "ChainHead",
    "DeadJob",
    "DueTime",
    "Effect",
    "Lease",
    "LogEntry",
    "NumberSeries",
    "Quarantine",
    "Settlement",
    "StoredFile",
]
