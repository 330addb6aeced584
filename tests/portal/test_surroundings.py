"""Header and footer of the portal of which the platform is a section."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.copies.backends.stamps import stamp
from gongkai.portal.pages.surroundings import MOST, footer, header

pytestmark = pytest.mark.django_db

HEADER = '<div class="top"><a href="https://www.example.gov.cn/" target="_blank">云岭县人民政府</a><img src="/img/a.png" alt="云岭"></div>'
HOSTILE = """<script>alert(1)</script><style>body{}</style><p onclick="x()" style="color:red" id="main">甲</p>
<a href="javascript:x()">乙</a><img src="https://other.example/a.png" alt=""><img src="//other.example/b.png" alt="">
<form action="/x"><input></form><iframe src="/y"></iframe><a href="/z" target="main">丙</a></div></body>"""


@pytest.fixture
def around(settings: Settings, tmp_path: Path) -> Path:
    (tmp_path / "header.html").write_text(HEADER, "utf-8")
    (tmp_path / "footer.html").write_text("<p>云岭县门户网站页脚</p>", "utf-8")
    settings.SITE_HEADER, settings.SITE_FOOTER = str(tmp_path / "header.html"), str(tmp_path / "footer.html")
    settings.SITE_STYLE = "/style/portal.css"
    return tmp_path


@pytest.mark.usefixtures("around")
@pytest.mark.parametrize("path", ["/", "/xxgk/", "/ss/?q=a", "/wza/", "/nowhere/"])
def test_every_page_stands_between_them(path: str) -> None:
    text = Client().get(path).content.decode()
    above, ours, below = (text.index(each) for each in ("云岭县人民政府", 'id="main"', "云岭县门户网站页脚"))
    assert above < ours < below
    assert '<link rel="stylesheet" href="/style/portal.css">' in text
    assert text.count('<img src="/img/a.png" alt="云岭">') == 1


def test_without_them_there_is_no_trace() -> None:
    text = Client().get("/").content.decode()
    assert "portal-above" not in text
    assert "portal-below" not in text


def test_nothing_runs_or_comes_from_elsewhere(around: Path) -> None:
    (around / "header.html").write_text(HOSTILE, "utf-8")
    text = str(header())
    assert "甲" in text
    for word in (
        "script",
        "style",
        "onclick",
        "id=",
        "javascript",
        "other.example",
        "form",
        "input",
        "iframe",
        "</body",
        "main",
    ):
        assert word not in text, word
    assert text.count("<div") == text.count("</div")


def test_files_that_change_change_all_pages(around: Path) -> None:
    before = stamp()
    (around / "footer.html").write_text("<p>新的页脚</p>", "utf-8")
    assert "新的页脚" in footer()
    assert stamp() != before


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a" * (MOST + 1)])
def test_file_that_cannot_be_read_leaves_its_place_empty(around: Path, content: bytes | None) -> None:
    place = around / "header.html"
    place.unlink()
    if content is not None:
        place.write_bytes(content)
    assert Client().get("/").status_code == 200
    assert header() == ""
