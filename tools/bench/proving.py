"""The work that the form asks of a browser before it is sent: how long it takes where the processor is slowed down.

Chromium on this machine, its processor throttled, in place of telephones: no telephone was measured.
"""

import shutil
import statistics
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from random import Random

from playwright.sync_api import CDPSession, Page, sync_playwright

from gongkai.portal.applying.proving import BITS
from tools.bench.rounds import Row

FORMS = 40
SLOWER = (
    1,
    4,
    6,
)  # a telephone of the middle range, a cheap one, as the developer tools of Chromium have them
SECONDS = 10  # that 19 of 20 forms may take
SCRIPT = Path(__file__).resolve().parents[2] / "src/gongkai/static/js/applying.js"
ADDRESS = "http://localhost/"
FORM = '<form data-prove data-work="{work}" data-bits="{bits}"><input name="nonce" value=""></form>'
TAKEN = """script => new Promise(resolve => {
    const began = performance.now(), nonce = document.querySelector("[name=nonce]");
    const look = () => nonce.value ? resolve([performance.now() - began, Number(nonce.value)]) : setTimeout(look, 1);
    (0, eval)(script);
    look();
})"""


def proving() -> Iterator[Row]:
    """The script of the form itself, on the same forms at each speed; they wait for different numbers of tries."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.route("**", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        page.goto(ADDRESS)
        session = page.context.new_cdp_session(page)
        plain: list[float] = []
        for slower in SLOWER:
            taken = _taken(page, session, slower)
            plain = plain or taken
            yield _row(slower, taken, plain)
        browser.close()


def _taken(page: Page, session: CDPSession, slower: int) -> list[float]:
    """The milliseconds of each form."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    chance = Random(BITS)  # noqa: S311 - has to be the same every time
    script = SCRIPT.read_text("utf-8")
    taken = []
    for _ in range(FORMS):
        work = f"{chance.randbytes(40).hex()}:{chance.randbytes(3).hex()}:{chance.randbytes(20).hex()}"
        page.set_content(FORM.format(work=work, bits=BITS))
        milliseconds, _tries = page.evaluate(TAKEN, script)
        taken.append(float(milliseconds))
    return sorted(taken)


def _row(slower: int, taken: list[float], plain: list[float]) -> Row:
    middle, most = statistics.median(taken), taken[ceil(0.95 * len(taken)) - 1]
    return Row(
        f"proof of work, Chromium {f'slowed down {slower} times' if slower > 1 else 'of this machine'}",
        f"median {middle / 1000:.2f} s, 19 of 20 within {most / 1000:.2f} s of {SECONDS}",
        None if slower == 1 else middle / statistics.median(plain),
        "" if slower == 1 else "not slowed down",
        kept=most <= 1000 * SECONDS,
    )
