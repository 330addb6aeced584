"""Every poster looks as it did when it was looked at."""

import pytest

from gongkai.documents.posters.pdf import pdf
from tests.documents import goldens
from tests.documents.posters import golden
from tests.documents.posters.test_poster import poster


@pytest.mark.parametrize("name", golden.POSTERS)
def test_posters_are_as_reviewed(name: str) -> None:
    drift = goldens.drift(golden.file(name), golden.FOLDER, name)
    assert max(drift) <= goldens.MOST_UNLIKE, drift


def test_comparison_sees_another_title() -> None:
    (drift,) = goldens.drift(pdf(poster(title="人才引退“一件事”")), golden.FOLDER, "one_a4")
    assert drift > goldens.MOST_UNLIKE


def test_no_poster_is_reviewed_that_is_not_made() -> None:
    assert goldens.names(golden.FOLDER) == {*golden.POSTERS}
