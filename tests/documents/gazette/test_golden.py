"""Every page of an issue looks as it did when it was looked at."""

from dataclasses import replace

import pytest

from gongkai.documents.gazette.pdf import pdf
from tests.documents import goldens
from tests.documents.gazette import golden


@pytest.mark.parametrize("name", golden.ISSUES)
def test_pages_are_as_reviewed(name: str) -> None:
    drift = goldens.drift(golden.file(name), golden.FOLDER, name)
    assert max(drift) <= goldens.MOST_UNLIKE, drift


def test_comparison_sees_another_number() -> None:
    other = replace(golden.ISSUES["issue"], numbers="2026年第4期（总第88期）")
    cover, *_ = goldens.drift(pdf(other), golden.FOLDER, "issue")
    assert cover > 0


def test_no_page_is_reviewed_that_is_not_made() -> None:
    assert goldens.names(golden.FOLDER) == {*golden.ISSUES}
