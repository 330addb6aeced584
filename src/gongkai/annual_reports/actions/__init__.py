"""Writes: reports are imported; those that the platform compiles are counted, written, handed on, signed, published."""

from gongkai.annual_reports.actions.compiling import CompiledReport, compile_all, compile_report
from gongkai.annual_reports.actions.figures import set_by_hand, state_none, take_back
from gongkai.annual_reports.actions.handing import (
    Preview,
    preview_handed,
    send_back,
    take_back_handed,
    take_in,
)
from gongkai.annual_reports.actions.importing import Imported, import_previewed, import_report, preview_old
from gongkai.annual_reports.actions.keeping import follow_reports
from gongkai.annual_reports.actions.publishing import publish
from gongkai.annual_reports.actions.rolling import set_roll_up_rule, take_back_roll_up_rule
from gongkai.annual_reports.actions.signing import send_to_sign, take_from_signing
from gongkai.annual_reports.actions.steps import accept, give_back, reopen, submit, withdraw
from gongkai.annual_reports.actions.texts import Overtaken, write_text
from gongkai.records.actions.refused import Refused

__all__ = [
    "CompiledReport",
    "Imported",
    "Overtaken",
    "Preview",
    "Refused",
    "accept",
    "compile_all",
    "compile_report",
    "follow_reports",
    "give_back",
    "import_previewed",
    "import_report",
    "preview_handed",
    "preview_old",
    "publish",
    "reopen",
    "send_back",
    "send_to_sign",
    "set_by_hand",
    "set_roll_up_rule",
    "state_none",
    "submit",
    "take_back",
    "take_back_handed",
    "take_back_roll_up_rule",
    "take_from_signing",
    "take_in",
    "withdraw",
    "write_text",
]
