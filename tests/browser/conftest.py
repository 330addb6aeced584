"""The demo served for real, once for all browser tests; errors of the browser's console fail a test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import kinds
from tests.browser.console import listen
from tests.demo.running import demo, free_port
from tests.records.databases import with_tables

# Machines differ in speed, and the proof of work of a form takes one time in twenty many times as long as it mostly does.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that it can be chosen and left out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its data; its tables are there, as at a second start."""
    folder = tmp_path_factory.mktemp("demo")
    with_tables(folder / "gongkai.sqlite3")
    return folder


@pytest.fixture(scope="session")
def base_url(demo_folder: Path) -> Iterator[str]:
    """Where the demo is served."""
    port = free_port()
    with demo(demo_folder, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def addresses(base_url: str) -> dict[str, str]:
    """A page of each kind of the demo."""
    return kinds.found(base_url)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """A browser that asks nothing of the network but our pages."""
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    quiet += ["--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *quiet]}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page on which nothing may be reported as wrong: no script error, no breach of the security policy."""
    complaints: list[str] = []
    listen(page, complaints)
    yield page
    assert complaints == []


@pytest.fixture
def plain_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A telephone without JavaScript."""
    context = browser.new_context(
        java_script_enabled=False, base_url=base_url, viewport={"width": 390, "height": 800}
    )
    yield context.new_page()
    context.close()
