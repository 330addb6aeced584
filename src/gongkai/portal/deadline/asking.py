"""The question of a visitor put to the law, and the answer laid out."""

from datetime import date

from gongkai.documents.deadlines.question import read
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.explain import explain
from gongkai.law.standing import standing
from gongkai.portal.deadline.filling import Filling
from gongkai.portal.deadline.result import Result, lay_out


def ask(filling: Filling, calendar: Calendar, today: date) -> Result | None:
    """The answer; None where there is none, and then the forms say what is wrong. Remarks of the law stand beside their rows."""
    if not filling.is_valid():
        return None
    question = read(filling.document())
    if isinstance(question, list):
        filling.place(question)
        return None
    said = standing(question.ledger, question.on(today), calendar, question.settings)
    filling.place(said.clock.findings)
    if said.clock.state is State.INVALID:
        return None
    steps = explain(question.ledger, said.clock, calendar, question.settings)
    return lay_out(question.ledger, said, steps, calendar)
