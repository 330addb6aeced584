"""The side of stock Wagtail in the bench of the search: its tree with the same texts, its index, its answers.

Imported only after `django.setup()` with the settings of the throw-away project.
"""

import json
import sys
import time

from django.core.management import call_command
from django.utils.html import linebreaks
from stock.models import Article  # type: ignore[import-not-found] # made by `stock_wagtail`

from gongkai.documents.searching.asking import understand
from gongkai.documents.searching.folding import fold
from tools.bench.corpus import texts
from tools.bench.search_questions import questions, scanned
from tools.bench.stock_pages import populate

QUESTIONS = 20
HITS = 20


def answered(pages: int) -> dict[str, object]:
    """The milliseconds of each question, and how much of what a scan finds was found."""
    every = questions(pages)
    some = every[:: len(every) // QUESTIONS]
    rows = [(text.number, f"{fold(text.title)}\n{fold(text.body)}") for text in texts(pages)]
    times, found, wanted, whole, some_hits = [], 0, 0, 0, 0
    for asked, hits in zip(some, scanned(some, rows), strict=True):
        started = time.perf_counter()
        results = Article.objects.live().search(" ".join(understand(asked.text).terms))
        results.count()
        list(results[:HITS])
        times.append(1000 * (time.perf_counter() - started))
        right = {int(page.slug[1:]) for page in results} & hits
        found, wanted = found + len(right), wanted + len(hits)
        whole, some_hits = whole + (right == hits != set()), some_hits + bool(hits)
    return {"times": times, "found": found, "wanted": wanted, "whole": whole, "questions": some_hits}


def main(pages: int) -> None:
    """Make the database and its index; then answer once for each line on standard input."""
    call_command("makemigrations", "stock", verbosity=0)
    call_command("migrate", verbosity=0)
    populate((text.title, linebreaks(text.body)) for text in texts(pages))
    call_command("update_index", verbosity=0)
    for _ in sys.stdin:
        print(json.dumps(answered(pages)), flush=True)
