"""What the prose says of the tables' figures, and how surely."""

import pytest

from gongkai.law.report.narrative.claims import Claim, claims
from gongkai.law.report.narrative.denials import denials
from gongkai.law.report.narrative.figures import passages
from gongkai.law.report.narrative.numbers import Value
from gongkai.law.report.narrative.subjects import Subject
from tests.law.report.narrative.prose import report_of

S = Subject


def made(text: str, *, government: bool = False, year: int | None = 2021) -> list[Claim]:
    """The claims of one paragraph."""
    return list(claims(passages(report_of(text, year=year)), year, government=government))


def told(text: str) -> list[tuple[Subject, Value | str]]:
    """The claims of one paragraph as subject and value; uncertain ones with "?"."""
    return [(claim.subject, claim.value[0] if claim.certain else "?") for claim in made(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共收到26份政府信息依申请公开件，其中撤回2件，答复24件。", [(S.RECEIVED, 26), (S.HANDLED, 24)]),
        ("受理依申请公开事项1件次，均已办结。", [(S.RECEIVED, 1)]),
        ("我局接到依申请公开事项5项。", [(S.RECEIVED, 5)]),
        ("收到公民、法人和其他组织的政府信息公开申请25件。", [(S.RECEIVED, 25)]),
        ("通过网站、信函等多种渠道收到政府信息公开申请45件。", [(S.RECEIVED, 45)]),
        ("通过政府网站收到政府信息公开申请3件。", [(S.RECEIVED, "?")]),
        ("截至12月31日，收到政府信息公开申请3件。", [(S.RECEIVED, 3)]),
        ("上半年收到政府信息公开申请3件。", [(S.RECEIVED, "?")]),
        ("全年共处理政府信息公开申请61件，答复58件。", [(S.HANDLED, 61), (S.HANDLED, 58)]),
        ("收到政府信息公开申请45件，办理网民留言230条，答复230条。", [(S.RECEIVED, 45)]),
        (
            "收到政府信息公开申请30件，上年度结转1件，办结24件，结转2022年办理7件。",
            [(S.RECEIVED, 30), (S.CARRIED_IN, 1), (S.HANDLED, 24), (S.CARRIED_OUT, 7)],
        ),
        ("政府信息公开申请中，2020年结转2021年办理6件。", [(S.CARRIED_IN, 6)]),
        (
            "办结政府信息公开申请20件。予以公开及部分公开9件，不予公开6件，因不掌握而无法提供5件。",
            [(S.HANDLED, 20), (S.GRANTED_OR_PARTIAL, 9), (S.DENIED, 6), (S.UNABLE, "?")],
        ),
        ("网站予以公开12件。", []),
        (
            "政府信息公开申请中，自然人申请12件，法人或者其他组织申请3件。",
            [(S.NATURAL, 12), (S.ORGANISATIONS, 3)],
        ),
        (
            "政府信息公开行政复议3件，结果维持2件，纠正1件；行政诉讼1件。",
            [(S.REVIEW, 3), (S.UPHELD, 2), (S.CORRECTED, 1), (S.SUIT, 1)],
        ),
        ("依法办理行政复议案件120件。", []),
        ("制定规范性文件4件，废止规范性文件2件，现行有效规范性文件20件。", [
            (S.DOCUMENTS_ISSUED, 4), (S.DOCUMENTS_REPEALED, 2), (S.DOCUMENTS_IN_FORCE, 20),
        ]),
        ("公开规范性文件9件。", []),
        ("行政许可处理决定13134件，公开行政许可信息55件。", [(S.LICENSES, 13134)]),
        ("2020年收到政府信息公开申请5件。", []),
        ("承办人大建议5件，收到信访件12件，受理行政审批35288件。", []),
    ],
)  # fmt: skip
def test_claims(text: str, expected: list[tuple[Subject, int | str]]) -> None:
    assert told(text) == expected


def test_a_department_of_a_government_speaks_for_itself_only() -> None:
    text = "县住房局收到政府信息公开申请5件。"
    assert [claim.certain for claim in made(text, government=True)] == [False]
    assert [claim.certain for claim in made(text, government=False)] == [True]


def test_money_is_in_wan_as_exactly_as_printed() -> None:
    (claim,) = made("行政事业性收费3405820元。")
    assert claim.subject is Subject.FEES
    assert [f"{end:f}" for end in claim.value if end is not None] == ["340.58195", "340.58205"]


def test_carried_applications_and_the_region_are_noted() -> None:
    (first, second) = made("全市受理政府信息公开申请24件（含上年结转1件）。")
    assert (first.carried, first.wide, second.subject) == (True, True, Subject.CARRIED_IN)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("2021年，未收到政府信息公开申请。", [S.RECEIVED]),
        (
            "我乡无依申请公开政府信息事项，无因政府信息公开申请行政复议、提起行政诉讼的情况。",
            [S.RECEIVED, S.REVIEW, S.SUIT],
        ),
        ("没有发生因政府信息公开申请行政复议和提起行政诉讼的情况。", [S.REVIEW, S.SUIT]),
        ("无信息公开类行政复议及诉讼案件。", [S.REVIEW, S.SUIT]),
        ("未收到政府信息公开行政复议案件。", [S.REVIEW]),
        ("没有发生因逾期答复引起的政府信息公开行政复议。", []),
        ("未收到信函形式的政府信息公开申请。", []),
        ("确保不发生因政府信息公开引起的行政复议，无差错。", []),
        ("一季度未收到政府信息公开申请。", []),
        ("2020年未收到政府信息公开申请5件以上。", []),
        ("全年无行政复议案件。", []),
    ],
)
def test_denials(text: str, subjects: list[Subject]) -> None:
    found = denials(passages(report_of(text, year=2021)), government=False)
    assert [claim.subject for claim in found if claim.certain] == subjects


def test_a_denial_is_marked_where_it_stands() -> None:
    text = "工作平稳。全年未收到政府信息公开申请，特此报告。"
    (claim,) = denials(passages(report_of(text, year=2021)), government=True)
    assert text[slice(*claim.span)] == "未收到政府信息公开申请"
