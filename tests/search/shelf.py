"""Entries to be found, put in by the action alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.search.actions.putting import Put, put_all
from gongkai.search.models import EntryKind

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def agency(slug: str = "yunling") -> Agency:
    """A body by its address."""
    made, _ = Agency.objects.get_or_create(
        slug=slug,
        defaults={"name": f"虚构{slug}局", "kind": "department", "level": "county", "region": "虚构省"},
    )
    return made


def a_put(key: str = "1", title: str = "关于公开的通知", text: str = "", **fields: Any) -> Put:
    """A thing to be found; the lower its key, the newer."""
    days = int(key) if key.isdecimal() else 0
    known: dict[str, Any] = {"kind": EntryKind.ITEM, "published_at": AT - timedelta(days=days)} | fields
    if "agency_id" not in known:
        known["agency_id"] = agency().pk
    return Put(key=key, title=title, text=text, **known)


def shelve(*many: Put) -> None:
    """Put them in."""
    put_all(many, at=AT)
