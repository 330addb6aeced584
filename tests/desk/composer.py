"""The form of a decision as a browser would send it: what the page says, and what somebody changes in it."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

Fields = dict[str, list[str]]


class _Reader(HTMLParser):
    """The fields of one form of a page."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.fields = form, False, {}  # type: str, bool, Fields
        self.text, self.select = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("id") == self.form
        if not self.inside:
            return
        name = said.get("name", "")
        if tag == "input" and self._sent(said):
            ticked = "on" if said.get("type") in ("radio", "checkbox") else ""
            self.fields.setdefault(name, []).append(said.get("value", ticked))
        elif tag == "textarea":
            self.text = name
            self.fields[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in said:
            self.fields.setdefault(self.select, []).append(said["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.text = ""
        if tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.text:
            # The first line break after the tag is none of the text.
            before = self.fields[self.text][0]
            self.fields[self.text] = [before + (data if before else data.removeprefix("\n"))]

    @staticmethod
    def _sent(said: dict[str, str]) -> bool:
        return said.get("type") not in ("radio", "checkbox") or "checked" in said


def fields_of(page: str, form: str = "composer") -> Fields:
    """What the form of a page would send as it stands."""
    reader = _Reader(form)
    reader.feed(page)
    return reader.fields


class Composer:
    """The page of a decision, in the hands of one drafter."""

    def __init__(self, client: Client, application_id: int) -> None:
        self.client = client
        self.address = reverse("desk:application_decide", args=[application_id])
        answer = client.get(self.address)
        self.status, self.page = answer.status_code, answer.content.decode()

    @property
    def fields(self) -> Fields:
        return fields_of(self.page)

    def press(self, button: str, **given: Any) -> int:
        """Change some fields (`__` stands for `-`) and press a button; where it leads on, the page there."""
        changed = {
            name.replace("__", "-"): value if isinstance(value, list) else [value]
            for name, value in given.items()
        }
        sent = self.fields | changed | {button: ["1"]}
        answer = self.client.post(self.address, {name: each for name, each in sent.items() if each})
        self.status = answer.status_code
        if answer.status_code == 302:
            answer = self.client.get(answer["Location"])
        self.page = answer.content.decode()
        return self.status

    def choose(self, value: str, position: int = 1, reason: str = "") -> None:
        """Choose a result for a thing, with its reason."""
        said = {f"reason-{position}": reason} if reason else {}
        self.press("update", **{f"outcome-{position}": value}, **said)

    def answered(self) -> dict[str, str]:
        """An answer to each warning."""
        return {name: "已核对，可以保留" for name in self.fields if name.startswith("answer-")}

    def filled(self) -> str:
        """The text without what is to be filled in."""
        (body,) = self.fields["body"]
        while "〔请填写" in body:
            before, _, rest = body.partition("〔请填写")
            body = f"{before}见附件{rest.partition('〕')[2]}"
        return body

    def wrong(self) -> str:
        """What the page complains of, for a test that fails."""
        said = re.findall(r"<(?:li|li class=\"finding error\"><p)>(?:<a [^>]+>)?([^<]+)", self.page)
        return "\n".join(said)
