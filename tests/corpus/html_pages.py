"""The web layouts by name."""

from tests.corpus import html
from tests.corpus.html import Page
from tests.corpus.html_frames import site_frame, twice_frame, word_frame, word_paragraph

PAGES: dict[str, Page] = {
    "clean": Page(html.whole_second(html.clean), html.whole_third(html.clean), html.whole_fourth(html.clean)),
    "word": Page(
        html.whole_second(html.pasted), html.whole_third(html.pasted), html.whole_fourth(html.pasted),
        word_paragraph, word_frame,
    ),
    "site": Page(
        html.whole_second(html.broken), html.whole_third(html.broken), html.whole_fourth(html.broken),
        frame=site_frame,
    ),
    "cut": Page(
        html.cut_second(html.head_cells), html.nested_third(html.head_cells), html.cut_fourth(html.head_cells),
        frame=site_frame,
    ),
    "captions-outside": Page(
        html.captioned_second(html.clean), html.headed_twice(html.clean), html.whole_fourth(html.clean)
    ),
    "two-pages": Page(
        html.whole_second(html.clean),
        html.third_on_two_pages(html.clean, 8, head_again=True),
        html.whole_fourth(html.clean),
    ),
    "two-pages-no-head": Page(
        html.whole_second(html.clean),
        html.third_on_two_pages(html.pasted, 14, head_again=False),
        html.whole_fourth(html.clean),
    ),
    "unmerged-labels": Page(
        html.whole_second(html.clean), html.unmerged_labels(html.clean), html.whole_fourth(html.clean)
    ),
    "spans-too-long": Page(
        html.whole_second(html.clean), html.misspanned(html.clean, 3), html.whole_fourth(html.clean)
    ),
    "spans-too-short": Page(
        html.whole_second(html.clean), html.misspanned(html.clean, -2), html.whole_fourth(html.clean)
    ),
    "twice": Page(
        html.whole_second(html.clean), html.whole_third(html.clean), html.whole_fourth(html.clean),
        frame=twice_frame,
    ),
    "ungrouped": Page(html.whole_second(html.clean), html.ungrouped_third(html.clean), html.whole_fourth(html.broken)),
    "unmerged": Page(
        lambda every: html.unmerged(tuple(row for block in every.second for row in block)),
        lambda every: html.unmerged((*every.head, *every.body)),
        lambda every: html.unmerged(every.fourth),
    ),
    "paragraphs": Page(
        lambda every: html.paragraphs_only(every.second),
        lambda every: html.paragraphs_only((every.head, every.body)),
        lambda every: html.paragraphs_only((every.fourth,)),
        keeps_blanks=False,
    ),
}  # fmt: skip
