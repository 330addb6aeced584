"""What an issue of the gazette says, and the digest of exactly that: its head, and the editions in their order."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from gongkai.compilations.models import Article, Issue


def articles_of(issue_id: int) -> list[Article]:
    """What stands in an issue, in its order, with item and edition but not their texts. One query."""
    found = Article.objects.filter(issue=issue_id, taken_out_at__isnull=True)
    return list(
        found.select_related("item__agency", "edition")
        .defer("edition__body", "edition__text", "edition__acknowledged", "edition__authors")
        .order_by("rubric_place", "position", "pk")
    )


def digest_of(issue: Issue, articles: Iterable[Article]) -> str:
    """The SHA-256 of an issue: what is approved is this, to the edition."""
    said = {
        "agency": issue.agency_id,
        "title": issue.title,
        "sponsor": issue.sponsor,
        "year": issue.year,
        "number": issue.number,
        "total": issue.total,
        "dated_on": issue.dated_on.isoformat(),
        "articles": [[each.rubric, each.edition_id, each.edition.digest] for each in articles],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def numbers(year: int, number: int, total: int) -> str:
    """How an issue is called: 2026年第3期（总第87期）."""
    return f"{year}年第{number}期（总第{total}期）"


def shown_digest(parts: Sequence[tuple[int, bool]]) -> str:
    """Which editions of an issue may be read, as one word: by that a PDF is known to be of today."""
    return sha256(json.dumps([list(each) for each in parts]).encode()).hexdigest()
