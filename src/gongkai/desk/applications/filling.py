"""What is filled in for an application that came on paper or was told orally: one form, faults beside its fields."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.queries.filing import MOST_WANTED, Filing, Thing, wrong
from gongkai.applications.queries.kinds import ApplicantKind, Identity, Medium, Route, Way
from gongkai.desk.fields import day

OFFLINE = tuple(way for way in Way if way is not Way.PORTAL)
OF_A_THING = {"name": "信息名称", "document_no": "文号", "description": "特征描述", "period": "时间范围"}
CAME = ("agency", "way", "arrived_on")
WHO = (
    *("kind", "name", "identity", "identity_no", "credit_code", "representative", "agent"),
    *("telephone", "email", "address", "postcode"),
)
HOW = ("medium", "route", "help_needed")


def _words(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, strip=True, help_text=help_text)


def _one_of(label: str, offered: Iterable[Any], help_text: str = "") -> forms.ChoiceField:
    choices = [("", "请选择"), *((each.value, each.label) for each in offered)]
    return forms.ChoiceField(label=label, required=False, choices=choices, help_text=help_text)


class Register(forms.Form):
    """An application as it lies on the counter. What it must say is decided where the portal asks too."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_WANTED)
    agency = forms.TypedChoiceField(label="受理机关", coerce=int)
    way = forms.TypedChoiceField(
        label="收件途径",
        coerce=Way,
        choices=[("", "请选择"), *((way.value, way.label) for way in OFFLINE)],
    )
    arrived_on = day("收到日期", help_text="当面、挂号的，是提交或者签收之日。")
    kind = _one_of("申请人类别", ApplicantKind)
    name = _words("姓名或者单位名称")
    identity = _one_of("证件类型", Identity, "公民填写。")
    identity_no = _words("证件号码", "公民填写。")
    credit_code = _words("统一社会信用代码", "单位填写。")
    representative = _words("法定代表人或者负责人", "单位填写。")
    agent = _words("代理人或者经办人")
    telephone = _words("联系电话")
    email = _words("电子邮箱")
    address = _words("通信地址")
    postcode = _words("邮政编码")
    medium = _one_of("需要的形式", Medium)
    route = _one_of("获取的途径", Route)
    help_needed = _words("需要的帮助", "例如：阅读困难，由工作人员代写。")
    note = forms.CharField(
        label="备注", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], count: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(row.id), row.name) for row in agencies]
        self.fields["agency"].choices = found if len(found) == 1 else [("", "请选择"), *found]  # type: ignore[attr-defined] # a choice field
        self.initial = {"ticket": uuid4(), "count": count, **self.initial}
        if len(found) == 1:
            self.initial["agency"] = found[0][0]
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
        given = self.cleaned_data
        said = {name: given.get(name) or "" for name in (*WHO, *HOW)}
        return Filing(**said, things=tuple(self._things()))

    def came(self) -> list[BoundField]:
        """How it came."""
        return [self[name] for name in CAME]

    def who(self) -> list[BoundField]:
        """Who applies."""
        return [self[name] for name in WHO]

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
    field = _words(label)
    if name == "description":
        field.widget = forms.Textarea(attrs={"rows": 2})
    return field
