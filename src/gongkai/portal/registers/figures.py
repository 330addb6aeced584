"""The figures of a register: by year, agency and kind of party, each of them a list that can be counted again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.registers import Definition, definition
from gongkai.law.registers.counting import in_wan
from gongkai.portal.charts.stack import Bar, Part, StackChart, stack_chart
from gongkai.portal.freshness import kept
from gongkai.portal.registers.filters import RegisterFilter
from gongkai.portal.registers.lists import heads
from gongkai.registers.queries.public_figures import Sums, public_sums

STYLES = 6
"""A chart has so many colours; of more kinds the rest are one."""
YEARS = 8
"""Years of the chart; the table has all."""
FIRST = 20
"""Bars that are shown at once; the others are folded away."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One bar. `wan`: its money in 万元, None where the register has none that can be added; `address`: its list."""

    label: str
    many: int
    wan: Decimal | None
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """Bars of one kind, those that are shown and those that are folded away; `top`: the longest."""

    key: str
    title: str
    head: str
    first: tuple[Figure, ...]
    more: tuple[Figure, ...]
    top: int


@require_safe
@kept
def figures(request: HttpRequest, key: str) -> HttpResponse:
    """The figures of what was chosen; one query, however many records there are."""
    made = definition(key)
    form = RegisterFilter(request.GET, made, public_sums(key), words=False)
    fitting = form.fitting()
    context = {
        "made": made,
        **heads(made),
        "form": form,
        "address": reverse("register_figures", args=[key]),
        "total": sum(each.many for each in fitting),
        "wan": _wan(made, fitting),
        "sections": [each for each in _sections(made, form, fitting) if each.first],
        "chart": _chart(made, fitting),
        "chart_head": f"{made.unit}数",
    }
    return render(request, "portal/registers/figures.html", context)


def _sections(made: Definition, form: RegisterFilter, fitting: list[Sums]) -> list[Section]:
    years = _bars(made, form, fitting, "nf", lambda each: (str(each.year), f"{each.year}年"))
    organs = _bars(made, form, fitting, "jg", lambda each: (each.slug, each.agency))
    by_year = sorted(years, key=lambda bar: bar.label, reverse=True)
    by_size = sorted(organs, key=lambda bar: -bar.many)
    found = [_section("nf", "按年份", "年份", by_year), _section("jg", "按机关", "机关", by_size)]
    if made.party_kind:
        label = made.field(made.party_kind).label
        kinds = _bars(made, form, fitting, "lb", lambda each: (each.party_kind, each.party_kind))
        found.append(_section("lb", f"按{label}", label, sorted(kinds, key=lambda bar: -bar.many)))
    return found


def _bars(
    made: Definition,
    form: RegisterFilter,
    fitting: Iterable[Sums],
    name: str,
    of: Callable[[Sums], tuple[str, str]],
) -> list[Figure]:
    """One bar for each value, in the order of the sums; rows without a value have none."""
    held: dict[tuple[str, str], list[Sums]] = {}
    for each in fitting:
        held.setdefault(of(each), []).append(each)
    address = reverse("register", args=[made.key])
    return [
        Figure(
            label,
            sum(each.many for each in own),
            _wan(made, own),
            f"{address}{form.query(**{name: value})}",
        )
        for (value, label), own in held.items()
        if value
    ]


def _section(key: str, title: str, head: str, bars: list[Figure]) -> Section:
    top = max((bar.many for bar in bars), default=0)
    return Section(key, title, head, tuple(bars[:FIRST]), tuple(bars[FIRST:]), top)


def _wan(made: Definition, own: Iterable[Sums]) -> Decimal | None:
    """Money in 万元. Of a register whose units stand one in another the sum would say nothing."""
    if not made.amount or made.matrix:
        return None
    return in_wan(sum((each.amount for each in own), Decimal(0)))


def _chart(made: Definition, fitting: list[Sums]) -> StackChart | None:
    """Years as bars, cut by kind of party."""
    years = sorted({each.year for each in fitting})[-YEARS:]
    sizes: dict[str, int] = {}
    for each in fitting:
        sizes[each.party_kind] = sizes.get(each.party_kind, 0) + each.many
    kinds = sorted(sizes, key=lambda kind: -sizes[kind])
    style = {kind: min(place, STYLES) for place, kind in enumerate(kinds, 1)}
    bars = [_bar(made, year, fitting, style, len(kinds) > STYLES) for year in years]
    words = "；".join(f"{bar.label} {bar.total}" for bar in bars)
    return stack_chart("years", f"历年{made.label}", f"{words}。", bars, shares=False)


def _bar(made: Definition, year: int, fitting: list[Sums], style: dict[str, int], cut: bool) -> Bar:
    many: dict[int, int] = {}
    names: dict[int, str] = {}
    for each in fitting:
        if each.year == year:
            place = style[each.party_kind]
            many[place] = many.get(place, 0) + each.many
            names[place] = "其他" if cut and place == STYLES else each.party_kind or made.label
    parts = tuple(Part(names[place], many[place], place) for place in sorted(many))
    return Bar(f"{year}年", parts, f"{sum(many.values())} {made.unit}")
