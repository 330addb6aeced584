"""Reviewed pages of all letters, as small pictures. `python -m tests.documents.letters.golden` writes them anew: look at each then."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.templates import templates
from gongkai.documents.paper.pdf import pdf
from tests.documents import goldens
from tests.documents.goldens import MOST_UNLIKE, pages, unlike
from tests.documents.letters.samples import LETTERHEAD, MADE_AT, Form, empty_form, printed, sample

__all__ = ["FOLDER", "MOST_UNLIKE", "all_samples", "file", "pages", "reviewed", "unlike"]

FOLDER = Path(__file__).parent / "golden"


def all_samples() -> Iterator[str]:
    """Names of the pages' files without their numbers."""
    yield from templates()
    yield from ("red_head", "no_head", "draft_with_seal_place", "empty_application_form")


def file(name: str) -> bytes:
    """The PDF behind a name."""
    if name in templates():
        return printed(name)
    written = {
        "red_head": lambda: sample(
            "reply_partial",
            letterhead=replace(LETTERHEAD, form=Form.RED),
            copies_to=("云岭县财政局", "云岭县生态环境局"),
            attachments=("资金分配方案", "验收报告（已作区分处理）"),
        ),
        "no_head": lambda: sample("not_exist", letterhead=replace(LETTERHEAD, form=Form.PLAIN)),
        "draft_with_seal_place": lambda: sample(
            "extension_notice", number="", on=None, law_day=sample("receipt").on, verify="", seal=True
        ),
        "empty_application_form": lambda: empty_form("form_application"),
    }[name]()
    return pdf(letters.paper(written, MADE_AT))


def reviewed(name: str) -> list[Image.Image]:
    """The pages as they were looked at."""
    return goldens.reviewed(FOLDER, name)


if __name__ == "__main__":
    goldens.write(FOLDER, all_samples(), file)
