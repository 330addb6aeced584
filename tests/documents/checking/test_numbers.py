"""Document numbers: of the draft and of what it cites."""

from datetime import date

import pytest

from gongkai.documents.checking.numbers import check_cited_numbers, check_own_number
from gongkai.documents.checking.passages import Passage


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("云政办发〔2026〕3号", []),
        ("云政办发[2026]03号", [("N001", "云政办发〔2026〕3号")]),
        ("云政办发2026年3号", [("N001", None)]),
        ("云政办发〔2025〕3号", [("N002", None)]),
        ("云财发〔2026〕3号", [("N003", None)]),
        ("云岭市人民政府令第08号", [("N006", "云岭市人民政府令第8号")]),
    ],
)
def test_own_number(text: str, wanted: list[tuple[str, str | None]]) -> None:
    remarks = list(check_own_number(text, date(2026, 1, 5), {"云政办发"}))
    assert [(remark.rule, remark.fix) for remark in remarks] == wanted
    assert all((remark.place.part, remark.place.label) == ("document_no", "发文字号") for remark in remarks)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("根据《甲办法》（国办发〔2019〕54号）和国办函〔2020〕 109 号要求", []),
        ("根据国办发[2019]54号", [("N004", "根据国办发[2019]54号")]),
        ("《甲》（国办发〔19〕54号）", [("N004", "（国办发〔19〕54号）")]),
        ("《甲》（国办发〔2019〕第054号）", [("N004", "国办发〔2019〕第054号")]),
        ("（2020）京01行终3号，〔2020〕，[1]", []),
        (
            "《关于甲的通知》（国办发〔2019〕54号），《关于乙的通知》（国办发〔2019〕54号）",
            [("N005", "《关于乙的通知》（国办发〔2019〕54号）")],
        ),
        (
            "《国务院办公厅关于甲的通知》（国办发〔2019〕54号），《关于甲的通知》（国办发〔2019〕54号）",
            [],
        ),
    ],
)
def test_cited_numbers(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(remark.rule, remark.found) for remark in check_cited_numbers(Passage(text))] == wanted
