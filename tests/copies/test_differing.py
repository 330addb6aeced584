"""`gongkai static`: what differs is found, said and put right."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from gongkai.cli import gongkai
from gongkai.copies.actions.building import build
from gongkai.copies.models import Copy
from gongkai.copies.queries.differing import Wrong
from gongkai.publication.models import Item, Stand
from tests.copies.written import lying, page_of, wrong
from tests.portal.bodies import below, county, tree_of_columns
from tests.portal.public import with_files
from tests.publication.office import published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.static.set_up", lambda: None)


@pytest.fixture
def at() -> Office:
    tree_of_columns()
    return below(county())


@pytest.fixture
def item_id(at: Office) -> int:
    made = with_files(at)
    build()
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["static", *words], standalone_mode=False)


def kinds() -> set[Wrong]:
    return {each.wrong for each in wrong()}


def mended() -> None:
    """What was found is put right by the command."""
    ran = run("verify", "--fix")
    assert (ran.return_value, "都已改正" in ran.output) == (0, True), ran.output
    assert wrong() == []


def test_nothing_differs(item_id: int) -> None:
    assert item_id
    ran = run("verify", "--whole")
    assert (ran.return_value, ran.output) == (0, "静态页面没有问题。\n")


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_file_that_is_gone(item_id: int, pages: Path, ending: str) -> None:
    (pages / f"{page_of(item_id)}{ending}").unlink()
    assert kinds() == (
        {Wrong.PACKED} if ending else {Wrong.MISSING, Wrong.UNKNOWN}
    )  # a packed copy of nothing
    mended()


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_file_that_somebody_changed(item_id: int, pages: Path, ending: str) -> None:
    place = pages / f"{page_of(item_id)}{ending}"
    data = place.read_bytes()
    place.write_bytes(data[:-1] + b"x")
    assert kinds() == {Wrong.PACKED if ending else Wrong.CHANGED}
    mended()


def test_attachment_that_somebody_changed(item_id: int, pages: Path) -> None:
    assert item_id
    place = next(pages / path for path in lying(pages) if path.startswith("files/") and "/files/" in path)
    place.write_bytes(b"x")
    assert kinds() == {Wrong.CHANGED}
    mended()


def test_file_of_nobody(item_id: int, pages: Path) -> None:
    assert item_id
    (pages / "hans" / "old.html").write_text("x")
    (pages / "hans" / "1234.part").write_text("x")
    assert [each.wrong for each in wrong()] == [Wrong.UNKNOWN, Wrong.UNKNOWN]
    ran = run("verify")
    assert ran.return_value == 1
    assert "hans/old.html  清单里没有的文件" in ran.output
    mended()
    assert not (pages / "hans" / "old.html").exists()


def test_row_that_is_missing(item_id: int) -> None:
    Copy.objects.filter(key=f"item:{item_id}").delete()
    assert Wrong.UNWRITTEN in kinds()
    mended()


def test_what_is_public_no_more_is_found_without_the_log(item_id: int, pages: Path) -> None:
    """As after a restore of the database alone."""
    Item.objects.filter(pk=item_id).update(stand=Stand.UNPUBLISHED, index_no="")
    assert Wrong.LEFT in kinds()
    run("verify", "--fix")
    assert [path for path in lying(pages) if path.startswith(("files/", "gone/"))] == []
    assert not Copy.objects.filter(key=f"item:{item_id}").exists()


def test_pages_that_wait_are_stale(item_id: int, at: Office) -> None:
    assert item_id
    published(at, hours=7)
    found = wrong()
    assert {Wrong.UNWRITTEN, Wrong.STALE} <= {each.wrong for each in found}
    assert "hans/xxgk/index.html" in {each.path for each in found}
    mended()


def test_build_says_what_it_did(at: Office) -> None:
    published(at)
    ran = run("build", "--whole", "--processes", "1")
    assert "每秒" in ran.output
    assert run("build").output.startswith("看过 0 件，重做 0 件，写出 0 个文件，删去 0 个")


def test_without_a_folder_nothing_is_done(settings: Settings) -> None:
    settings.COPIES = None
    for words in (("build",), ("verify",), ("nginx",)):
        ran = run(*words)
        assert "GONGKAI_STATIC_PAGES" in str(ran.exception), words


def test_nginx_is_told_the_limits_of_the_platform(settings: Settings) -> None:
    settings.FILE_MEGABYTES = 300
    assert (
        "client_max_body_size 301m;" in run("nginx", "--upstream", "10.0.0.1:9000", "--listen", "8080").output
    )
    assert "server 10.0.0.1:9000 max_fails=0;" in run("nginx", "--upstream", "10.0.0.1:9000").output


def test_export_stands_alone(item_id: int, tmp_path: Path) -> None:
    """A folder and an archive that any web server can hand out: pages, attachments under their names, styles."""
    folder = tmp_path / "out"
    assert run("export", str(folder)).exception is None
    told = lying(folder)
    assert page_of(item_id).removeprefix("hans/") in told
    assert any(path.endswith("/附表.txt") for path in told)
    assert "static/css/portal.css" in told
    assert not any(path.endswith(".gz") for path in told)
    archive = tmp_path / "out.zip"
    assert run("export", str(archive)).exception is None
    with ZipFile(archive) as held:
        assert held.testzip() is None
        assert set(held.namelist()) == told
        for name in told:
            assert held.read(name) == (folder / name).read_bytes()
    assert lead_nowhere(folder) == set()
    assert run("export", str(folder)).exception is not None  # it is not empty any more
    for nowhere in (tmp_path / "none" / "site.zip", archive / "site"):
        refused = run("export", str(nowhere)).exception
        assert "无法写入" in str(refused)


def lead_nowhere(folder: Path) -> set[str]:
    """Links of the pages of a folder that lead to nothing in it, those to elsewhere left out."""
    found = set()
    for page in folder.rglob("*.html"):
        for link in re.findall(r'\s(?:href|src|action|data-suggestions)="([^"]*)"', page.read_text("utf-8")):
            where = urlsplit(unescape(link))
            if link.startswith("?"):
                found.add(link)
            elif not where.netloc and where.scheme in ("", "http") and where.path:
                target = (page.parent / unquote(where.path)).resolve()
                if where.path.startswith("/") or not (target.is_relative_to(folder) and target.is_file()):
                    found.add(link)
    return found


def test_export_works_under_any_path(item_id: int, tmp_path: Path) -> None:
    """Links lead to what lies there, and to the platform for what only that can do."""
    folder = tmp_path / "out"
    run("export", str(folder))
    page = (folder / page_of(item_id).removeprefix("hans/")).read_text("utf-8")
    home = (folder / "index.html").read_text("utf-8")
    assert 'href="../../../index.html"' in page
    assert 'href="xxgk/index.html"' in home
    assert 'action="http://testserver/ss/"' in home
    assert 'href="http://testserver/qx/"' in home


def test_modes_let_the_web_server_read(item_id: int, pages: Path) -> None:
    assert (pages / page_of(item_id)).stat().st_mode & 0o444 == 0o444
