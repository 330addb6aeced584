"""Pages that many visitors read are kept in memory, and made anew once something was done that may show on them.

Everything that is done stands in the log. A page that was made at entry 500 is still right at entry 510 if none of the ten is
of a kind that shows: whatever is not known to stay inside counts as one that does. No visitor ever sees an older page than
the database has.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language

from gongkai.records.queries.proofs import done_since, head

View = Callable[..., HttpResponse]

INSIDE = (
    *("feedback.", "subscriptions."),
    *("accounts.", "applications.letter_ready", "exchange.", "files.", "records.", "signoff."),
    *("publication.arrange_files", "publication.ask_links", "publication.attach", "publication.begin_import"),
    *("publication.detach", "publication.draft", "publication.drop", "publication.mask_attachment"),
    *("publication.not_published", "publication.rename_file", "publication.reopen", "publication.review"),
    *(
        "publication.save",
        "publication.schedule",
        "publication.set_document_codes",
        "publication.set_word_list",
    ),
    *("publication.start_import", "publication.submit", "publication.unset_word_list"),
)
"""What is done inside the house and shows on no public page: beginnings of names of actions."""
MOST = 200
"""Entries that are looked through for one that shows; after more the page is made anew."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made. `seq`: the last entry of the log up to which it is known to be right."""

    seq: int
    content: bytes
    headers: tuple[tuple[str, str], ...]


def remembered(view: View) -> View:
    """The view, whose good answers to plain addresses are kept. What it shows must follow from the database and the day alone."""

    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.META.get("QUERY_STRING"):
            return view(request, *args, **kwargs)
        pages, name, seq = caches["pages"], _name(request), head()
        held: Page | None = pages.get(name)
        if held is not None and _right(held, seq):
            if held.seq != seq:
                pages.set(name, replace(held, seq=seq))
            return HttpResponse(held.content, headers=dict(held.headers))
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            pages.set(name, Page(seq, response.content, tuple(response.items())))
        return response

    return shown


def _name(request: HttpRequest) -> str:
    """Where, when and with labels of which language: every day may be another page. Looks and 繁體 are made of the same one."""
    where = request.build_absolute_uri(request.path)
    return sha256(f"{localdate()}|{get_language()}|{where}".encode()).hexdigest()


def _right(held: Page, seq: int) -> bool:
    return held.seq == seq or (0 < seq - held.seq <= MOST and not done_since(held.seq, but=INSIDE))
