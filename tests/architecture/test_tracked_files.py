"""What no tracked file may contain: foreign hosts, download addresses, places on a machine, others' sentences."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import PACKAGE, places, texts

RUN = 25  # as many Chinese characters in a row are a sentence of somebody's, not a phrase of the trade
WRAPPED = 20  # a shorter line ends a paragraph or is a label of a table
CHINESE = r"[\u4e00-\u9fff]"
# Printed in the head of table three.
NOTE = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"
# Written so that this file does not contain what it looks for.
PACKAGE_HOSTS = r"py[p]i\.org|python[h]osted|npm[j]s\.(com|org)|(ftp|deb)\.[d]ebian\.org|mirro[r]s?\.[a-z]+\."
DOWNLOADS = r"https?://[^ \"]+(\.whl|\.tar\.gz|\.tgz|/s[i]mple)|--(extra-)?i[n]dex-url|--f[i]nd-links"
MACHINE = r"(^|[^A-Za-z0-9_.])/(w[o]rk|f[a]rm|r[o]ot|h[o]me|t[m]p|U[s]ers)/"


def test_pages_load_nothing_from_elsewhere() -> None:
    """No address of another host in a page, style, script or picture; the names of XML languages are none."""
    hosts = r"(https?:)?//(?!www\.w3\.org/|www\.sitemaps\.org/schemas/)[\w{]+[.\w]*\.\w+"
    assert places(hosts, among=r"^src/.*(templates|static)/.*\.(html|css|js|svg|xml|txt)$") == []


def test_no_package_host() -> None:
    assert places(f"{PACKAGE_HOSTS}|{DOWNLOADS}") == []


def test_no_place_on_a_machine() -> None:
    assert places(MACHINE) == []


def strings(value: object) -> Iterator[str]:
    """Every string in a TOML document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def official_words() -> list[str]:
    """The wording of the forms and the titles of the instruments: these may be the same everywhere."""
    data = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (PACKAGE / "law/data").glob("*.toml")]
    words = {re.sub(r"\s", "", word) for word in strings(data)} | {NOTE}
    return sorted((word for word in words if len(word) >= 6), key=len, reverse=True)


def prose(text: str) -> str:
    """The text without blanks; a short line and a box of a table stay apart, a long line goes on in the next."""
    boxes = re.split(r"[\t|<>]| {3,}", text.replace("\r", ""))
    lines = [line for box in boxes for line in [*box.splitlines(), ""]]
    ends = ["" if len(re.findall(CHINESE, line)) >= WRAPPED else "|" for line in lines]
    return "".join(re.sub(r"\s", "", line) + end for line, end in zip(lines, ends, strict=True))


def runs(text: str, official: re.Pattern[str]) -> Iterator[str]:
    """The Chinese characters of the prose in runs, over commas, broken at official wording."""
    return parts(official.sub("|", prose(text)))


def parts(prose: str) -> Iterator[str]:
    """Every run of so many Chinese characters, over commas."""
    for run in re.findall(rf"{CHINESE}{{{RUN},}}", re.sub(r"[，、,“”《》（）()]", "", prose)):
        yield from (run[start : start + RUN] for start in range(len(run) - RUN + 1))


def test_no_sentence_of_the_real_reports(seeds: Path) -> None:
    official = re.compile("|".join(map(re.escape, official_words())))
    theirs = {run for path in seeds.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"), official)}
    assert len(theirs) > 1000
    # To look for official wording takes long, and finds no run that is not there without it.
    like = {name: text for name, text in texts().items() if not theirs.isdisjoint(parts(prose(text)))}
    ours = {f"{name}: {run}" for name, text in like.items() for run in runs(text, official) if run in theirs}
    assert sorted(ours) == []
