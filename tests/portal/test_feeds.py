"""RSS and Atom of lists, agencies, columns, topics and questions: well formed, the same bytes, without what was taken back."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

from gongkai.publication.actions import withdraw
from gongkai.publication.models import Item, Why
from tests.compilations.composed import topic
from tests.portal.bodies import tree_of_columns
from tests.portal.pages import page
from tests.portal.public import address
from tests.publication.office import OFFICER, later, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("/xxgk/", "/zfxxgk/a/fdzdgk/", "/zfxxgk/a/fdzdgk/tzgg/", "/zt/rencai/", "/ss/")


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    """An office with an item that stands in a topic too, and in the index."""
    tree_of_columns()
    made = office()
    topic(made, opened=True)
    return made


def fetched(path: str) -> etree._Element:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert answer.content == Client().get(path).content
    kept = Client().get(path, headers={"If-None-Match": answer["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    kind = "atom" if path.partition("?")[0].endswith("atom.xml") else "rss"
    assert answer["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def entries(feed: etree._Element) -> dict[str, str]:
    """Title and address of each entry, whichever form it is."""
    if feed.tag == "rss":
        return {str(one.findtext("title")): str(one.findtext("link")) for one in feed.iter("item")}
    return {
        str(one.findtext(f"{ATOM}title")): str(one.find(f"{ATOM}link").get("href"))  # type: ignore[union-attr]
        for one in feed.iter(f"{ATOM}entry")
    }


def of_atom(feed: etree._Element) -> None:
    """What RFC 4287 asks of a feed and its entries."""
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}"), name
    own = [each.get("href") for each in feed.iterfind(f"{ATOM}link") if each.get("rel") == "self"]
    assert len(own) == 1
    for each in feed.iter(f"{ATOM}entry"):
        assert str(each.findtext(f"{ATOM}id")).startswith("http://testserver/")
        assert each.findtext(f"{ATOM}author/{ATOM}name")
        assert each.findtext(f"{ATOM}updated")


@pytest.mark.usefixtures("at")
def test_each_list_is_fed_in_both_forms_and_says_so() -> None:
    item = Item.objects.get()
    expected = {item.title: f"http://testserver{address(item.pk)}"}
    for listed in LISTS:
        html = page(listed)
        assert f'href="{listed}atom.xml' in html, listed
        assert f'href="{listed}rss.xml' in html, listed
        atom = fetched(f"{listed}atom.xml")
        of_atom(atom)
        found = entries(atom)
        assert found == entries(fetched(f"{listed}rss.xml")), listed
        if listed == "/ss/":  # the search knows the topic itself too
            assert found.pop("人才政策专题") == "http://testserver/zt/rencai/"
        assert found == expected, listed


def test_what_is_taken_back_is_in_no_feed(at: Office) -> None:
    item = Item.objects.get()
    published(at, hours=6)  # an empty column has no page
    withdraw(item_id=item.pk, why=Why.ERROR, told="内容有误。", by=at[OFFICER], at=later(7))
    for listed in LISTS:
        for file in ("rss.xml", "atom.xml"):
            feed = fetched(f"{listed}{file}")
            assert item.title not in entries(feed), listed


def test_gazettes_and_choices_keep_their_words(at: Office) -> None:
    of_atom(fetched("/zfgb/atom.xml"))
    published(at, title="另一件<通知>", hours=6)
    narrowed = fetched("/xxgk/atom.xml?zt=other&tc=report")
    assert entries(narrowed) == {}
    links = [str(each.get("href")) for each in narrowed.iterfind(f"{ATOM}link")]
    assert links == [
        "http://testserver/xxgk/?zt=other&tc=report",
        "http://testserver/xxgk/atom.xml?zt=other&tc=report",
    ]
    assert "另一件<通知>" in entries(fetched("/xxgk/atom.xml"))


@pytest.mark.parametrize("word", ["\x01养老", "<b>&", "𠮷", "\ufffe"])
def test_words_that_no_xml_holds_are_left_out(word: str) -> None:
    office()
    for file in ("rss.xml", "atom.xml"):
        fetched(f"/ss/{file}?q={quote(word)}")


def test_there_is_no_feed_of_what_there_is_not() -> None:
    assert Client().get("/zt/keine/atom.xml").status_code == 404
    assert Client().get("/zfxxgk/keine/fdzdgk/atom.xml").status_code == 404
