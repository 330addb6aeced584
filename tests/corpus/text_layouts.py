"""The text layouts by name."""

from tests.corpus import text
from tests.corpus.text import Layout
from tests.corpus.text_shapes import (
    chained,
    groups_midway,
    groups_on_own_lines,
    groups_upright,
    pages,
    upright_results,
    without_groups,
)

LAYOUTS: dict[str, Layout] = {
    "tabs": Layout(text.tabs),
    "tabs-between-paragraphs": Layout(text.tabs_between_paragraphs),
    "tabs-grid": Layout(text.tabs_grid),
    "tabs-repeated": Layout(text.tabs_repeated),
    "tabs-pages": Layout(text.tabs, pages(4, 15)),
    "tabs-pages-no-head": Layout(text.tabs, pages(4, 15, head_again=False, mark="— {} —")),
    "tabs-no-groups": Layout(text.tabs, without_groups),
    "tabs-groups-own-line": Layout(text.tabs, groups_on_own_lines),
    "markdown": Layout(text.markdown),
    "markdown-repeated": Layout(text.markdown_repeated),
    "bare-pipes": Layout(text.bare_pipes),
    "trailing-pipes": Layout(text.trailing_pipes),
    "pipe-per-line": Layout(text.pipe_per_line),
    "pipe-between-lines": Layout(text.pipe_between_lines),
    "pipe-opens-row": Layout(text.pipe_opens_row),
    "box-per-line": Layout(text.box_per_line, keeps_blanks=False),
    "box-per-line-tight": Layout(text.box_per_line_tight, keeps_blanks=False),
    "box-per-line-pages": Layout(text.box_per_line_tight, pages(6, 17), keeps_blanks=False),
    "spaced": Layout(text.figures_spaced, keeps_blanks=False),
    "spaced-no-groups": Layout(text.figures_spaced, without_groups, keeps_blanks=False),
    "spaced-groups-own-line": Layout(text.figures_spaced, groups_on_own_lines, keeps_blanks=False),
    "spaced-groups-upright": Layout(text.figures_spaced, groups_upright, keeps_blanks=False),
    "spaced-pages": Layout(
        text.figures_spaced, chained(pages(3, 14), groups_on_own_lines), keeps_blanks=False
    ),
    "glued": Layout(text.figures_glued, keeps_blanks=False),
    "glued-no-groups": Layout(text.figures_glued, without_groups, keeps_blanks=False),
    "midway": Layout(text.figures_spaced, groups_midway(own_line=False), keeps_blanks=False),
    "midway-own-line": Layout(
        text.figures_spaced, groups_midway(own_line=True, length=2), keeps_blanks=False
    ),
    "midway-upright": Layout(
        text.figures_spaced, chained(groups_midway(own_line=True), upright_results), keeps_blanks=False
    ),
    "midway-tabs": Layout(text.tabs, groups_midway(own_line=True)),
    "midway-wrapped": Layout(text.wrapped(1), groups_midway(own_line=False), keeps_blanks=False),
    "joined": Layout(text.figures_joined, keeps_blanks=False),
    "pdf-lines": Layout(
        text.wrapped(-1, length=12),
        chained(groups_midway(own_line=True), upright_results),
        keeps_blanks=False,
        broken_prose=28,
    ),
    "pdf-lines-tabs": Layout(text.tabs, pages(8), broken_prose=19),
    "pdf-lines-boxes": Layout(text.box_per_line_tight, keeps_blanks=False, broken_prose=35),
    "one-line": Layout(text.one_line),
    "aligned": Layout(text.aligned, keeps_blanks=False),
    "wrapped-first": Layout(text.wrapped(0), groups_on_own_lines, keeps_blanks=False),
    "wrapped-middle": Layout(text.wrapped(1), groups_on_own_lines, keeps_blanks=False),
    "wrapped-last": Layout(text.wrapped(-1), groups_on_own_lines, keeps_blanks=False),
    "narrow-first": Layout(text.wrapped(0, length=4), groups_on_own_lines, keeps_blanks=False),
    "narrow-middle": Layout(text.wrapped(2, length=4), groups_on_own_lines, keeps_blanks=False),
    "narrow-last": Layout(text.wrapped(-1, length=5), without_groups, keeps_blanks=False),
    "wrapped-no-groups": Layout(text.wrapped(1, length=14), without_groups, keeps_blanks=False),
}
