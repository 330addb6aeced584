"""What a list of applications is limited to, as it stands in the address: tab, fields, and the chips that take one away."""

from collections.abc import Iterable
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


class Limits(forms.Form):
    """By words, lamp, agency, way, kind, row of table three, handler, year; an empty field asks nothing."""

    q = forms.CharField(
        label="标题、登记编号或申请人",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    light = forms.TypedChoiceField(label="时限", required=False, coerce=Light, empty_value=None)
    agency = forms.TypedChoiceField(label="机关", required=False, coerce=int, empty_value=None)
    way = forms.TypedChoiceField(label="收件途径", required=False, coerce=Way, empty_value=None)
    kind = forms.TypedChoiceField(label="申请人类别", required=False, coerce=ApplicantKind, empty_value=None)
    row = forms.ChoiceField(label="办理结果", required=False)
    handler = forms.TypedChoiceField(label="承办人", required=False, coerce=int, empty_value=None)
    year = forms.TypedChoiceField(label="收到年度", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,
        agencies: Iterable[AgencyRow],
        people: Iterable[tuple[int, str]],
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(row.id), row.name) for row in agencies]
        _offer(self, "light", [(light.value, words) for light, words in LIGHTS.items()])
        _offer(self, "agency", offered)
        _offer(self, "way", [(way.value, way.label) for way in Way])
        _offer(self, "kind", [(kind.value, kind.label) for kind in ApplicantKind])
        _offer(self, "row", _rows())
        _offer(self, "handler", [(str(number), name) for number, name in people])
        _offer(self, "year", [(str(on.year - back), f"{on.year - back}年") for back in range(YEARS)])
        if len(offered) < 2:
            del self.fields["agency"]

    def chosen(self) -> dict[str, Any]:
        """What was asked for; a field that says what it cannot asks nothing."""
        self.is_valid()
        return self.cleaned_data


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


def _offer(form: forms.Form, name: str, offered: list[Choice]) -> None:
    field: Any = form.fields[name]
    field.choices = [("", "全部"), *offered]
    field.flat = {
        value: label
        for key, said in offered
        for value, label in (said if isinstance(said, list) else [(key, said)])
    }
