"""The configuration that is shipped, in a real nginx: with the platform, and with nothing behind it."""

import gzip
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_script_prefix, set_script_prefix
from pytest_django import Settings

from gongkai.copies.actions.building import build
from gongkai.copies.backends.nginx import headers
from gongkai.portal.pages.languages import LANGUAGES
from gongkai.portal.pages.looks import Look, every, sheet_of
from gongkai.publication import actions
from gongkai.publication.models import Item, Why
from tests.copies.serving import HOST, Front, Site, free_port, nginx, platform
from tests.copies.written import wrong
from tests.portal.public import PNG, address
from tests.publication.office import OFFICER, later, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
SEEN = 5.0  # seconds after which nobody reads what was there before


@pytest.fixture
def at(site: Site) -> Office:
    return site.at


@pytest.fixture
def item_id(site: Site) -> int:
    return site.item_id


@pytest.fixture
def own(site: Site, pages: Path, settings: Settings) -> None:
    """The files once more, for a test that changes them."""
    settings.FILES = site.stored
    copytree(site.pages, pages)


class TestPlatformIsDown:
    """The portal is read all the same."""

    def test_pages_lists_feeds_and_files_are_there(self, alone: Front, item_id: int) -> None:
        page = alone.get(address(item_id))
        assert (page.status, "公开的通知" in page.text) == (200, True)
        assert 'lang="zh-Hant"' in alone.get(address(item_id), Cookie="yuyan=hant").text
        for listed in (
            "/",
            "/xxgk/",
            "/zcwj/",
            "/zfxxgk/",
            "/zfxxgk/a/",
            "/zfxxgk/a/fdzdgk/tzgg/",
            "/nb/",
            "/wzdt/",
        ):
            assert alone.get(listed).status == 200, listed
        assert alone.get("/xxgk/rss.xml").headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert alone.get("/sitemap.xml").headers["Content-Type"] == "application/xml; charset=utf-8"
        assert alone.get("/robots.txt").status == 200
        assert alone.get("/static/css/portal.css").headers["Content-Type"].startswith("text/css")

    def test_attachment_is_saved_and_picture_shown(self, alone: Front, item_id: int) -> None:
        edition = Item.objects.get(pk=item_id).public
        assert edition
        file = edition.attachments.get(name="附表.txt")
        told = alone.get(quote(f"{address(item_id)}files/{file.pk}/附表.txt"))
        assert told.body == "附表.txt的内容".encode()
        assert told.headers["Content-Disposition"] == "attachment"
        assert told.headers["Content-Security-Policy"].startswith("sandbox")
        shown = alone.get(f"{address(item_id)}attachments/p1.png")
        assert (shown.body, shown.headers["Content-Type"]) == (PNG, "image/png")
        original = edition.attachments.get(name="原稿.txt")
        assert alone.get(quote(f"{address(item_id)}files/{original.pk}/原稿.txt")).status == 503

    @pytest.mark.parametrize(
        ("path", "method"),
        [
            ("/ss/", "GET"),
            ("/ss/?q=a", "GET"),
            ("/xxgk/?before=1", "GET"),
            ("/ysqgk/sq/", "GET"),
            ("/desk/", "GET"),
            ("/xxgk/", "POST"),
        ],
    )
    def test_search_and_forms_say_so(self, alone: Front, path: str, method: str) -> None:
        told = alone.get(path, method, body=b"a=1" if method == "POST" else None)
        assert told.status == 503
        assert "已经公开的信息可以照常阅读" in told.text
        assert told.headers["Retry-After"] == "60"
        assert told.headers["Cache-Control"] == "no-store"

    def test_each_look_has_its_sheet(self, alone: Front) -> None:
        for wanted in every():
            cookies = {"zzms": int(wanted.elder), "gdbd": int(wanted.contrast), "zihao": wanted.size}
            told = alone.get(
                "/yangshi.css", Cookie="; ".join(f"{name}={said}" for name, said in cookies.items())
            )
            assert told.text == sheet_of(wanted)
            assert (told.headers["Content-Type"], told.headers["Cache-Control"]) == ("text/css", "no-cache")
        for strange in ("zihao=9", "zzms=../../etc", "gdbd=on", "zihao=../0", "yuyan=../gone/hans"):
            assert alone.get("/yangshi.css", Cookie=strange).text == sheet_of(Look())
            assert 'lang="zh-Hans"' in alone.get("/", Cookie=strange).text

    def test_who_has_one_sheet_or_language_is_never_told_that_it_is_the_other(
        self, alone: Front, item_id: int
    ) -> None:
        sheets = [
            alone.get(
                "/yangshi.css", Cookie=f"zzms={int(each.elder)}; gdbd={int(each.contrast)}; zihao={each.size}"
            )
            for each in every()
        ]
        assert len({each.headers["ETag"] for each in sheets}) == len(sheets)
        assert len({each.headers["Last-Modified"] for each in sheets}) == len(sheets)
        path = address(item_id)
        pages = [
            alone.get(path, Cookie=f"yuyan={each}", Accept_Encoding=e)
            for each in LANGUAGES
            for e in ("", "gzip")
        ]
        assert len({each.headers["ETag"] for each in pages}) == 2 * len(LANGUAGES)
        assert "Cookie" in pages[0].headers["Vary"]

    def test_each_language_has_its_page(self, alone: Front, item_id: int) -> None:
        for path in ("/", "/xxgk/", address(item_id)):
            for language, said in (("hans", "跳到正文"), ("hant", "輔助功能"), ("en", "Skip to the text")):
                told = alone.get(path, Cookie=f"yuyan={language}; zzms=1")
                assert (told.status, said in told.text) == (200, True), (path, language)
        assert "已經公開的信息可以照常閱讀" in alone.get("/ss/", Cookie="yuyan=hant").text
        assert 'lang="en"' in alone.get("/ss/", Cookie="yuyan=en").text

    def test_what_messengers_add_to_an_address_does_no_harm(self, alone: Front, item_id: int) -> None:
        assert alone.get(f"{address(item_id)}?from=singlemessage").status == 200

    @pytest.mark.usefixtures("own")
    def test_what_was_taken_back_stays_so(self, at: Office, item_id: int, tmp_path: Path) -> None:
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="数字有误。", by=at[OFFICER], at=later(9))
        build()
        with nginx(tmp_path / "nginx", free_port()) as alone:
            told = alone.get(address(item_id))
            assert (told.status, "数字有误。" in told.text) == (410, True)
            assert "數字有誤。" in alone.get(address(item_id), Cookie="yuyan=hant").text
            assert "公开的通知" not in alone.get("/xxgk/").text
            assert alone.get(f"{address(item_id)}attachments/p1.png").status == 503


