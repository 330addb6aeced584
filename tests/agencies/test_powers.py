"""What a body may do, who reviews it, which court tries it: by its kind and its place in the tree of a day."""

import pytest

from gongkai.agencies import actions, queries
from gongkai.agencies.queries import AgencyRow, Powers
from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.courts import AfterReview, CourtLevel, Defendant
from gongkai.law.report.schema import Level
from tests.agencies.bodies import TODAY, WHY, YESTERDAY, at, body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tree(bodies: dict[str, AgencyRow]) -> None:
    """A province, a city, the county of the other tests below it, and bodies of every kind."""
    body("sheng", name="虚构省人民政府", level=Level.PROVINCE)
    body("shi", "sheng", name="云岭市人民政府", level=Level.PREFECTURE)
    actions.move(agency_id=bodies["yunling"].id, parent_id=at("shi"), on=YESTERDAY, **WHY)
    body("sifa", "yunling", name="云岭县司法局")
    body("shuiwu", "yunling", name="国家税务总局云岭县税务局")
    body(
        "jiedao",
        "yunling",
        name="云岭县青石街道办事处",
        kind=BodyKind.DISPATCHED_OFFICE,
        level=Level.TOWNSHIP,
    )
    body("jiedaoban", "jiedao", name="青石街道党政办公室", kind=BodyKind.OFFICE)
    body("suo", "jiaoyu", name="云岭县教育局考试所", kind=BodyKind.DISPATCHED_AGENCY)
    body("yuan", "yunling", name="云岭县人民医院", kind=BodyKind.AUTHORISED)
    body("gongan", "shi", name="云岭市公安局")
    body("fenju", "gongan", name="云岭市公安局青禾区分局", kind=BodyKind.DISPATCHED_AGENCY)
    body("alone", name="虚构会", kind=BodyKind.AUTHORISED)
    body("weiyuanhui", name="国家虚构委员会")
    body("bangongting", name="虚构省人民政府办公厅", kind=BodyKind.OFFICE)


def powers(slug: str) -> Powers:
    return queries.powers(at(slug), TODAY)


def reviewed_by(slug: str) -> list[tuple[str, str]]:
    return [(each.body.value, each.agency.slug if each.agency else "") for each in powers(slug).review_bodies]


@pytest.mark.parametrize(
    ("slug", "reviewers", "rule"),
    [
        ("sheng", [("itself", "sheng")], "M406"),
        ("shi", [("higher_government", "sheng")], "M402"),
        ("yunling", [("higher_government", "shi")], "M402"),
        ("qinghe", [("higher_government", "yunling")], "M402"),
        ("office", [("own_government", "yunling")], "M409"),
        ("jiaoyu", [("own_government", "yunling")], "M401"),
        ("sifa", [("own_government", "yunling"), ("higher_justice", "")], "M408"),
        ("shuiwu", [("higher_department", "")], "M407"),
        ("jiedao", [("own_government", "yunling")], "M403"),
        ("suo", [("own_government", "yunling")], "M404"),
        ("fenju", [("own_government", "shi"), ("local_government", "")], "M404"),
        ("yuan", [("managing_government", "yunling")], "M405"),
        ("weiyuanhui", [("itself", "weiyuanhui")], "M406"),
        ("bangongting", [("own_government", "")], "M409"),
        ("elsewhere", [("higher_government", "")], "M402"),
    ],
)
def test_review_goes_to_whom_the_law_says(slug: str, reviewers: list[tuple[str, str]], rule: str) -> None:
    assert reviewed_by(slug) == reviewers
    found = powers(slug)
    assert found.review is not None
    assert found.review.rule.id == rule
    assert found.in_name_of is None


@pytest.mark.parametrize(
    ("slug", "seat", "above"), [("dangzheng", "qinghe", "yunling"), ("jiedaoban", "jiedao", "yunling")]
)
def test_office_of_a_township_acts_in_its_name(slug: str, seat: str, above: str) -> None:
    found = powers(slug)
    assert found.in_name_of is not None
    assert found.in_name_of.slug == seat
    assert [each.agency.slug for each in found.review_bodies if each.agency] == [above]
    assert found.review == powers(seat).review


@pytest.mark.parametrize(
    ("slug", "level"),
    [
        ("jiaoyu", CourtLevel.BASIC),
        ("qinghe", CourtLevel.BASIC),
        ("yunling", CourtLevel.INTERMEDIATE),
        ("sheng", CourtLevel.INTERMEDIATE),
    ],
)
def test_court_follows_the_body_and_the_review(slug: str, level: CourtLevel) -> None:
    routes = {each.reviewed: each.route for each in powers(slug).courts}
    assert routes[AfterReview.NONE].level is level
    assert routes[AfterReview.NONE].defendant is Defendant.AGENCY
    assert routes[AfterReview.CHANGED].defendant is Defendant.REVIEW_BODY
    assert set(routes) == set(AfterReview)


@pytest.mark.parametrize(
    ("slug", "may"),
    [
        ("sheng", True),
        ("shi", True),
        ("yunling", False),
        ("qinghe", False),
        ("jiaoyu", False),
        ("bangongting", False),
        ("weiyuanhui", True),
        ("jiedao", False),
        ("yuan", False),
    ],
)
def test_rules_are_made_by_whom_the_law_says(slug: str, may: bool) -> None:
    assert powers(slug).may_make_rules is may
    assert "规章制定程序条例" in str(powers(slug).rules_basis)


def test_what_belongs_to_no_government_stays_open() -> None:
    found = powers("alone")
    assert (found.review, found.review_bodies, found.courts) == (None, (), ())


def test_powers_are_those_of_the_day() -> None:
    actions.change(agency_id=at("yunling"), level=Level.PREFECTURE, on=TODAY, **WHY)
    assert queries.powers(at("yunling"), TODAY).may_make_rules is True
    assert queries.powers(at("yunling"), YESTERDAY).may_make_rules is False
    actions.move(agency_id=at("jiaoyu"), parent_id=at("shi"), on=TODAY, **WHY)
    then = queries.powers(at("jiaoyu"), YESTERDAY).review_bodies
    assert [each.agency.slug for each in then if each.agency] == ["yunling"]
    assert reviewed_by("jiaoyu") == [("own_government", "shi")]
