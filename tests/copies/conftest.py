"""Each test writes into folders of its own; those that only read share a site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from gongkai.copies.actions.building import build
from tests.copies.serving import Front, Site, before, free_port, platform
from tests.copies.written import few_registers
from tests.portal.bodies import below, county, tree_of_columns
from tests.portal.public import with_files
from tests.records.databases import world as database


@pytest.fixture(autouse=True)
def pages(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the pages; stored files lie in another."""
    settings.FILES = tmp_path / "stored"
    settings.COPIES = tmp_path / "pages"
    settings.SITE_ADDRESS = "http://testserver"
    return tmp_path / "pages"


@pytest.fixture(autouse=True)
def _few_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    few_registers(monkeypatch)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001 - it comes before
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    pages, stored = folder / "pages", folder / "stored"
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(FILES=stored, COPIES=pages, SITE_ADDRESS="http://testserver"),
        database(django_db_blocker),
    ):
        few_registers(patch)
        tree_of_columns()
        at = below(county())
        item_id = with_files(at, title="公开的通知")
        build()
        yield Site(at, item_id, pages, stored)


@pytest.fixture(scope="module")
def alone(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx, and neither platform nor database behind it."""
    with before(site, tmp_path_factory, free_port()) as front:
        yield front


@pytest.fixture(scope="module")
def front(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx, and a platform that says what it is asked."""
    with platform() as port, before(site, tmp_path_factory, port) as made:
        yield made