class TestPlatformIsThere:
    """Files where there are some, the platform for everything else."""

    @pytest.fixture
    def own_front(self, own: None, tmp_path: Path) -> Iterator[Front]:  # noqa: ARG002 - its files
        with platform() as port, nginx(tmp_path / "nginx", port) as made:
            yield made

    def test_headers_are_those_of_the_platform(self, front: Front, item_id: int) -> None:
        told, ours = front.get(address(item_id)).headers, Client().get(address(item_id)).headers
        assert headers().keys() >= {"Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy"}
        for name in headers():
            if name == "Content-Security-Policy":
                assert set(told[name].split("; ")) == set(ours[name].split("; "))
            else:
                assert told[name] == ours[name]

    def test_asked_again_nothing_is_sent(self, front: Front, item_id: int) -> None:
        first = front.get(address(item_id))
        assert front.get(address(item_id), If_None_Match=first.headers["ETag"]).status == 304
        assert front.get(address(item_id), If_Modified_Since=first.headers["Last-Modified"]).status == 304

    def test_packed_copy_says_the_same(self, front: Front, item_id: int) -> None:
        packed = front.get(address(item_id), Accept_Encoding="gzip")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == front.get(address(item_id)).body

    @pytest.mark.parametrize(
        "path",
        [
            "/ss/?q=a",
            "/xxgk/?before=1",
            "/xxgk/list.csv",
            "/desk/",
            "/healthz",
            "/api/v1/search?q=a",
            "/zzms?to=1",
            "/gdbd?to=1",
            "/zihao?to=da",
            "/yuyan?to=en",
        ],
    )
    def test_everything_else_is_asked_of_the_platform(self, front: Front, path: str) -> None:
        assert front.get(path).text == f"platform GET {path} {HOST}"

    def test_what_is_sent_reaches_the_platform(self, front: Front, item_id: int) -> None:
        assert front.get("/xxgk/", "POST", b"a=1").text == f"platform POST /xxgk/ {HOST}"
        assert front.get(address(item_id), "POST", b"a=1").text.startswith("platform POST")

    def test_a_look_changes_no_page(self, front: Front, item_id: int) -> None:
        usual = front.get(address(item_id)).body
        assert front.get(address(item_id), Cookie="zihao=2; zzms=1; gdbd=1").body == usual

    def test_headers_of_the_platform_are_said_once(self, front: Front) -> None:
        assert front.get("/ss/").headers["X-Frame-Options"] == "DENY"

    def test_forged_address_is_not_believed(self, front: Front) -> None:
        assert front.get("/ss/", X_Forwarded_For="203.0.113.9").text.endswith(f" {HOST}")

    @pytest.mark.parametrize(
        "path", ["/away/plain.html", "/gone/hans/index.html", "/hans/index.html", "/../hans/index.html"]
    )
    def test_folders_are_no_addresses(self, front: Front, path: str) -> None:
        told = front.get(path)
        assert told.status in (400, 404) or told.text.startswith("platform")

    def test_oversized_bodies_and_headers_are_refused(self, front: Front) -> None:
        with socket.create_connection((HOST, front.port), 10) as caller:
            caller.sendall(b"POST /ss/ HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999999\r\n\r\n")
            assert b" 413 " in caller.recv(200)
        assert front.get("/", Cookie="a" * 40_000).status == 400
        with socket.create_connection((HOST, front.port), 10) as caller:
            caller.sendall(b"GET / HTTP/9.9\r\n\x00broken\r\n\r\n")
            assert caller.recv(200).split()[1] in (b"400", b"505")

    def test_published_later(self, own_front: Front, at: Office) -> None:
        later_id = published(at, title="后来公开的通知", hours=8)
        assert own_front.get(address(later_id)).text.startswith("platform")
        build()
        assert "后来公开的通知" in own_front.get(address(later_id)).text
        until = time.monotonic() + SEEN
        while "后来公开的通知" not in own_front.get("/xxgk/").text:
            assert time.monotonic() < until

    def test_page_that_was_read_is_gone_soon_after_it_was_taken_back(
        self, own_front: Front, at: Office, item_id: int
    ) -> None:
        assert own_front.get(address(item_id)).status == 200
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="数字有误。", by=at[OFFICER], at=later(9))
        build()
        until = time.monotonic() + SEEN
        while (told := own_front.get(address(item_id))).status == 200:
            assert time.monotonic() < until
        assert (told.status, "数字有误。" in told.text) == (410, True)


