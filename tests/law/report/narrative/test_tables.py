"""What the tables say of a quantity that the prose speaks of."""

from gongkai.law.report.narrative.subjects import Subject
from gongkai.law.report.narrative.tables import answers
from tests.law.report import reports


def test_an_answer_is_found_in_the_row_of_each_form() -> None:
    (first,) = answers(reports.balanced_2021(), Subject.DOCUMENTS_IN_FORCE)
    (second,) = answers(reports.balanced_2019(), Subject.DOCUMENTS_IN_FORCE)
    assert (first.cells, second.cells) == (
        ("t2.art20_1.normative_document.in_force",),
        ("t2.art20_1.normative_document.published_total",),
    )


def test_a_form_without_the_cell_has_no_answer() -> None:
    """The form of 2019 does not ask for documents repealed."""
    assert answers(reports.balanced_2021(), Subject.DOCUMENTS_REPEALED)
    assert answers(reports.balanced_2019(), Subject.DOCUMENTS_REPEALED) == ()
