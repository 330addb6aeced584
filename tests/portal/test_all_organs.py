"""Choosing a body: by place, by first letter, for one of the parts."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.portal.organs import all_organs
from gongkai.portal.organs.letters import letter, own_name
from tests.portal.bodies import county, township
from tests.portal.pages import page, words


def department(above: Agency, slug: str, name: str) -> Agency:
    return Agency.objects.create(
        slug=slug, name=name, kind="department", level="department", region="虚构省", parent=above
    )


@pytest.mark.parametrize(
    ("name", "above", "initial", "short"),
    [
        ("云岭县教育局", ["云岭县人民政府"], "J", "教育局"),
        ("云岭县桃花镇人民政府", ["云岭县人民政府"], "T", "桃花镇人民政府"),
        ("桃花镇财政所", ["云岭县桃花镇人民政府", "云岭县人民政府"], "T", "桃花镇财政所"),
        ("云岭县人民政府办公室", ["云岭县人民政府"], "R", "人民政府办公室"),
        ("云岭县人民政府", [], "Y", "云岭县人民政府"),
        ("重庆市", [], "C", "重庆市"),
        ("12345中心", [], "#", "12345中心"),
    ],
)
def test_letter_is_that_of_the_own_name(name: str, above: list[str], initial: str, short: str) -> None:
    assert (letter(name, above), own_name(name, above)) == (initial, short)


@pytest.mark.django_db
class TestPage:
    """公开机关."""

    def test_bodies_stand_below_their_government_in_two_groups(self) -> None:
        home = county()
        department(home, "jyj", "云岭县教育局")
        township(home)
        text = words(page("/zfxxgk/"))
        assert "部门和单位（1） 教育局" in text
        assert "下级政府（1） 桃花镇人民政府" in text
        assert "3 个机关，公开信息 0 条" in text

    def test_body_with_nothing_below_stands_under_its_region(self) -> None:
        county()
        assert "其他机关 虚构省 云岭县人民政府" in words(page("/zfxxgk/"))

    def test_by_letter(self) -> None:
        home = county()
        department(home, "jyj", "云岭县教育局")
        department(home, "czj", "云岭县财政局")
        html = page("/zfxxgk/?zm=J")
        assert "云岭县教育局" in html
        assert "财政局" not in html
        for nonsense in ("%00", "1", "JJ", "%23"):
            assert "财政局" in page(f"/zfxxgk/?zm={nonsense}")

    def test_links_lead_to_the_part_that_was_chosen(self) -> None:
        department(county(), "jyj", "云岭县教育局")
        html = page("/zfxxgk/?bk=ysqgk")
        assert 'href="/zfxxgk/jyj/ysqgk/"' in html
        assert "依申请公开：请选择机关" in html
        assert 'href="/zfxxgk/jyj/"' in page("/zfxxgk/?bk=nonsense")

    def test_long_lists_are_parted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(all_organs, "MOST", 2)
        for number in range(2):
            home = county(f"xian-{number}", f"第{number}县人民政府")
            for each in range(2):
                department(home, f"d-{number}-{each}", f"第{number}县{'教育局财政局'[each * 3 :][:3]}")
        html = page("/zfxxgk/")
        assert "d-0-0" in html
        assert "d-1-0" not in html
        assert '<a href="?sj=xian-1">下属 2 个机关</a>' in html
        assert "d-1-0" in page("/zfxxgk/?sj=xian-1")
        assert "d-0-0" in page("/zfxxgk/?sj=nobody")

    def test_empty_platform_says_so(self) -> None:
        assert "还没有登记机关" in page("/zfxxgk/")

    def test_more_bodies_need_no_more_queries(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        home = county()
        for number in range(3):
            department(home, f"d-{number}", f"云岭县{number}局")
            with django_assert_num_queries(4):
                page("/zfxxgk/")