class TestBelowAPath:
    """The platform as a section of another site."""

    @pytest.fixture
    def section(self, settings: Settings, site: Site, tmp_path: Path) -> Iterator[tuple[Front, Front, str]]:
        """nginx with a platform and without, and the address of an item."""
        settings.FILES = site.stored
        settings.FORCE_SCRIPT_NAME = "/zwgk"
        settings.STATIC_URL = "/zwgk/static/"
        before = get_script_prefix()
        set_script_prefix("/zwgk/")
        try:
            path = address(site.item_id)
            build()
            with (
                platform() as port,
                nginx(tmp_path / "front", port) as front,
                nginx(tmp_path / "alone", free_port()) as alone,
            ):
                yield front, alone, path
        finally:
            set_script_prefix(before)

    def test_everything_lies_below_it(self, section: tuple[Front, Front, str]) -> None:
        front, alone, path = section
        assert path.startswith("/zwgk/xxgk/")
        for where in (
            "/zwgk/",
            "/zwgk/xxgk/",
            path,
            "/zwgk/xxgk/rss.xml",
            "/zwgk/sitemap.xml",
            "/zwgk/yangshi.css",
        ):
            assert alone.get(where).status == 200, where
        page = alone.get(path).text
        assert re.findall(r'(?:href|src|action)="(/(?!zwgk/)[^"]*)"', page) == []
        assert page == Client().get(path.removeprefix("/zwgk"), SCRIPT_NAME="/zwgk").content.decode()
        assert alone.get("/zwgk/ss/").status == 503
        assert front.get("/zwgk/ss/?q=a").text.startswith("platform GET /zwgk/ss/?q=a")
        assert front.get("/zwgk/desk/").text.startswith("platform GET /zwgk/desk/")
        assert alone.get("/xxgk/").status != 200
        assert wrong() == []
