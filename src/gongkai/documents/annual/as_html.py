"""A report as one web page that needs nothing else: for websites of agencies, and to be read back."""

import re
from collections.abc import Iterator
from html import escape

from gongkai.documents.annual import laying
from gongkai.documents.annual.charts import charts
from gongkai.documents.paper.pieces import Figure, Grid, Line, Look, Piece, Slot
from gongkai.documents.rich_text.blocks import Run
from gongkai.law.report.content import Report

# What no web page may hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STYLE = """
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #222; line-height: 1.8;
  font-family: "仿宋_GB2312", "FangSong", "STFangsong", serif; }
h1, h2, th { font-family: "黑体", "SimHei", "Noto Sans CJK SC", sans-serif; font-weight: normal; }
h1 { text-align: center; font-size: 1.6rem; }
h2 { font-size: 1.2rem; }
p { text-indent: 2em; margin: 0.4rem 0; }
p.told { text-align: center; text-indent: 0; }
em { font-style: normal; font-family: "楷体_GB2312", "KaiTi", "STKaiti", serif; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: 0.8rem 0; line-height: 1.3; font-size: 0.85rem; }
th, td { border: 1px solid #444; padding: 0.25rem; text-align: center; }
th.left { text-align: left; }
th.quiet { font-family: inherit; }
figure { margin: 1rem 0; text-align: center; }
svg { max-width: 100%; height: auto; }
@media print { @page { size: A4; } table, figure { break-inside: avoid; } thead { display: table-header-group; } }
"""


def to_html(report: Report, *, with_charts: bool = True) -> bytes:
    """The page in UTF-8: headings, text, tables with merged cells, charts as SVG; no script, nothing from elsewhere."""
    title = _text(laying.title(report))
    drawn = charts(report) if with_charts else ()
    svgs = iter([chart.svg.decode() for chart in drawn])
    body = [
        _figure(piece, next(svgs)) if isinstance(piece, Figure) else _piece(piece)
        for piece in laying.pieces(report, drawn)
    ]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    page = f'<!doctype html>\n<html lang="zh-CN"><head>{head}<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>'
    return "\n".join([page, *body, "</body></html>", ""]).encode()


def _piece(piece: Piece) -> str:
    if isinstance(piece, Grid):
        return _table(piece)
    if not isinstance(piece, Line):
        return ""
    said = "".join(map(_run, piece.runs))
    if piece.look is Look.FIRST:
        return f"<h2>{said}</h2>"
    if piece.look is Look.SECOND:
        return f"<p><em>{said}</em></p>"
    return f'<p class="told">{said}</p>' if piece.look is Look.CENTERED else f"<p>{said}</p>"


def _run(run: Run) -> str:
    return f"<em>{_text(run.text)}</em>" if "em" in run.marks else _text(run.text)


def _figure(figure: Figure, svg: str) -> str:
    """The outlines are hidden from screen readers, which are told what the chart says."""
    told = f'<svg role="img" aria-label="{_text(figure.alt)}" '
    return f"<figure>{svg.replace('<svg ', told, 1)}</figure>"


def _table(grid: Grid) -> str:
    rows = ["".join(_slots(grid, row)) for row in range(grid.rows)]
    head = "".join(f"<tr>{row}</tr>" for row in rows[: grid.heads])
    body = "\n".join(f"<tr>{row}</tr>" for row in rows[grid.heads :])
    return f'<div class="wide"><table><thead>{head}</thead><tbody>\n{body}</tbody></table></div>'


def _slots(grid: Grid, row: int) -> Iterator[str]:
    for slot in grid.slots:
        if slot.row == row:
            yield _slot(slot)


def _slot(slot: Slot) -> str:
    spans = f' colspan="{slot.columns}"' if slot.columns > 1 else ""
    spans += f' rowspan="{slot.rows}"' if slot.rows > 1 else ""
    said = "".join(_run(run) for line in slot.lines for run in line.runs)
    if not slot.heading:
        return f"<td{spans}>{said}</td>"
    scope = ("colgroup" if slot.columns > 1 else "col") if slot.scope == "col" else "row"
    looks = " ".join(filter(None, ("quiet" if slot.quiet else "", "left" if slot.align == "left" else "")))
    named = f' class="{looks}"' if looks else ""
    return f'<th scope="{scope}"{spans}{named}>{said}</th>'


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))
