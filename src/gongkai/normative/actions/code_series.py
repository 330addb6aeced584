"""Writes: an agency has the numbers of a code given in order, each code in a series of its own."""

import re
from datetime import datetime

from django.db import transaction

from gongkai.law.document_numbers import CODE_SHAPE
from gongkai.normative.actions.holding import take_turn
from gongkai.normative.models import CodeSeries
from gongkai.normative.models.numbers import DOCUMENT_NO
from gongkai.normative.queries.code_series import key_of, numbered, series_of
from gongkai.records.access import NUMBER_KEEPERS, Actor, require_or_operator
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import MOST, begin_after, next_number, take_number
from gongkai.records.actions.refused import Refused
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries import numbers
from gongkai.records.queries.numbers import civil_day


@transaction.atomic
def set_series(*, agency_id: int, code: str, running: bool, by: Actor, at: datetime, after: int = 0) -> None:
    """Have the numbers of a code given from now on, or entered by hand again. `after`: the last one of this year so far.

    By whoever sets patterns of numbers. Refused for what is no code, for one that has its pattern, where nothing changes, and
    for `after` in a series that has begun.
    """
    duty = require_or_operator(by, NUMBER_KEEPERS, agency_id)
    take_turn()
    code, year = code.strip(), civil_day(at).year
    if not re.fullmatch(CODE_SHAPE, code):
        raise Refused(f"“{code[:20]}”不是机关代字：只写年份前面的二至十二个汉字，例如“云政办函”。")
    rule = numbers.rule(DOCUMENT_NO, agency_id, year)
    if rule.since is not None and rule.parts.get("code") == code:
        raise Refused(f"“{code}”已经在“编号规则”中设定，不用再设。")
    now = next((row for row in series_of([agency_id], year) if row.code == code), None)
    if running == (now is not None and now.running):
        raise Refused(f"“{code}”已经由本平台依次编号。" if running else f"“{code}”没有由本平台编号。")
    if after and not (running and 0 < after <= MOST):
        raise Refused("今年已经编到第几号，应当是正整数，并且只在开始编号时填写。")
    CodeSeries.objects.create(
        agency_id=agency_id, code=code, running=running, year=year, after=after, at=at, by=by.username
    )
    if after:
        try:
            begin_after(key_of(agency_id, code, year), after)
        except PatternRefused as refusal:
            raise Refused(str(refusal)) from refusal
    log(
        "normative.set_code_series",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={"code": code, "running": running, "after": after},
    )


def take_document_no(agency_id: int, code: str, at: datetime) -> str:
    """The next number of an agency under a code; "" asks for the only one that it has. Belongs to the caller's transaction.

    Refused where no code has its numbers given here, where several have and none is chosen, and for another one.
    """
    year = civil_day(at).year
    known = numbered(agency_id, year)
    if not known:
        raise Refused(
            "请填写文号。要由本平台依次编号的，请先在“编号规则”中设定“规范性文件文号”的机关代字，或者在“文号代字”中增加。"
        )
    chosen = code.strip() or (known[0] if len(known) == 1 else "")
    if chosen not in known:
        raise Refused(f"请选择用哪个代字编号：{'、'.join(known)}。")
    rule = numbers.rule(DOCUMENT_NO, agency_id, year)
    if rule.since is not None and rule.parts.get("code") == chosen:
        try:
            return take_number(DOCUMENT_NO.name, agency_id=agency_id, at=at).text
        except PatternRefused as refusal:
            raise Refused(f"不能编定文号：{refusal}") from refusal
    return f"{chosen}〔{year}〕{next_number(key_of(agency_id, chosen, year))}号"
