"""By what lists divide their whole, told by the labels of the parts."""

import pytest

from gongkai.law.report.narrative.facets import is_parallel
from tests.law.report.narrative.prose import figures_of


@pytest.mark.parametrize(
    ("text", "parallel"),
    [
        ("云政发4件、云政办发3件。", True),
        ("政策类信息4条、动态类信息3条。", True),
        ("云政4件、云政3件。", True),
        ("涉及民生4条、经济动态3条。", False),
        ("云政发4件。", False),
        ("4件、3件。", False),
    ],
)
def test_kinds_of_one_thing_have_labels_alike(text: str, parallel: bool) -> None:
    assert is_parallel(figures_of(text)) is parallel
