"""Legal bases: which instrument, which article."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

# A title inside a title stands in single brackets.
_INNER = str.maketrans("《》", "〈〉")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or official document that rules cite; `since` is None where no date is fixed."""

    key: str
    title: str
    number: str
    since: date | None = None

    def article(self, number: str = "") -> "Basis":
        """Cite one article (Arabic digits) or, without a number, the instrument as a whole."""
        return Basis(self, number)


@dataclass(frozen=True, slots=True)
class Basis:
    """One citation: an instrument and, where it has articles, the article or part."""

    instrument: Instrument
    article: str = ""

    def __str__(self) -> str:
        if not self.instrument.number:  # practice, not an instrument that could be looked up
            return self.instrument.title
        article = f"第{self.article}条" if self.article.isdigit() else self.article
        title = self.instrument.title.translate(_INNER)
        return f"《{title}》（{self.instrument.number}）{article}"


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by key, in the order of data/instruments.toml."""
    text = files("gongkai.law").joinpath("data/instruments.toml").read_text("utf-8")
    return {key: Instrument(key, **entry) for key, entry in tomllib.loads(text).items()}


def instrument(key: str) -> Instrument:
    """The instrument with this key of data/instruments.toml; KeyError if there is none."""
    return instruments()[key]
