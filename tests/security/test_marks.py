"""What `gongkai check --deploy` says of the footer."""

from typing import Any

import pytest
from pytest_django import Settings

from gongkai.cli.check.finding import Grade
from gongkai.cli.check.marks import marks

GOOD: dict[str, Any] = {
    "SITE_OWNER": "云岭县人民政府",
    "SITE_CONTACT": "0000-0000001",
    "SITE_CODE": "0000000000",
    "SITE_ICP": "云ICP备00000000号-1|https://icp.example",
    "SITE_POLICE": "云公网安备00000000000000号|https://police.example",
    "SITE_ERRORS": "https://errors.example/?site=1",
    "SITE_BADGES": ["党政机关网站标识|/badges/dzjg.png|https://mark.example", "适老化标识|/badges/slh.png"],
    "SITE_FOOTER": "",
}


@pytest.fixture(autouse=True)
def _good(settings: Settings) -> None:
    for name, value in GOOD.items():
        setattr(settings, name, value)


def codes() -> set[tuple[str, Grade]]:
    return {(each.code, each.grade) for each in marks()}


def test_nothing_is_said_of_a_footer_that_has_all() -> None:
    assert codes() == set()


@pytest.mark.parametrize("footer", ["", "/srv/footer.html"])
def test_what_is_missing_is_named_with_its_setting(settings: Settings, footer: str) -> None:
    for name, value in GOOD.items():
        setattr(settings, name, type(value)())
    settings.SITE_FOOTER = footer
    said = {each.code: each for each in marks()}
    assert set(said) == {"P01", "P02"}
    assert said["P01"].grade is (Grade.HINT if footer else Grade.WARNING)
    for word in ("主办单位", "联系方式", "网站标识码", "ICP备案号", "公安备案号", "找错", "党政机关"):
        assert word in said["P01"].what
    assert all(f"GONGKAI_{name}" in said["P01"].todo for name in GOOD if name != "SITE_FOOTER")


@pytest.mark.parametrize(
    ("name", "value", "code", "grade"),
    [
        ("SITE_CODE", "12345", "P03", Grade.WARNING),
        ("SITE_ICP", "某ICP备1号|https://icp.example", "P04", Grade.WARNING),
        ("SITE_ICP", "云ICP备00000000号", "P05", Grade.WARNING),
        ("SITE_ICP", "云ICP备00000000号|icp.example", "P06", Grade.ERROR),
        ("SITE_POLICE", "云公网安备1号|https://police.example", "P04", Grade.WARNING),
        ("SITE_ERRORS", "javascript:x()", "P06", Grade.ERROR),
        ("SITE_BADGES", ["党政机关网站标识|/badges/a.png", "适老|/b.png"], "P05", Grade.WARNING),
        ("SITE_BADGES", [*GOOD["SITE_BADGES"], "|/c.png"], "P07", Grade.ERROR),
        ("SITE_BADGES", [*GOOD["SITE_BADGES"], "标识|https://other.example/a.png"], "P08", Grade.ERROR),
        ("SITE_BADGES", [*GOOD["SITE_BADGES"], "标识|//other.example/a.png"], "P08", Grade.ERROR),
        ("SITE_BADGES", [*GOOD["SITE_BADGES"], "标识|/a.png|mark"], "P06", Grade.ERROR),
    ],
)
def test_what_is_written_otherwise_is_found(
    settings: Settings, name: str, value: object, code: str, grade: Grade
) -> None:
    setattr(settings, name, value)
    assert codes() == {(code, grade)}


@pytest.mark.parametrize("code", ["bm00000001", "0000000001"])
def test_codes_of_departments_have_letters(settings: Settings, code: str) -> None:
    settings.SITE_CODE = code
    assert codes() == set()
