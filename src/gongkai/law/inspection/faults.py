"""What is at fault, from the facts of one agency: where, since when, in words.   依据：国办秘函〔2019〕19号"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import normative
from gongkai.law.calendar.workdays import Calendar, same_day
from gongkai.law.duties.clocks import clocks, run
from gongkai.law.duties.publication import Validity, validity_on
from gongkai.law.inspection.facts import ColumnFact, ColumnKind, DocumentFact, Facts, ItemFact
from gongkai.law.inspection.indicators import Measure
from gongkai.law.inspection.settings import DEFAULT, Settings
from gongkai.law.params import param
from gongkai.law.wording import day as in_words

CLOCKS = {
    ColumnKind.NEWS: "column_dynamic",
    ColumnKind.NOTICE: "column_policy",
    ColumnKind.POLICY: "column_policy",
}
"""The clock (law.duties.clocks) by which a kind of column is measured."""
PARTICULARS = {"index_no": "索引号", "title": "名称", "summary": "内容概述", "written_on": "生成日期"}
_ENDED = frozenset({Validity.EXPIRED, Validity.REPEALED})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing at fault. `key`: what it is about, as "column:12", the same each day; `since` None where nobody knows."""

    measure: Measure
    key: str
    where: str
    what: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Soon:
    """One thing that will be at fault after a day, unless something is done."""

    measure: Measure
    key: str
    where: str
    due_on: date


@dataclass(frozen=True, slots=True)
class View:
    """What the facts are judged by: the day, the calendar, what the place has set."""

    on: date
    calendar: Calendar
    settings: Settings = DEFAULT


def judge(measure: Measure, facts: Facts, view: View) -> list[Fault]:
    """What is at fault of one kind, in the order of the facts."""
    return list(_JUDGES[measure](facts, view))


def judged(measure: Measure | None, facts: Facts) -> bool:
    """Whether anything is known by which this could be judged."""
    return measure is not None and (measure is not Measure.MESSAGE_UNANSWERED or facts.messages is not None)


def soon(facts: Facts, view: View) -> list[Soon]:
    """What becomes a fault within the next working days of that which leads to a veto, the nearest first.   依据：通行做法"""
    within = view.settings.number("inspection_soon_working_days", view.on)
    found = [
        each
        for each in _dues(facts, view)
        if each.due_on >= view.on and view.calendar.between(view.on, each.due_on) <= within
    ]
    return sorted(found, key=lambda each: (each.due_on, each.key))


def _dues(facts: Facts, view: View) -> Iterator[Soon]:
    if facts.home_on:
        yield Soon(Measure.HOME_STALE, "home:0", "首页", _end("column_dynamic", facts.home_on, view))
    for column in facts.columns:
        if column.last_on and column.kind in CLOCKS:
            due_on = _end(CLOCKS[column.kind], column.last_on, view)
            yield Soon(Measure.COLUMN_STALE, f"column:{column.id}", column.title, due_on)
    for account in facts.accounts:
        due_on = _end("new_media", account.last_on or account.opened_on, view)
        yield Soon(Measure.ACCOUNT_STALE, f"account:{account.id}", account.name, due_on)


def _end(clock: str, last_on: date, view: View) -> date:
    """By when something new is wanted; what is older than the rule counts from its first day."""
    since = param(clocks()[clock].param).values[0].since
    due_on = run(clock, max(last_on, since), view.calendar).due_on
    return due_on or date.max


def _home(facts: Facts, view: View) -> Iterator[Fault]:
    if facts.home_on is None:
        yield Fault(Measure.HOME_STALE, "home:0", "首页", "没有公开任何信息。", None)
    elif (due_on := _end("column_dynamic", facts.home_on, view)) < view.on:
        yield Fault(Measure.HOME_STALE, "home:0", "首页", _late(facts.home_on, due_on), due_on)


def _late(last_on: date, due_on: date) -> str:
    return f"最近更新是{in_words(last_on)}，应当在{in_words(due_on)}以前更新。"


def _stale(facts: Facts, view: View) -> Iterator[Fault]:
    for column in facts.columns:
        if column.last_on is None or column.kind not in CLOCKS:
            continue
        due_on = _end(CLOCKS[column.kind], column.last_on, view)
        if due_on < view.on:
            yield _of_column(Measure.COLUMN_STALE, column, _late(column.last_on, due_on), due_on)


