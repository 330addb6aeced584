"""What the tables say of a quantity that the prose may speak of, and what else its words may mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.law.report.content import Report
from gongkai.law.report.narrative.numbers import Value
from gongkai.law.report.narrative.subjects import Subject


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure of the tables: one cell or a sum of cells, and its name in words."""

    value: Value
    name: str
    cells: tuple[str, ...]


_ROWS = {
    Subject.HANDLED: ("handled_total",),
    Subject.CARRIED_IN: ("carried_in",),
    Subject.CARRIED_OUT: ("carried_out",),
    Subject.GRANTED: ("granted",),
    Subject.PARTIAL: ("partial",),
    Subject.GRANTED_OR_PARTIAL: ("granted", "partial"),
    Subject.DENIED: ("denied_",),
    Subject.UNABLE: ("unable_",),
    Subject.UNPROCESSED: ("unprocessed_",),
    Subject.OTHER: ("other_",),
}
_REMEDIES = {
    Subject.REVIEW: (("review", "total"),),
    Subject.SUIT: (("direct_suit", "total"), ("suit_after_review", "total")),
    Subject.DIRECT_SUIT: (("direct_suit", "total"),),
    Subject.SUIT_AFTER_REVIEW: (("suit_after_review", "total"),),
    Subject.UPHELD: (("review", "upheld"),),
    Subject.CORRECTED: (("review", "corrected"),),
}
_DECISIONS = {
    Subject.LICENSES: "art20_5.admin_license",
    Subject.PENALTIES: "art20_6.admin_penalty",
    Subject.COERCIONS: "art20_6.admin_coercion",
}
_DOCUMENT = "t2.art20_1.normative_document"
_DOCUMENTS = {
    Subject.DOCUMENTS_ISSUED: ("issued_this_year", "made_this_year", "published_this_year"),
    Subject.DOCUMENTS_REPEALED: ("repealed_this_year",),
    Subject.DOCUMENTS_IN_FORCE: ("in_force", "published_total"),
}
_FORM = "表三"


def answers(report: Report, subject: Subject) -> tuple[Answer, ...]:
    """What the tables say of a quantity, the plain reading first; empty if its cell has no figure."""
    plain, *others = _answers(report, subject)
    return () if plain is None else (plain, *(answer for answer in others if answer is not None))


def newly_received(report: Report) -> Answer | None:
    """Applications newly received, all applicants."""
    return _sum(report, "表三“本年新收政府信息公开申请数量”", ("t3.new_received.total",))


def received_and_carried(report: Report) -> Answer | None:
    """Applications newly received and carried in: all that there was to handle."""
    return _sum(report, "表三新收与上年结转之和", ("t3.new_received.total", "t3.carried_in.total"))


def totals(report: Report) -> tuple[Value, ...]:
    """The totals of table three that a percentage in the prose may refer to."""
    found = (newly_received(report), received_and_carried(report), _row(report, Subject.HANDLED))
    return tuple(answer.value for answer in found if answer is not None)


def _answers(report: Report, subject: Subject) -> Iterable[Answer | None]:
    if subject is Subject.RECEIVED:
        yield newly_received(report)
    elif subject in _ROWS:
        yield _row(report, subject)
        if subject is Subject.HANDLED:
            yield from (received_and_carried(report), newly_received(report))
    elif subject in (Subject.NATURAL, Subject.ORGANISATIONS):
        yield from _applicants(report, subject)
    elif subject in _REMEDIES:
        yield from _remedies(report, subject)
    elif subject in _DOCUMENTS:
        yield from _cells(report, [f"{_DOCUMENT}.{column}" for column in _DOCUMENTS[subject]])
    elif subject in _DECISIONS:
        row = _DECISIONS[subject]
        yield from _cells(report, [f"t2.{row}.decisions_this_year", f"t2.{row}.decisions"])
    else:
        yield from _cells(report, ["t2.art20_8.admin_fee.fee_amount_wan"])


def _sum(report: Report, name: str, cells: tuple[str, ...]) -> Answer | None:
    """The sum of cells; None if one of them has no figure."""
    values = [report.value(cell) for cell in cells]
    if not cells or any(value is None for value in values):
        return None
    return Answer(sum(value for value in values if value is not None), name, cells)


def _row(report: Report, subject: Subject, columns: tuple[str, ...] = ("total",)) -> Answer | None:
    wanted = _ROWS[subject]
    rows = [
        row.id
        for row in report.form.table3.rows
        if any(row.id.startswith(name) if name.endswith("_") else row.id == name for name in wanted)
    ]
    return _sum(
        report, f"{_FORM}“{subject}”", tuple(f"t3.{row}.{column}" for row in rows for column in columns)
    )


def _applicants(report: Report, subject: Subject) -> Iterable[Answer | None]:
    columns = ("natural_person",) if subject is Subject.NATURAL else _organisations(report)
    for rows, name in (
        (("new_received",), "新收"),
        (("new_received", "carried_in"), "新收与上年结转之和"),
        (("handled_total",), "办结"),
    ):
        cells = tuple(f"t3.{row}.{column}" for row in rows for column in columns)
        yield _sum(report, f"{_FORM}“{subject}”{name}", cells)


def _organisations(report: Report) -> tuple[str, ...]:
    return tuple(column.id for column in report.form.table3.columns if column.group)


def _remedies(report: Report, subject: Subject) -> Iterable[Answer | None]:
    cells = tuple(f"t4.{block}.{column}" for block, column in _REMEDIES[subject])
    yield _sum(report, f"表四“{subject}”", cells)
    if len(cells) > 1:
        yield from (_sum(report, f"表四“{subject}”之一", (cell,)) for cell in cells)


def _cells(report: Report, wanted: list[str]) -> Iterable[Answer | None]:
    """The cells among these that the form has; one None if it has none of them."""
    specs = [report.form.cells[cell] for cell in wanted if cell in report.form.cells]
    yield from (_sum(report, f"表二“{spec.row.label}”{spec.column.label}", (spec.id,)) for spec in specs)
    if not specs:
        yield None
