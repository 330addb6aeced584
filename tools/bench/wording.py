"""Wording: 20,000 terms over 1 MB of text beside what anybody writes first; a whole draft of 100 KB."""

import random
import re
import statistics
from collections.abc import Iterator
from datetime import date
from html import escape

from gongkai.documents.checking.draft import Draft, check_draft
from gongkai.documents.checking.wording import Dictionary, Kind, Term, check_words, shipped
from tools.bench.privacy import SENTENCE
from tools.bench.rounds import Row, seconds, turns

MEGABYTE, DRAFT = 1_000_000, 100_000  # bytes
TERMS = 20_000
SECONDS, DRAFT_SECONDS = 1, 0.3  # that they may take
CHARACTERS = [chr(code) for code in range(0x4E00, 0x9FA5)]


def _terms() -> Dictionary:
    """The shipped dictionary with invented names of bodies and people up to 20,000 terms."""
    made = random.Random(2026)  # noqa: S311 - invented words
    texts = {"".join(made.choices(CHARACTERS, k=made.randint(2, 8))) for _ in range(TERMS)}
    terms = tuple(Term(text, Kind.AGENCY, "改") for text in sorted(texts)[: TERMS - len(shipped().terms)])
    return shipped().with_(Dictionary(terms))


def _text(size: int) -> str:
    """Official prose with a mistake in every tenth sentence."""
    wrong = SENTENCE.replace("加强", "布署").replace("全年", "截止目前")
    whole = (SENTENCE * 9 + wrong) * (size // len(SENTENCE.encode()) // 10 + 1)
    return whole.encode()[:size].decode(errors="ignore")


def wording() -> Iterator[Row]:
    """Compiling, searching, and the same by `in` and by one pattern; then everything that is said of a draft."""
    dictionary, text = _terms(), _text(MEGABYTE)
    words = [term.text for term in dictionary.terms]
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    compiled = seconds(lambda one: one.find(""), [_terms()])
    yield Row(f"{len(words):,} terms compiled", f"{compiled:.2f} s")

    def ours(one: str) -> object:
        return list(check_words(one, dictionary, on=date(2026, 1, 5)))

    def by_in(one: str) -> object:
        return [word for word in words if word in one]

    def by_pattern(one: str) -> object:
        return pattern.findall(one)

    rounds = list(turns((ours, by_in), [text]))
    taken = statistics.median(first for first, _ in rounds)
    yield Row(
        f"1 MB against {len(words):,} terms", f"{1000 * taken:.0f} ms", taken / SECONDS, f"{SECONDS} s", 1
    )
    yield _slower("the same by `in`, once for each term", rounds)
    piece = text[: len(text) // 20]
    yield _slower("a twentieth of it by one pattern of all terms", list(turns((ours, by_pattern), [piece])))
    yield from _draft()


def _slower(what: str, rounds: list[tuple[float, ...]]) -> Row:
    taken = statistics.median(other for _, other in rounds)
    ratio = statistics.median(other / first for first, other in rounds)
    return Row(what, f"{1000 * taken:,.0f} ms", ratio, "the automaton")


def _draft() -> Iterator[Row]:
    html = "".join(f"<p>{escape(line)}</p>" for line in _text(DRAFT).split("\n"))
    draft = Draft("关于做好政务公开工作的通知", html, written_on=date(2026, 1, 5))
    taken = statistics.median(first for (first,) in turns((check_draft,), [draft]))
    yield Row(
        "everything said of a draft of 100 KB",
        f"{1000 * taken:.0f} ms",
        taken / DRAFT_SECONDS,
        f"{DRAFT_SECONDS} s",
        1,
    )
