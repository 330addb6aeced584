"""Lists and their totals: right ones are quiet however they are read, wrong ones are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.findings import Severity
from gongkai.law.report.narrative.lists import listings
from gongkai.law.report.narrative.sums import imbalances
from tests.law.report.narrative.prose import passage_of

amounts = st.lists(st.integers(0, 5000), min_size=2, max_size=8)
KINDS = "甲乙丙丁戊己庚辛"


def listed(parts: list[int], *, rest: bool) -> str:
    """Parts of different kinds, the last one 其他 if the list leaves nothing out."""
    names = [f"{kind}类信息" for kind in KINDS[: len(parts)]]
    if rest:
        names[-1] = "其他信息"
    return "、".join(f"{name}{part}条" for name, part in zip(names, parts, strict=True))


@given(amounts, st.booleans())
def test_a_list_that_adds_up_is_right(parts: list[int], rest: bool) -> None:
    passage = passage_of(f"全年公开信息{sum(parts)}条，其中{listed(parts, rest=rest)}。")
    assert imbalances(passage) == ()


@given(amounts, st.integers(1, 5000))
def test_a_complete_list_short_of_its_total_is_wrong(parts: list[int], missing: int) -> None:
    total = sum(parts) + missing
    (found,) = imbalances(passage_of(f"全年公开信息{total}条，其中{listed(parts, rest=True)}。"))
    assert (found.total.value, found.sum, found.complete) == (total, (sum(parts), sum(parts)), True)
    assert [part.value for part in found.parts] == parts


@given(st.lists(st.integers(2000, 5000), min_size=3, max_size=6), st.integers(1, 900))
def test_parts_of_one_kind_beyond_their_total_are_wrong(parts: list[int], over: int) -> None:
    (found,) = imbalances(passage_of(f"全年公开信息{sum(parts) - over}条，其中{listed(parts, rest=False)}。"))
    assert found.severity is Severity.ERROR


@given(amounts)
def test_a_closing_total_is_held_against_what_stands_before_it(parts: list[int]) -> None:
    right = passage_of(f"全年公开{listed(parts, rest=False)}，共计{sum(parts)}条。")
    wrong = passage_of(f"全年公开{listed(parts, rest=False)}，共计{sum(parts) + 1}条。")
    assert imbalances(right) == ()
    assert [found.severity for found in imbalances(wrong)] == [Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "受理申请21件，包括信函2件、网络19件，全部办结。其中予以公开15件，部分公开6件。",
        "公开信息345条，其中规章11条、文件104条；报告2条（中英文各1条）、动态213条、其他15条。",
        "渠道多样，公开信息2425条。在网站公开272条，分布情况为：公告类152条，工作信息120条；微博608条、微信615条；系统公开处罚决定930件。",
        "公开信息18439条，其中：概况类69条、动态类8043条、目录类10327条；维护专栏13个，其中新开2个。",
        "规章13件（含新制定5件，修改4件，废止4件），规范性文件42件，其他文件113件。",
        "公开信息1171条，其中动态717条，目录454条，微信公众号发布1103条。",
        "发布信息217条，其中动态栏目141公开栏目43许可栏目17条，其他栏目合计3条。",
        "公开各类信息275条，各类互动52条。其中资金信息53条，许可审批22条，建议答复19条，提案答复16条。",
        "复议案件3件，维持1件，纠正1件，撤回1件。",
        "公开文件170件，其中规范性文件3件、任免文件24件，政策解读49条，会议信息250条。",
        "制定文件206件，其中会议议定58件，联合发文14件。",
        "公开文件5条，信息7条、动态3条，共计10条。",
        "培训3期，其中线上2期、线下1期，培训500人次，共计8000元。",
        "公开信息26.8万条，其中网站150123条、其他渠道118102条。",
        "公开规范性文件等信息12条、动态8条等，共计300条。",
    ],
)
def test_no_reading_of_a_right_paragraph_is_held_against_it(text: str) -> None:
    assert imbalances(passage_of(text)) == ()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("收到申请30件，其中自然人28件、法人或其他组织3件。", Severity.ERROR),
        ("办理申请148件（含新收142件、上年结转7件）。", Severity.ERROR),
        ("收到申请20件。其中，网络申请18件；信函申请7件；当面申请1件。", Severity.ERROR),
        ("公开信息50条，其中网站40条、微信20条。", Severity.ERROR),
        ("公开信息50条，其中图解40条、视频20条。", Severity.INFO),
        ("公开信息50条，其中涉及民生40条、经济动态20条。", Severity.WARNING),
        ("公开信息50条，其中概况20条，动态29条。", Severity.INFO),
        ("公开信息900余条，其中网站200余条、其他渠道100余条。", Severity.WARNING),
        ("公开信息500条，其中网站20条、其他渠道10条。", Severity.WARNING),
        ("办理建议5件、提案6件，共12件。", Severity.WARNING),
    ],
)
def test_how_much_a_wrong_list_weighs(text: str, severity: Severity) -> None:
    assert [found.severity for found in imbalances(passage_of(text))] == [severity]


def test_the_part_as_large_as_the_difference_is_named() -> None:
    (found,) = imbalances(passage_of("公开信息100条，其中公报8条，网站70条，其他渠道30条。"))
    assert found.cause is not None
    assert found.cause.label == "公报"


def test_lists_are_found_with_their_totals() -> None:
    passage = passage_of("公开信息50条。其中机构类20条，内有领导12条、职能8条；动态类30条。")
    assert [(one.total.text, [part.figure.text for part in one.top]) for one in listings(passage)] == [
        ("50条", ["20条", "30条"]),
        ("20条", ["12条", "8条", "30条"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息500条。完成任务，其中网站400条、微信200条。",
        "公开信息500条，其中包括。网站400条、微信200条。",
        "公开信息500条，网站100条、微信200条、微博50条。",
        "公开信息500条，网站100条、其他渠道50条。",
    ],
)
def test_what_is_far_from_its_total_is_no_list_of_it(text: str) -> None:
    assert listings(passage_of(text)) == ()


def test_a_list_belongs_to_the_last_total_in_its_unit() -> None:
    passage = passage_of("培训5场，公开信息50条，其中讲解3场、讨论1场。")
    assert [(one.total.text, [part.figure.text for part in one.top]) for one in listings(passage)] == [
        ("5场", ["3场", "1场"])
    ]


def test_a_list_in_a_unit_of_which_there_is_no_total_is_none() -> None:
    assert listings(passage_of("公开信息50条，其中讲解3场、讨论1场。")) == ()


def test_a_list_ends_where_the_unit_of_its_total_ends() -> None:
    (found,) = imbalances(passage_of("公开文件170件，其中规范性文件100件、任免文件84件，会议信息49条。"))
    assert [part.text for part in found.parts] == ["100件", "84件"]


@pytest.mark.parametrize(("blocks", "wrong"), [(3, True), (10, False)])
def test_a_list_that_can_be_read_in_too_many_ways_counts_as_right(blocks: int, wrong: bool) -> None:
    """Each block is a part and, perhaps, its two parts: with ten blocks there are a thousand sums."""
    sizes = [size * 4**block for block in range(blocks) for size in (3, 1, 2)]
    listed = "、".join(f"类别{KINDS[at % 8]}{size}条" for at, size in enumerate(sizes))
    passage = passage_of(f"公开信息{sum(sizes) + 7}条，其中{listed}、其他信息1条。")
    assert bool(imbalances(passage)) is wrong


def test_channels_down_to_the_rest_are_a_list_without_a_word_that_opens_it() -> None:
    (found,) = imbalances(passage_of("公开信息500条，网站300条、微信100条、其他渠道50条。"))
    assert (found.total.value, found.sum, found.complete) == (500, (450, 450), True)


def test_pieces_in_another_unit_than_their_total_are_added() -> None:
    (found,) = imbalances(passage_of("公开信息50条，其中网站文件40件、微信文件20件。"))
    assert found.sum == (60, 60)
