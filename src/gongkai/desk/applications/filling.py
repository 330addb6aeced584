"""What is filled in for an application that came on paper or was told orally: one form, faults beside its fields."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from gongkai.applications.queries.filing import MOST_WANTED, WHO, Filing, Thing, wrong
from gongkai.applications.queries.kinds import ApplicantKind, Medium, Route
from gongkai.desk.applications.counter import CAME, AtCounter, one_of, words

OF_A_THING = {"name": "信息名称", "document_no": "文号", "description": "特征描述", "period": "时间范围"}
HOW = ("medium", "route", "help_needed")


class Register(AtCounter):
    """An application as it lies on the counter."""

    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_WANTED)
    kind = one_of("申请人类别", ApplicantKind)
    medium = one_of("需要的形式", Medium)
    route = one_of("获取的途径", Route)
    help_needed = words("需要的帮助", "例如：阅读困难，由工作人员代写。")
    sort = "kind"
    field_order = ("ticket", "count", *CAME, sort, *WHO, *HOW, "note")

    def __init__(self, *args: Any, count: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"count": count, **self.initial}
        self.many = count
        for place in range(count):
            for name, label in OF_A_THING.items():
                self.fields[f"things_{place}_{name}"] = _thing_field(name, label)

    def clean(self) -> dict[str, Any]:
        """What the law asks of an application, beside its fields."""
        given = super().clean() or {}
        for place, message in wrong(self.filing()).items():
            name = place.replace(".", "_")
            self.add_error(name if name in self.fields else None, message)
        return given

    def filing(self) -> Filing:
        """The application that is filled in. A further thing that is left empty is none."""
        return Filing(**self.said(*HOW), things=tuple(self._things()))

    def things(self) -> list[list[BoundField]]:
        """What is asked for."""
        return [[self[f"things_{place}_{name}"] for name in OF_A_THING] for place in range(self.many)]

    def how(self) -> list[BoundField]:
        """In which form and on which way it is wanted."""
        return [self[name] for name in HOW]

    def _things(self) -> Iterator[Thing]:
        for place in range(self.many):
            said = {name: self.cleaned_data.get(f"things_{place}_{name}") or "" for name in OF_A_THING}
            if place == 0 or any(said.values()):
                yield Thing(**said)


def _thing_field(name: str, label: str) -> forms.CharField:
    field = words(label)
    if name == "description":
        field.help_text = "不写身份证号码、电话号码：这一栏不加密，用来查找信息。"
        field.widget = forms.Textarea(attrs={"rows": 2})
    return field
