"""Texts for the bench of the search: made up, the same every time, with the words, names and numbers of such documents.

A pool of sentences is made once, from patterns and words (`corpus.toml`) that occur as often as words do: the second of a
list half as often as the first, and so on. A text is a draw from the pool, with three sentences of its own that carry a
person, a company and a place which occur nowhere else, or hardly.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from gongkai.law.surnames import SINGLE

AGENCIES = 400
YEARS = 10
POOL = 200_000
COINED = 20_000
SENTENCES = 20
FIRST_DAY = date(2016, 1, 4)
ENDINGS = ("的通知", "的公告", "的公示", "的意见", "有关事项的通告")

_WRITTEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ACTS, THINGS, MEANS, BODIES, RARE, TRADES, STEMS = (
    _WRITTEN[name].split() for name in ("acts", "things", "means", "bodies", "rare", "trades", "stems")
)
_SYLLABLES, _GIVEN, _PATTERNS = (_WRITTEN[name] for name in ("syllables", "given", "patterns"))
_SURNAMES = tuple(sorted(SINGLE))


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the search takes it in. `agency` counts from 0."""

    number: int
    agency: int
    title: str
    document_no: str
    body: str
    day: date
    person: str
    company: str
    place: str


def texts(size: int, seed: int = 1) -> Iterator[Text]:
    """So many texts of about 800 characters, oldest first."""
    chance = Random(seed)  # noqa: S311 - has to be the same every time
    pool = [_sentence(chance) for _ in range(POOL)]
    for number in range(size):
        yield _text(number, size, pool, chance)


def _text(number: int, size: int, pool: list[str], chance: Random) -> Text:
    agency = int(AGENCIES * chance.random() ** 2)
    day = FIRST_DAY + timedelta(days=number * 365 * YEARS // size)
    place = _name(2, chance) + chance.choice("路街镇村湾桥")
    person = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    company = _name(3, chance) + chance.choice(TRADES) + "有限公司"
    own = [
        f"联系人：{person}，地址：{place}{chance.randint(1, 400)}号。",
        f"经审查，{company}符合条件，予以公示。",
        f"{place}段施工期间，过往车辆请绕行{_name(2, chance)}大道。",
    ]
    document_no = f"云{chance.choice(STEMS)}〔{day.year}〕{chance.randint(1, 200 + size // 2000)}号"
    cited = f"根据云{chance.choice(STEMS)}〔{day.year - 1}〕{chance.randint(1, 300)}号文件，现通知如下。"
    lines = [cited, *chance.choices(pool, k=SENTENCES), *own]
    title = f"关于{_pick(ACTS, chance)}{_pick(THINGS, chance)}{chance.choice(ENDINGS)}"
    if chance.random() < 0.1:
        title = f"{company}{title[2:]}"
    return Text(number, agency, title, document_no, "\n".join(lines), day, person, company, place)


def _sentence(chance: Random) -> str:
    sentence: str = chance.choice(_PATTERNS).format(
        act=_pick(ACTS, chance),
        act2=_pick(ACTS, chance),
        thing=_pick(THINGS, chance),
        thing2=_pick(THINGS, chance),
        means=_pick(MEANS, chance),
        body=_pick(BODIES, chance),
        body2=_pick(BODIES, chance),
        rare=_pick(UNCOMMON, chance),
        rare2=_pick(UNCOMMON, chance),
        n=chance.randint(1, 60),
        m=chance.randint(1, 999),
        p=chance.randint(10, 99),
    )
    return sentence


def _name(syllables: int, chance: Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=syllables))


def _coined() -> list[str]:
    """Words of two and three characters that nobody uses: as many as a language has rare ones."""
    chance = Random(0)  # noqa: S311 - has to be the same every time
    kinds = (ACTS, THINGS, MEANS, BODIES, RARE, _SYLLABLES, _SURNAMES)
    signs = sorted({sign for words in kinds for word in words for sign in word})
    return ["".join(chance.choices(signs, k=chance.choice((2, 2, 3)))) for _ in range(COINED)]


UNCOMMON = [*RARE, *_coined()]
_WEIGHTS = {
    size: list(accumulate(1 / rank for rank in range(2, size + 2)))
    for size in map(len, (ACTS, THINGS, MEANS, BODIES, UNCOMMON))
}


def _pick(words: list[str], chance: Random) -> str:
    return chance.choices(words, cum_weights=_WEIGHTS[len(words)])[0]
