"""How pages look is said by one style sheet: the pages are the same for everybody, and nothing needs a script."""

import re
from html import unescape

import pytest
from django.test import Client

from gongkai.portal.pages.looks import Look, every, sheet_of
from tests.portal.pages import page

pytestmark = pytest.mark.django_db

SWITCHES = {
    "to-elder",
    "from-elder",
    "to-contrast",
    "from-contrast",
    "size-smaller",
    "size-usual",
    "size-larger",
}
HERE = "http://testserver/wza/?a=1"


def switches(html: str) -> dict[str, str]:
    """Each switch of a page by its class."""
    found = re.findall(r'<a class="((?:to|from|size)-[a-z]+)"[^>]*href="([^"]+)"', html)
    return {name: unescape(where) for name, where in found}


def shown(client: Client) -> set[str]:
    """The switches that a visitor sees who has told the system nothing."""
    sheet = client.get("/yangshi.css").content.decode().partition("@media (prefers-contrast")[0]
    gone = {
        name
        for names, how in re.findall(r"([^{}]+)\{ (display: none|visibility: hidden)", sheet)
        for name in re.findall(r"\.([a-z-]+)", names)
        if how
    }
    return SWITCHES - gone


def press(client: Client, name: str, *, referer: str = HERE) -> str:
    """Follow a switch of the page; where it leads."""
    answer = client.get(switches(page("/wza/", client=client))[name], headers={"referer": referer})
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "no-store"
    return str(answer["Location"])


def test_pages_are_the_same_for_every_look() -> None:
    usual = page("/wza/")
    assert switches(usual).keys() >= SWITCHES
    assert '<link rel="stylesheet" href="/yangshi.css" media="screen">' in usual
    reader = Client()
    reader.cookies.load({"zzms": "1", "gdbd": "1", "zihao": "3"})
    assert page("/wza/", client=reader) == usual


def test_elder_mode_there_and_back() -> None:
    client = Client()
    assert shown(client) == {"to-elder", "to-contrast", "size-smaller", "size-larger"}
    assert press(client, "to-elder") == "/wza/?a=1"
    sheet = client.get("/yangshi.css").content.decode()
    assert "font-size: 22px" in sheet
    assert "min-height: 44px" in sheet
    assert re.search(r"cursor: url\(\"/static/img/pointer[^\"]*\.svg\"\)", sheet)
    assert shown(client) == {"from-elder", "to-contrast", "size-smaller", "size-larger"}
    press(client, "from-elder")
    assert client.get("/yangshi.css").content.decode() == sheet_of(Look())


def test_contrast_goes_with_elder_mode() -> None:
    client = Client()
    press(client, "to-elder")
    press(client, "to-contrast")
    sheet = client.get("/yangshi.css").content.decode()
    assert sheet == sheet_of(Look(elder=True, contrast=True))
    assert "#ffe100" in sheet
    assert shown(client) == {"from-elder", "from-contrast", "size-smaller", "size-larger"}
    press(client, "from-contrast")
    assert client.get("/yangshi.css").content.decode() == sheet_of(Look(elder=True))


def test_size_goes_step_by_step_to_the_ends_of_the_scale() -> None:
    client = Client()
    pixels = []
    for _ in range(4):
        press(client, "size-larger")
        pixels.append(re.findall(r"font-size: (\d+)px", client.get("/yangshi.css").content.decode())[0])
    assert pixels == ["18", "20", "24", "24"]
    assert shown(client) >= {"size-smaller", "size-usual"}
    assert "size-larger" not in shown(client)
    press(client, "size-usual")
    assert client.cookies["zihao"].value == ""
    press(client, "size-smaller")
    press(client, "size-smaller")
    assert client.cookies["zihao"].value == "-1"
    assert "size-smaller" not in shown(client)


@pytest.mark.parametrize("strange", ["9", "-2", "", "0", "1 ", "a", "../1"])
def test_cookies_that_nobody_set_are_the_usual_look(strange: str) -> None:
    client = Client()
    client.cookies.load({"zzms": f"x{strange}", "gdbd": f"x{strange}", "zihao": strange})
    assert client.get("/yangshi.css").content.decode() == sheet_of(Look())


@pytest.mark.parametrize(
    "told",
    [
        "https://example.com/",
        "//example.com/a",
        "http://testserver.example.com/",
        "http://testserver//example.com/",
        "http://testserver/\\example.com",
        "javascript:alert(1)",
        "http://[broken",
        "",
    ],
)
@pytest.mark.parametrize("switch", ["/zzms?to=1", "/gdbd?to=1", "/zihao?to=da", "/yuyan?to=hant"])
def test_switches_lead_nowhere_else(switch: str, told: str) -> None:
    answer = Client().get(f"{switch}&next=https://example.com/", headers={"referer": told})
    assert answer["Location"] == "/"


def test_cookies_are_kept_from_scripts_and_other_sites() -> None:
    client = Client()
    press(client, "to-contrast")
    kept = client.cookies["gdbd"]
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", 365 * 24 * 3600)


def test_sheet_is_asked_after_and_told_apart() -> None:
    client = Client()
    first = client.get("/yangshi.css")
    assert (first["Cache-Control"], first["Vary"]) == ("no-cache", "Cookie")
    assert client.get("/yangshi.css", headers={"if-none-match": first["ETag"]}).status_code == 304
    client.cookies["zihao"] = "1"
    assert client.get("/yangshi.css", headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.post("/yangshi.css").status_code == 405


def test_more_contrast_is_had_by_telling_the_system() -> None:
    usual, contrast = sheet_of(Look()), sheet_of(Look(contrast=True))
    asked = usual.partition("@media (prefers-contrast: more) {")[2]
    assert "#ffe100" in asked
    assert ".to-contrast { display: none !important; }" in asked
    assert "prefers-contrast" not in contrast


def test_every_look_is_another_sheet() -> None:
    assert len({sheet_of(each) for each in every()}) == len({each.name for each in every()}) == 20


def test_pages_elsewhere_have_no_switches() -> None:
    assert ".looks, .languages { display: none !important; }" in sheet_of(Look(), switches=False)
