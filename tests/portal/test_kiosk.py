"""The touch screen: nothing leads out of it, nothing can be saved, nothing is left of whoever went away."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gongkai.applications.actions import Receipt
from gongkai.copies.queries.pages import things_of
from gongkai.copies.queries.touching import FRONT
from gongkai.publication import actions
from gongkai.publication.models import Why
from gongkai.publication.queries.showing import without_links
from gongkai.search.actions.reindexing import reindex
from tests.applications.office import office as with_applications
from tests.applications.office import submitted
from tests.compilations.composed import topic
from tests.portal.pages import page, shown, words
from tests.portal.public import index_of, with_files
from tests.publication.office import OFFICER, later, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
HOME = "/kiosk/a/"
QUERY = f"{HOME}jd/"
OUT = '<p>见<a href="https://www.example.gov.cn/a?b=1&amp;c=2">外面的<strong>通知</strong></a>。</p>'


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


class _Doors(HTMLParser):
    """Where a page leads: links and forms."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if (tag, name) in {("a", "href"), ("form", "action"), ("area", "href"), ("iframe", "src")}:
                self.found.append(value or "")
            if tag == "meta" and name == "content" and ";url=" in (value or ""):
                self.found.append((value or "").partition(";url=")[2])


def doors(html: str) -> list[str]:
    """Without those that lead to a place on the same page."""
    found = _Doors()
    found.feed(html)
    return [door for door in found.found if not door.startswith("#")]


def walked(client: Client, start: str) -> dict[str, str]:
    """Every page to which links lead from here, by its address; whatever leads out of the touch screen fails."""
    seen: dict[str, str] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 200:
            continue
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert "Content-Disposition" not in answer, address
        seen[address] = shown(answer)
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        for door in doors(seen[address]):
            target = urlsplit(urljoin(here, door))
            assert not target.netloc, f"{address} leads to {door}"
            assert target.path.startswith("/kiosk/"), f"{address} leads to {door}"
            way = f"{target.path}?{target.query}" if target.query else target.path
            # The looks lead back to where one was: one of them is enough.
            if "/xs/" not in way or address == start:
                waiting.append(way)
    return seen


def asking(receipt: Receipt) -> Client:
    client = Client()
    answer = client.post(QUERY, {"number": receipt.number, "code": receipt.code})
    assert (answer.status_code, answer["Location"]) == (302, f"{QUERY}zk/")
    return client


class TestNothingLeadsOut:
    """Whoever stands there stays there."""

    def test_every_link_of_every_page(self) -> None:
        at = with_applications()
        item = with_files(at, body=OUT, title="关于虚构事项的通知")
        topic(at, opened=True)
        reindex(at=timezone.now())
        seen = walked(Client(), HOME)
        names = {unquote(address.partition("?")[0]) for address in seen}
        wanted = {f"{HOME}xx/{index_of(item)}/", QUERY, f"{HOME}jg/a/", f"{HOME}sq/", f"{HOME}js/"}
        assert wanted <= names
        assert any(name.startswith(f"{HOME}zt/") for name in names)
        found = walked(Client(), f"{HOME}ss/?q=虚构事项")
        assert any("/xx/" in address for address in found)

    def test_pages_of_an_application_too(self) -> None:
        client = asking(submitted(with_applications(), when=timezone.now()))
        found = [door for part in ("zk/", "xp/") for door in doors(shown(client.get(f"{QUERY}{part}")))]
        assert f"{QUERY}xp/" in found
        assert all(door.startswith("/kiosk/") for door in found)

    def test_one_is_noticed(self) -> None:
        assert doors('<a href="/xxgk/">x</a><form action="//y/z"></form>') == ["/xxgk/", "//y/z"]

    @pytest.mark.parametrize(
        "path", [f"{HOME}nothing/", f"{HOME}xx/NO-1/", "/kiosk/zz/", "/kiosk/%20/a/b/c/"]
    )
    def test_faults_too(self, path: str) -> None:
        office()
        html = page(path, status=404)
        assert all(door.startswith("/kiosk/") for door in doors(html))
        assert 'class="kiosk"' in html

    def test_words_of_a_link_stay(self) -> None:
        assert without_links(OUT) == "<p>见外面的<strong>通知</strong>。</p>"
        kept = '<p>&lt;a href="x"&gt; <abbr>a</abbr></p>'
        assert without_links(kept) == kept

    def test_attachments_are_named_and_not_given(self) -> None:
        item = with_files(office())
        html = page(f"{HOME}xx/{index_of(item)}/")
        assert "附表.txt" in html
        assert "files/" not in html
        assert "二维码，内容是这一页在网站上的地址" in html

    def test_what_was_taken_back_is_a_notice(self) -> None:
        at = office()
        item = published(at)
        actions.withdraw(item_id=item, why=Why.ERROR, told="数字有误。", by=at[OFFICER], at=later(9))
        html = page(f"{HOME}xx/{index_of(item)}/", status=410)
        assert "数字有误。" in html
        assert all(door.startswith("/kiosk/") for door in doors(html))


