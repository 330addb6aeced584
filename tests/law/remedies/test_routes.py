"""Review body, court and defendant, by the cases of tests/cases/remedies."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.courts import AfterReview, CourtLevel, CourtRoute, Defendant, court_route
from gongkai.law.remedies.routes import Respondent, ReviewBody, ReviewRoute, Vertical, review_route
from gongkai.law.report.schema import Level
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("remedies").items() if "body" in case}
RESPONDENTS = st.builds(
    Respondent,
    kind=st.sampled_from(BodyKind),
    level=st.sampled_from([None, *(level for level in Level if level is not Level.DEPARTMENT)]),
    vertical=st.sampled_from([None, *Vertical]),
    own_name=st.booleans(),
    justice=st.booleans(),
    by_district=st.booleans(),
)


def respondent(told: dict[str, Any]) -> Respondent:
    level = Level(told["level"]) if "level" in told else None
    vertical = Vertical(told["vertical"]) if "vertical" in told else None
    rest = {key: value for key, value in told.items() if key not in {"kind", "level", "vertical"}}
    return Respondent(BodyKind(told["kind"]), level, vertical, **rest)


def routes(case: dict[str, Any]) -> tuple[ReviewRoute, CourtRoute]:
    body = respondent(case["body"])
    reviewed = AfterReview(case.get("reviewed", "none"))
    return review_route(body, case["on"]), court_route(body, case["on"], reviewed)


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    review, court = routes(case)
    assert [body.value for body in review.bodies] == case["review"]
    assert review.then_state_council is case.get("state_council", False)
    assert court.level == case["court"]
    assert court.defendant == case.get("defendant", "agency")
    assert court.review_seat_too is case.get("review_seat", False)
    assert set(case["rules"]) <= {review.rule.id, *(rule.id for rule in court.rules)}


def test_explains_itself() -> None:
    body = Respondent(BodyKind.DEPARTMENT, Level.COUNTY)
    assert review_route(body, date(2026, 3, 2)).why == (
        "复议机关：本级人民政府（部门的复议机关是本级人民政府；"
        "依据：《中华人民共和国行政复议法》（2023年修订）第24条）。"
    )
    alone, beside = (
        court_route(body, date(2026, 3, 2), how).why for how in (AfterReview.NONE, AfterReview.UPHELD)
    )
    assert alone.startswith(
        "被告：作出答复的机关（逾期未答复的，收到申请的机关）。法院：基层人民法院，在被诉机关所在地（依据："
    )
    assert "，也可以选择复议机关所在地的法院（依据：" in beside


def test_a_department_is_no_level_of_government() -> None:
    with pytest.raises(ValueError, match="level is that of the government"):
        review_route(Respondent(BodyKind.DEPARTMENT, Level.DEPARTMENT), date(2026, 3, 2))


@pytest.mark.parametrize("words", [BodyKind, ReviewBody, CourtLevel, Defendant, AfterReview])
def test_every_word_has_its_label(words: Any) -> None:
    assert len({word.label for word in words}) == len(words)


@given(RESPONDENTS, st.dates(date(2019, 5, 15), date(2030, 12, 31)), st.sampled_from(AfterReview))
def test_every_body_has_a_route(body: Respondent, on: date, reviewed: AfterReview) -> None:
    review, court = review_route(body, on), court_route(body, on, reviewed)
    assert 1 <= len(review.bodies) <= 2
    assert (ReviewBody.ITSELF in review.bodies) is review.then_state_council
    assert (court.defendant is Defendant.REVIEW_BODY) is (reviewed is AfterReview.CHANGED)
    assert court.review_seat_too is (reviewed is not AfterReview.NONE)


@given(RESPONDENTS, st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_since_2024_no_department_of_a_local_government_decides_but_in_vertical_systems(
    body: Respondent, on: date
) -> None:
    bodies = set(review_route(body, on).bodies)
    if body.level is not None and body.vertical is None and not body.justice:
        assert not bodies & {
            ReviewBody.HIGHER_DEPARTMENT,
            ReviewBody.OWN_DEPARTMENT,
            ReviewBody.HIGHER_JUSTICE,
        }