def _long(facts: Facts, view: View) -> Iterator[Fault]:
    """A period that the agency set extends what is long, and does not shorten it."""
    months = view.settings.number("inspection_long_months", view.on)
    for column in facts.columns:
        if column.last_on is None or (column.kind is ColumnKind.STATIC and not column.every_days):
            continue
        own = column.last_on + timedelta(days=column.every_days or 0)
        due_on = max(same_day(column.last_on, months), own)
        if due_on < view.on:
            yield _of_column(Measure.COLUMN_LONG, column, _late(column.last_on, due_on), due_on)


def _empty(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    """An inspection looks at what readers see."""
    for column in facts.columns:
        if column.shown and not column.items and not column.stated:
            yield _of_column(Measure.COLUMN_EMPTY, column, "没有信息，也没有说明。", None)


def _unshown(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    for column in facts.columns:
        if not column.shown and not column.items and not column.stated:
            what = "没有信息，也没有说明，所以不向公众显示，检查时看不到。"
            yield _of_column(Measure.COLUMN_UNSHOWN, column, what, None)


def _of_column(measure: Measure, column: ColumnFact, what: str, since: date | None) -> Fault:
    return Fault(measure, f"column:{column.id}", column.title, what, since)


def _messages(facts: Facts, view: View) -> Iterator[Fault]:
    for message in facts.messages or ():
        due_on = _end("message_veto", message.received_on, view)
        if due_on < view.on:
            what = f"{in_words(message.received_on)}收到，没有答复。"
            yield Fault(Measure.MESSAGE_UNANSWERED, f"message:{message.id}", message.title, what, due_on)


def _accounts(facts: Facts, view: View) -> Iterator[Fault]:
    for account in facts.accounts:
        due_on = _end("new_media", account.last_on or account.opened_on, view)
        if due_on < view.on:
            what = _late(account.last_on, due_on) if account.last_on else "启用以来没有登记过发布。"
            yield Fault(Measure.ACCOUNT_STALE, f"account:{account.id}", account.name, what, due_on)


def _organ(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    if not facts.organ:
        what = "没有公开机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名。"
        yield Fault(Measure.ORGAN_MISSING, "organ:0", "机构信息", what, None)


def _guide(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    guide = facts.guide
    if guide.since is None:
        yield Fault(Measure.GUIDE_OUTDATED, "guide:0", "公开指南", "没有编写公开指南。", None)
    elif guide.changed_on and guide.since < guide.changed_on:
        what = (
            f"公开指南是{in_words(guide.since)}的，此后机关在{in_words(guide.changed_on)}变更过名称、隶属等。"
        )
        yield Fault(Measure.GUIDE_OUTDATED, "guide:0", "公开指南", what, guide.changed_on)


def _window(facts: Facts, view: View) -> Iterator[tuple[DocumentFact, date, date]]:
    """Documents that need an interpretation and are looked at still, with the day they went out and the last day for it."""
    months = view.settings.number("inspection_interpretation_months", view.on)
    for document in facts.documents:
        out_on = document.told.published_on
        if out_on is None or out_on > view.on or same_day(out_on, months) < view.on:
            continue
        clock = normative.due(document.told, view.calendar)
        if clock and clock.due_on:
            yield document, out_on, clock.due_on


def _uninterpreted(facts: Facts, view: View) -> Iterator[Fault]:
    for document, out_on, due_on in _window(facts, view):
        if due_on < view.on and not document.told.released_by(view.on):
            what = f"{in_words(out_on)}公布，应当在{in_words(due_on)}以前发布解读。"
            yield _of_document(Measure.INTERPRETATION_MISSING, document, what, due_on)


def _interpreted_late(facts: Facts, view: View) -> Iterator[Fault]:
    for document, out_on, due_on in _window(facts, view):
        released_on = document.told.released_on
        if released_on and due_on < released_on <= view.on:
            what = f"{in_words(out_on)}公布，{in_words(released_on)}才发布解读，期限是{in_words(due_on)}。"
            yield _of_document(Measure.INTERPRETATION_LATE, document, what, due_on)


def _of_document(measure: Measure, document: DocumentFact, what: str, since: date) -> Fault:
    key = f"task:{document.task}:{document.id}" if document.task else f"document:{document.id}"
    return Fault(measure, key, document.told.document, what, since)


def _unlinked(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    for each in facts.alone:
        what = "没有登记它解读哪一件文件，文件和解读的页面上没有相互的链接。"
        yield Fault(Measure.INTERPRETATION_UNLINKED, f"item:{each.item}", each.title, what, each.first_on)


def _particulars(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    for item in facts.items:
        lacks = [label for name, label in PARTICULARS.items() if not getattr(item, name)]
        if lacks:
            yield _of_item(Measure.METADATA_MISSING, item, f"没有{'、'.join(lacks)}。", item.first_on)


def _dates(facts: Facts, view: View) -> Iterator[Fault]:
    for item in facts.items:
        if wrong := [*_of_dates(item, view.on)]:
            yield _of_item(Measure.DATE_WRONG, item, "；".join(wrong) + "。", item.first_on)


def _of_dates(item: ItemFact, on: date) -> Iterator[str]:
    out = f"公开日期{in_words(item.first_on)}"
    if item.first_on > on:
        yield f"{out}还没有到"
    if item.written_on and item.written_on > item.first_on:
        yield f"成文日期{in_words(item.written_on)}晚于{out}"
    if item.register_on and item.register_on > item.first_on:
        yield f"登记簿中的公布日期{in_words(item.register_on)}晚于{out}"


def _unmarked(facts: Facts, view: View) -> Iterator[Fault]:
    for item in facts.items:
        shown = item.validity and validity_on(item.validity, item.effective_on, item.valid_until, view.on)
        if shown in _ENDED:
            continue
        if item.valid_until and item.valid_until < view.on:
            what = f"有效期到{in_words(item.valid_until)}，没有标明失效。"
            yield _of_item(Measure.VALIDITY_UNMARKED, item, what, item.valid_until)
        elif item.register in _ENDED:
            what = f"登记簿中已经{item.register.label}，信息页面没有标明。"
            yield _of_item(Measure.VALIDITY_UNMARKED, item, what, None)


def _of_item(measure: Measure, item: ItemFact, what: str, since: date | None) -> Fault:
    return Fault(measure, f"item:{item.id}", item.title or item.index_no, what, since)


def _dead(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    for link in facts.links:
        if not link.hidden:
            key, what = f"link:{link.item}:{link.place}", f"打不开：{link.address}"
            yield Fault(Measure.LINK_DEAD, key, link.title, what, link.since)


def _hidden(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    for link in facts.links:
        if link.hidden:
            key, what = f"link:{link.item}:{link.place}", f"读者看不见的外部链接：{link.address}"
            yield Fault(Measure.LINK_HIDDEN, key, link.title, what, link.since)


def _files(facts: Facts, view: View) -> Iterator[Fault]:  # noqa: ARG001 - as all judges
    for file in facts.files:
        key, what = f"file:{file.item}:{file.id}", f"附件“{file.name}”打不开：{file.why}"
        yield Fault(Measure.FILE_UNOPENABLE, key, file.title, what, file.since)


_JUDGES: dict[Measure, Callable[[Facts, View], Iterator[Fault]]] = {
    Measure.HOME_STALE: _home,
    Measure.COLUMN_STALE: _stale,
    Measure.COLUMN_LONG: _long,
    Measure.COLUMN_EMPTY: _empty,
    Measure.COLUMN_UNSHOWN: _unshown,
    Measure.MESSAGE_UNANSWERED: _messages,
    Measure.ACCOUNT_STALE: _accounts,
    Measure.ORGAN_MISSING: _organ,
    Measure.GUIDE_OUTDATED: _guide,
    Measure.INTERPRETATION_MISSING: _uninterpreted,
    Measure.INTERPRETATION_LATE: _interpreted_late,
    Measure.INTERPRETATION_UNLINKED: _unlinked,
    Measure.METADATA_MISSING: _particulars,
    Measure.DATE_WRONG: _dates,
    Measure.LINK_DEAD: _dead,
    Measure.LINK_HIDDEN: _hidden,
    Measure.FILE_UNOPENABLE: _files,
    Measure.VALIDITY_UNMARKED: _unmarked,
}