class TestNothingIsLeft:
    """What somebody typed and saw is gone with them."""

    @pytest.fixture
    def given(self) -> Receipt:
        """An application that came today."""
        return submitted(with_applications(), when=timezone.now())

    def test_standing_needs_number_and_code(self, given: Receipt) -> None:
        for part in ("zk/", "xp/"):
            answer = Client().get(f"{QUERY}{part}")
            assert answer["Location"] == f"{QUERY}?gq=1"
        wrong = Client().post(QUERY, {"number": given.number, "code": "AAAA AAAA"})
        assert wrong.status_code == 422

    def test_it_is_stored_nowhere_and_forgotten_after_two_minutes(self, given: Receipt) -> None:
        client = asking(given)
        cookie = client.cookies["kiosk"]
        assert (cookie["max-age"], cookie["httponly"], cookie["path"]) == (120, True, "/kiosk/")
        for part in ("", "zk/", "xp/"):
            assert "no-store" in client.get(f"{QUERY}{part}")["Cache-Control"]
        assert "no-store" in client.get(f"{HOME}ss/?q=a")["Cache-Control"]

    def test_cookie_that_is_older_opens_nothing(
        self, given: Receipt, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = asking(given)
        now = timezone.now().timestamp()
        monkeypatch.setattr("django.core.signing.time.time", lambda: now + 121)
        assert client.get(f"{QUERY}zk/").status_code == 302

    def test_the_end_shuts_it(self, given: Receipt) -> None:
        client = asking(given)
        client.get(f"{HOME}xs/dz/")
        answer = client.get(f"{HOME}js/")
        assert answer["Location"] == HOME
        assert "no-store" in answer["Cache-Control"]
        assert {name for name, each in client.cookies.items() if each.value} <= {"csrftoken"}
        assert client.get(f"{QUERY}zk/").status_code == 302

    def test_code_is_for_the_paper_alone(self, given: Receipt) -> None:
        client = asking(given)
        said = given.code.replace(" ", "")
        code = f"{said[:4]} {said[4:]}"
        slip = shown(client.get(f"{QUERY}xp/"))
        assert f'<span class="on-paper" aria-hidden="true">{code}</span>' in slip
        assert given.number in slip
        assert code not in shown(client.get(f"{QUERY}zk/"))

    def test_neighbours_read_neither_question_nor_answer(self, given: Receipt) -> None:
        html = words(shown(asking(given).get(f"{QUERY}zk/")))
        assert given.number in html
        assert "楼" not in html

    def test_without_script_the_page_leaves_by_itself(self, given: Receipt) -> None:
        refresh = re.compile(
            r'<noscript><meta http-equiv="refresh" content="(\d+);url=/kiosk/a/js/"></noscript>'
        )
        assert refresh.findall(shown(asking(given).get(f"{QUERY}zk/"))) == ["60"]
        assert refresh.findall(page(f"{HOME}zx/")) == ["180"]
        assert refresh.findall(page(HOME)) == []


class TestLooks:
    """大字 and 矮屏 by a style sheet that cookies choose."""

    def test_they_are_chosen_and_taken_back(self) -> None:
        office()
        client = Client()
        assert client.get(reverse("kiosk_looks")).content == b""
        answer = client.get(f"{HOME}xs/dz/?next={HOME}zx/")
        assert answer["Location"] == f"{HOME}zx/"
        client.get(f"{HOME}xs/ap/")
        sheet = shown(client.get(reverse("kiosk_looks")))
        assert ("font-size" in sheet, "padding-top" in sheet) == (True, True)
        client.get(f"{HOME}xs/bz/")
        assert client.get(reverse("kiosk_looks")).content == b""

    @pytest.mark.parametrize("next_", ["https://example.com/", "//example.com/", "/xxgk/", "/kiosk/b/"])
    def test_they_lead_nowhere_else(self, next_: str) -> None:
        office()
        assert Client().get(f"{HOME}xs/dz/", {"next": next_})["Location"] == HOME

    def test_unknown_look(self) -> None:
        office()
        page(f"{HOME}xs/zz/", status=404)


class TestWhereItStands:
    """The address says in whose hall."""

    def test_those_of_the_setting_are_offered(self, settings: Settings) -> None:
        office()
        settings.KIOSKS = ["a", "nobody"]
        assert doors(page("/kiosk/")) == [HOME]

    def test_first_pages_are_files_where_one_stands(self, settings: Settings) -> None:
        office()
        on = timezone.localdate()

        def there() -> set[str]:
            things = (thing for scope in FRONT for thing in things_of(scope, on=on, stamp=""))
            found = (address for thing in things for address in thing.addresses)
            return {address for address in found if address.startswith("/kiosk/")}

        assert there() == set()
        settings.KIOSKS = ["a", "nobody"]
        assert there() == {HOME, *(f"{HOME}{part}/" for part in ("zx", "jg", "nb", "ss", "sq"))}

    def test_many_agencies_are_chosen_by_letter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        at: Office = office()
        published(at)
        monkeypatch.setattr("gongkai.portal.kiosk.hall.MOST", 0)
        html = page(f"{HOME}jg/")
        letters = [door for door in doors(html) if door.startswith("?zm=")]
        assert letters
        assert f"{HOME}jg/a/" not in doors(html)
        assert f"{HOME}jg/a/" in doors(page(f"{HOME}jg/{letters[0]}"))
