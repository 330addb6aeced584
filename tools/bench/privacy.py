"""Personal data: precision and recall on the labelled set, and how much text a second, beside patterns that anybody writes."""

import re
import statistics
from collections.abc import Iterator

from gongkai.documents.checking.privacy import scan
from tests.documents.privacy.labelled import CHECKED, MAKERS, Score, loaded, scores
from tools.bench.rounds import Row, turns

MEGABYTE = 1_000_000
WRONG = 0.02  # that may be missed, or found where nothing is, of what a check character proves
SENTENCE = (
    "为加强政务公开工作，现将2025年有关情况通知如下：全年办理依申请公开128件，同比增长12.5%，公开文件36件，"
    "办结率为99.8%，详见云政办发〔2025〕12号文件。\n"
)
# Without checks of any kind.
NAIVE = [
    re.compile(pattern)
    for pattern in (
        r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]",
        r"(?<!\d)1[3-9]\d{9}(?!\d)",
        r"0\d{2,3}-?\d{7,8}",
        r"(?<!\d)\d{16,19}(?!\d)",
        r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}",
    )
]


def naive(text: str) -> object:
    """Seven patterns, one after another."""
    return [pattern.findall(text) for pattern in NAIVE]


def _row(what: str, score: Score, target: float | None = None) -> Row:
    figure = f"{score.precision:.3f}, {score.recall:.3f} of {score.right + score.missed}"
    wrong = 1 - min(score.precision, score.recall)
    return Row(f"{what}: precision, recall", figure, wrong, "wrong or missed", target)


def privacy() -> Iterator[Row]:
    """The labelled set part by part and as a whole; then a megabyte of prose and one full of numbers."""
    for part in MAKERS:
        for kind, score in sorted(scores(loaded(part)).items()):
            yield _row(f"{kind}, {part} part", score)
    told = scores(each for part in MAKERS for each in loaded(part))
    for kind in CHECKED:
        yield _row(f"{kind}, all parts", told[kind], WRONG)
    labels = "".join(f"{each.text}\n" for part in MAKERS for each in loaded(part))
    for what, text in (("prose", SENTENCE), ("nothing but personal data", labels)):
        whole = (text * (MEGABYTE // len(text.encode()) + 1)).encode()[:MEGABYTE].decode(errors="ignore")
        rounds = list(turns((scan, naive), [whole]))
        rate = statistics.median(1 / ours for ours, _ in rounds)
        ratio = statistics.median(ours / plain for ours, plain in rounds)
        yield Row(f"1 MB of {what}, looked through", f"{rate:.1f} MB a second", ratio, "seven naive patterns")
