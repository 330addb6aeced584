"""The tags that machines read: those of the guideline for government sites.   依据：国办发〔2017〕47号"""

import re
from urllib.parse import urljoin

from django.utils.timezone import localtime

from gongkai.documents.rich_text import PICTURES
from gongkai.law.metadata import genres, topics
from gongkai.publication.queries.public import PublicItem

DESCRIBED = 120
"""Characters of the text that describe it where it has no summary."""
_PICTURE = re.compile(rf'<img src="({PICTURES}[^"]+)"')


def tags(item: PublicItem, address: str) -> list[tuple[str, str]]:
    """Name and content of each, with what is known alone. Those of the site stand on every page."""
    said = item.content
    picture = _PICTURE.search(said.body)
    column = item.column or "政府信息公开"
    found = [
        ("ColumnName", column),
        ("ColumnDescription", f"{item.agency}{column}"),
        ("ColumnKeywords", f"{item.agency},{column}"),
        ("ColumnType", item.column_kind.label if item.column_kind else "政府信息公开"),
        ("ArticleTitle", said.title),
        ("PubDate", f"{localtime(item.first_published_at):%Y-%m-%d %H:%M}"),
        ("ContentSource", said.source_name or said.issuing_body or item.agency),
        ("Keywords", said.keywords or ",".join(_sorted_under(said.topic, said.genre))),
        ("Description", said.summary or _beginning(item.text)),
        ("Image", urljoin(address, picture[1]) if picture else ""),
        ("Url", address),
    ]
    return [(name, value) for name, value in found if value]


def _sorted_under(topic: str, genre: str) -> list[str]:
    return [label for label in (topics().get(topic, ""), genres().get(genre, "")) if label]


def _beginning(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= DESCRIBED else f"{said[:DESCRIBED]}…"
