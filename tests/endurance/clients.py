"""People at browsers, who note what was acknowledged: by a redirect, nothing less."""

import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from threading import Event, Thread
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

PASSWORD = "虚构-2026-示例"
PATIENCE = 180  # seconds, on a machine that has other work too
HOST = "127.0.0.1"
FOUND, REDIRECT = 200, 302


class NoAnswer(Exception):
    """The server went away before it had answered: what was asked may be done or not."""


class _Stay(HTTPRedirectHandler):
    """Do not follow: the redirect is the acknowledgement."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """None tells the library to stay."""


class Browser:
    """One person's browser, with its cookies, on a server that comes and goes."""

    def __init__(self, port: int) -> None:
        self.address = f"http://{HOST}:{port}"
        self.port = port
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)

    def log_in(self, username: str) -> None:
        """Until it is acknowledged."""
        while True:
            try:
                form = self.form("/desk/denglu")
                self.send("/desk/denglu", {**form, "login": username, "password": PASSWORD})
            except NoAnswer:
                self.wait()
            else:
                return

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a page: the token against forged forms; the step and the digest, where something may be said."""
        status, page = self.ask(path)
        if status != FOUND:
            raise RuntimeError(f"{path} answers {status}")
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))

    def send(self, path: str, form: dict[str, str]) -> None:
        """Send a form; it returns when that was acknowledged."""
        status, _ = self.ask(path, form)
        if status != REDIRECT:
            raise RuntimeError(f"{path} answers {status}")

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of an answer."""
        data = urlencode(form).encode() if form is not None else None
        try:
            with self.opener.open(f"{self.address}{path}", data, PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            return answer.code, ""
        except (URLError, OSError, HTTPException) as gone:
            raise NoAnswer from gone

    def wait(self) -> None:
        """Until somebody answers again."""
        wait_until(lambda: answers(self.port))


@dataclass
class Client:
    """One who does something again and again: what was acknowledged, how often no answer came, what was odd."""

    act: Callable[[Browser], Iterator[str]]
    acknowledged: list[str] = field(default_factory=list)
    unanswered: int = 0
    odd: list[str] = field(default_factory=list)

    def run(self, browser: Browser, username: str, stop: Event) -> None:
        """Until told to stop, or until there is nothing left to do."""
        browser.log_in(username)
        doing = self.act(browser)
        while not stop.is_set():
            try:
                done = next(doing, None)
            except NoAnswer:
                self.unanswered += 1
                browser.wait()
                doing = self.act(browser)
                continue
            if done is None:
                return
            self.acknowledged.append(done)

    def started(self, port: int, username: str, stop: Event) -> Thread:
        """As a thread; what goes wrong in it is kept as odd."""

        def whole() -> None:
            try:
                self.run(Browser(port), username, stop)
            except Exception as problem:  # noqa: BLE001 - told at the end, with everything else
                self.odd.append(repr(problem))

        made = Thread(target=whole, daemon=True)
        made.start()
        return made


def reviewer(step: str, rounds: list[int]) -> Callable[[Browser], Iterator[str]]:
    """Proposes to agree at one step of each of these rounds; those where it was said before are passed over."""

    def act(browser: Browser) -> Iterator[str]:
        for number in list(rounds):
            form = browser.form(f"/desk/rounds/{number}/")
            if form.get("step") == step:  # else it was said before, and the answer got lost
                browser.send(f"/desk/rounds/{number}/say/", {**form, "verdict": "propose", "text": ""})
                yield f"{number} {step}"
            rounds.remove(number)

    return act


def writer(browser: Browser) -> Iterator[str]:
    """Writes and has a job queued, without end."""
    form = browser.form("/desk/me/")
    while True:
        browser.send("/write/", form)
        yield "written"


def auditor(browser: Browser) -> Iterator[str]:
    """Has the log checked, without end."""
    form = browser.form("/desk/audit/check/")
    while True:
        browser.send("/desk/audit/verify/", form)
        yield "checked"
        wait_until(lambda: "正在校验" not in browser.ask("/desk/audit/check/")[1])


def answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex((HOST, port)) == 0


def wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
