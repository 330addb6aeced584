"""Writes: reports are imported; those that the platform compiles are counted, written, handed on, signed, published."""

from gongkai.annual_reports.actions.compiling import CompiledReport, compile_all, compile_report
from gongkai.annual_reports.actions.figures import set_by_hand, state_none, take_back
from gongkai.annual_reports.actions.importing import Imported, import_report
from gongkai.annual_reports.actions.keeping import follow_reports
from gongkai.annual_reports.actions.publishing import publish
from gongkai.annual_reports.actions.signing import send_to_sign, take_from_signing
from gongkai.annual_reports.actions.steps import accept, give_back, reopen, submit, withdraw
from gongkai.annual_reports.actions.texts import Overtaken, write_text
from gongkai.records.actions.refused import Refused

__all__ = [
    "CompiledReport",
    "Imported",
    "Overtaken",
    "Refused",
    "accept",
    "compile_all",
    "compile_report",
    "follow_reports",
    "give_back",
    "import_report",
    "publish",
    "reopen",
    "send_to_sign",
    "set_by_hand",
    "state_none",
    "submit",
    "take_back",
    "take_from_signing",
    "withdraw",
    "write_text",
]
