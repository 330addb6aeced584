"""Tables: files, log and its checks, numbers, jobs, e-mail, holiday notices."""

from gongkai.records.models.checks import LogCheck
from gongkai.records.models.files import Quarantine, StoredFile
from gongkai.records.models.log import Anchor, ChainHead, LogEntry
from gongkai.records.models.notices import HolidayNotice, NoticeStep, Stage
from gongkai.records.models.numbers import GivenNumber, NumberPattern, NumberSeries
from gongkai.records.models.outbox import Fate, Message
from gongkai.records.models.work import DeadJob, DueTime, Effect, Lease, Settlement

__all__ = [
    "Anchor",
    "ChainHead",
    "DeadJob",
    "DueTime",
    "Effect",
    "Fate",
    "GivenNumber",
    "HolidayNotice",
    "Lease",
    "LogCheck",
    "LogEntry",
    "Message",
    "NoticeStep",
    "NumberPattern",
    "NumberSeries",
    "Quarantine",
    "Settlement",
    "Stage",
    "StoredFile",
]
