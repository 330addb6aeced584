"""Tables: files, log and its checks, numbers, jobs."""

from gongkai.records.models.checks import LogCheck
from gongkai.records.models.files import Quarantine, StoredFile
from gongkai.records.models.log import Anchor, ChainHead, LogEntry
from gongkai.records.models.numbers import GivenNumber, NumberPattern, NumberSeries
from gongkai.records.models.work import DeadJob, DueTime, Effect, Lease, Settlement

__all__ = [
    "Anchor",
    "ChainHead",
    "DeadJob",
    "DueTime",
    "Effect",
    "GivenNumber",
    "Lease",
    "LogCheck",
    "LogEntry",
    "NumberPattern",
    "NumberSeries",
    "Quarantine",
    "Settlement",
    "StoredFile",
]
