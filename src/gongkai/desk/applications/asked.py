"""What a list of applications is limited to, as it stands in the address: tab, fields, and the chips that take one away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.access import READERS
from gongkai.applications.queries.kinds import ApplicantKind, Way
from gongkai.applications.queries.listing import Filter, Group, handlers
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.law.lamps import Light
from gongkai.law.outcomes.catalogue import outcomes

LIGHTS = {
    Light.RED: "红灯：到期或超期",
    Light.YELLOW: "黄灯：临近到期",
    Light.GREEN: "绿灯：时间充裕",
    Light.PAUSED: "暂停：等待期间不计",
}
YEARS = 7
KEPT_OUT = ("before",)

Choice = tuple[str, Any]


def sought(label: str) -> forms.CharField:
    """The words that a list is searched for."""
    return forms.CharField(
        label=label, max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


def one_of(label: str, coerce: Callable[[Any], Any]) -> forms.TypedChoiceField:
    """One of what is offered; None for none."""
    return forms.TypedChoiceField(label=label, required=False, coerce=coerce, empty_value=None)


class Limited(forms.Form):
    """What every list of cases can be limited by: agency, way, year of receipt; an empty field asks nothing."""

    agency = one_of("机关", int)
    way = one_of("收件途径", Way)
    year = one_of("收到年度", int)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(row.id), row.name) for row in agencies]
        self.offer("agency", offered)
        self.offer("way", [(way.value, way.label) for way in Way])
        self.offer("year", [(str(on.year - back), f"{on.year - back}年") for back in range(YEARS)])
        if len(offered) < 2:
            del self.fields["agency"]

    def offer(self, name: str, offered: list[Choice]) -> None:
        """What can be chosen in a field. `flat`: the same without groups, for whoever shows what was chosen."""
        field: Any = self.fields[name]
        field.choices = [("", "全部"), *offered]
        field.flat = {
            value: label
            for key, said in offered
            for value, label in (said if isinstance(said, list) else [(key, said)])
        }

    def chosen(self) -> dict[str, Any]:
        """What was asked for; a field that says what it cannot asks nothing."""
        self.is_valid()
        return self.cleaned_data


class Limits(Limited):
    """By words, lamp, agency, way, kind, row of table three, handler, year."""

    q = sought("标题、登记编号或申请人")
    light = one_of("时限", Light)
    kind = one_of("申请人类别", ApplicantKind)
    row = forms.ChoiceField(label="办理结果", required=False)
    handler = one_of("承办人", int)
    field_order = ("q", "light", "agency", "way", "kind", "row", "handler", "year")

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("light", [(light.value, words) for light, words in LIGHTS.items()])
        self.offer("kind", [(kind.value, kind.label) for kind in ApplicantKind])
        self.offer("row", _rows())
        self.offer("handler", [(str(number), name) for number, name in people])


@dataclass(frozen=True, slots=True)
class Chip:
    """One limit that is in force: what it says, and the address without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. `kept`: the address of the same list; `rest`: the same without its tab."""

    form: Limits
    wanted: Filter
    chips: tuple[Chip, ...]
    kept: str
    rest: str


def asked(request: DeskRequest) -> Asked:
    """Read the address."""
    form = Limits(
        request.GET,
        agencies=rows(request.actor, READERS).values(),
        people=handlers(request.actor),
        on=request.on,
    )
    given = form.chosen()
    wanted = Filter(
        group=_group(request.GET.get("tab", "")),
        light=given.get("light"),
        agency_id=given.get("agency"),
        way=given.get("way"),
        kind=given.get("kind"),
        row=given.get("row", ""),
        handler_id=given.get("handler"),
        year=given.get("year"),
        words=given.get("q", ""),
    )
    return Asked(form, wanted, tuple(_chips(request, form, given)), *_addresses(request))


def _group(said: str) -> Group:
    return Group(said) if said in set(Group) else Group.ALL


def _chips(request: DeskRequest, form: Limits, given: dict[str, Any]) -> Iterable[Chip]:
    for name, field in form.fields.items():
        if not given.get(name):
            continue
        said = str(given[name])
        offered = dict(getattr(field, "flat", ()))
        without = request.GET.copy()
        for each in (name, *KEPT_OUT):
            without.pop(each, None)
        yield Chip(str(field.label), offered.get(said, said), without.urlencode())


def _addresses(request: DeskRequest) -> tuple[str, str]:
    kept = request.GET.copy()
    for name in KEPT_OUT:
        kept.pop(name, None)
    rest = kept.copy()
    rest.pop("tab", None)
    return kept.urlencode(), rest.urlencode()


def _rows() -> list[Choice]:
    """Every result, under the part of table three that it stands in."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for each in outcomes().values():
        parts.setdefault(each.group.label, []).append((each.id, each.name))
    return list(parts.items())
