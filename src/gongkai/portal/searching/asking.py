"""What a visitor asks for, as it stands in the address: words, what narrows them, their order, the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from gongkai.agencies import queries as agencies
from gongkai.search.queries import Asked, Order

LONGEST = 200
"""Characters of a question that are shown again."""
MOST_VALUES = 20
"""Values of one facet that can be chosen at once."""
PARAMETERS = {"agency": "jg", "column": "lm", "genre": "tc", "year": "nf", "topic": "zt", "validity": "yx"}
"""How facets are called in addresses: jg = 机关, lm = 栏目, tc = 体裁, nf = 年份, zt = 主题, yx = 有效性."""
ORDERS = {"": Order.RELEVANCE, "xin": Order.NEWEST, "jiu": Order.OLDEST}


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its address. `slugs`: the agencies that were chosen, by number; unknown ones count as none."""

    asked: Asked
    order: str
    slugs: dict[str, str]

    def query(self, **changed: object) -> str:
        """The address of the same question, otherwise in what is given; the first page unless that is given."""
        said = {"q": self.asked.text, "px": self.order, "wz": "bt" if self.asked.titles_only else ""}
        said |= {name: str(value) for name, value in changed.items()}
        kept = [(name, value) for name, value in said.items() if value]
        return urlencode([*kept, *self._narrowing()])

    def narrowed(self, facet: str, value: str) -> str:
        """The address of the question narrowed to one more value of a facet, or without it where it was chosen."""
        now = self.asked.narrowed.get(facet, frozenset())
        return self._with(facet, now ^ {value}).query()

    def without(self, facet: str) -> str:
        """The address of the question with nothing chosen of a facet."""
        return self._with(facet, frozenset()).query()

    def widened(self) -> str:
        """The address of the words alone."""
        return urlencode({"q": self.asked.text})

    def _with(self, facet: str, values: frozenset[str]) -> "Request":
        narrowed = {name: chosen for name, chosen in self.asked.narrowed.items() if name != facet}
        if values:
            narrowed[facet] = values
        return replace(self, asked=replace(self.asked, narrowed=narrowed))

    def _narrowing(self) -> Iterable[tuple[str, str]]:
        for facet, parameter in PARAMETERS.items():
            for value in sorted(self.asked.narrowed.get(facet, ())):
                yield parameter, self.slugs.get(value, value) if facet == "agency" else value


def understood(given: QueryDict, *, size: int = 20) -> Request:
    """The question of an address. What cannot be understood counts as not said."""
    narrowed = {facet: _values(given, parameter) for facet, parameter in PARAMETERS.items()}
    bodies = agencies.by_slugs(narrowed["agency"]) if narrowed["agency"] else {}
    # An agency that there is not has nothing public: the question stays narrowed, and finds nothing.
    narrowed["agency"] = frozenset(
        str(bodies[slug].id) if slug in bodies else slug for slug in narrowed["agency"]
    )
    order = given.get("px", "")
    asked = Asked(
        text=given.get("q", "").strip()[:LONGEST],
        narrowed={facet: values for facet, values in narrowed.items() if values},
        order=ORDERS.get(order, Order.RELEVANCE),
        page=_number(given.get("p", "")),
        size=size,
        titles_only=given.get("wz") == "bt",
    )
    return Request(
        asked, order if order in ORDERS else "", {str(one.id): slug for slug, one in bodies.items()}
    )


def _values(given: QueryDict, parameter: str) -> frozenset[str]:
    said = (
        value.replace("\0", "\N{REPLACEMENT CHARACTER}") for value in given.getlist(parameter)[:MOST_VALUES]
    )
    return frozenset(value[:LONGEST] for value in said if value)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
