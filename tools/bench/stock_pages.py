"""The side of stock Wagtail: fills its tree with pages, then publishes one after the other. See `stock_wagtail`.

Imported only after `django.setup()` with the settings of the throw-away project.
"""

import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from stock.models import Article  # type: ignore[import-not-found] # made by `stock_wagtail`
from wagtail.models import Page

PARAGRAPHS = 10
SPARE = 60  # drafts that can be published


def body(number: int) -> str:
    """As long as an item of ours."""
    return "".join(
        f"<p>第{place}条 为规范第{number}号虚构检查工作，保障公民、法人和其他组织依法获取政府信息，提高工作透明度，制定本办法。</p>"
        for place in range(PARAGRAPHS)
    )


def titled(count: int) -> Iterator[tuple[str, str]]:
    """Titles and bodies of so many pages."""
    for number in range(count):
        yield f"关于第{number}次虚构检查的通知", body(number)


def populate(written: Iterator[tuple[str, str]]) -> Any:
    """Public pages with these titles and bodies below the home page, put into the tree at once; the home page."""
    home, kind, now = Page.objects.get(depth=2), ContentType.objects.get_for_model(Article), timezone.now()
    count = 0
    while block := list(islice(written, 1_000)):
        pages = [
            Page(
                path=Page._get_path(home.path, home.depth + 1, number + 1),
                depth=home.depth + 1,
                title=title,
                draft_title=title,
                slug=f"n{number}",
                url_path=f"{home.url_path}n{number}/",
                content_type=kind,
                live=True,
                locale_id=home.locale_id,
                first_published_at=now,
                last_published_at=now,
            )
            for number, (title, _) in enumerate(block, count)
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            made = Page.objects.bulk_create(pages)
            rows = [(page.pk, text) for page, (_, text) in zip(made, block, strict=True)]
            cursor.executemany("INSERT INTO stock_article (page_ptr_id, body) VALUES (%s, %s)", rows)
        count += len(block)
    Page.objects.filter(pk=home.pk).update(numchild=count)
    return Page.objects.get(pk=home.pk)


def drafts(home: Any) -> Iterator[Any]:
    """Pages that were saved and wait to be published: their revisions."""
    for number in range(SPARE):
        page = Article(title=f"第{number}份草稿", slug=f"draft-{number}", body=body(number), live=False)
        Page.objects.get(pk=home.pk).add_child(instance=page)
        yield page.save_revision()


def main(pages: int) -> None:
    """Make the database; then publish one page for each line on standard input, and print what it takes."""
    call_command("makemigrations", "stock", verbosity=0)
    call_command("migrate", verbosity=0)
    waiting = list(drafts(populate(titled(pages))))
    for revision, _ in zip(waiting, sys.stdin, strict=False):
        started = time.perf_counter()
        revision.publish()
        print(json.dumps(1000 * (time.perf_counter() - started)), flush=True)
