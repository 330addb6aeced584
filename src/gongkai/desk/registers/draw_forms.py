"""What is filled in about lots."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.fields import choose_agency
from gongkai.registers.actions.lotteries import Plan

_ROOM = 4_000_000  # characters of one list


class NewDraw(forms.Form):
    """The lists of a draw, a name in each line."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    draw_no = forms.CharField(label="抽取编号", max_length=60, help_text="例如：2026-001。")
    name = forms.CharField(label="抽查任务", max_length=200, help_text="例如：2026年第一季度特种设备抽查。")
    item_code = forms.CharField(
        label="抽查事项编码", max_length=100, required=False, help_text="随机抽查事项清单里的编码。"
    )
    department = forms.CharField(label="检查部门", max_length=200)
    population = forms.CharField(
        label="检查对象名录",
        max_length=_ROOM,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一个，从表格里复制一列粘贴即可。公布摘要以后不能增减。",
    )
    number = forms.IntegerField(label="抽取数量", min_value=1, max_value=100_000)
    inspectors = forms.CharField(
        label="检查人员名录",
        max_length=_ROOM,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一人。填写的，同时抽取检查人员。",
    )
    each = forms.IntegerField(
        label="每个对象的检查人员", min_value=1, max_value=20, initial=2, help_text="检查不得少于两人。"
    )
    recused = forms.CharField(
        label="回避",
        max_length=_ROOM,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="每行一条，写“检查对象：检查人员”，几人用顿号隔开。",
    )

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_agency(self, agencies)

    def clean_recused(self) -> dict[str, tuple[str, ...]]:
        """Who is kept from which target."""
        found: dict[str, tuple[str, ...]] = {}
        for line in _lines(self.cleaned_data["recused"]):
            target, sign, names = line.replace(":", "：").partition("：")
            if not sign or not names.strip():
                raise forms.ValidationError(f"“{line[:30]}”没有写明检查人员。请写“检查对象：检查人员”。")
            found[target.strip()] = tuple(name.strip() for name in names.split("、") if name.strip())
        return found

    def plan(self) -> Plan:
        """What the action is called with."""
        given = self.cleaned_data
        return Plan(
            draw_no=given["draw_no"],
            name=given["name"],
            department=given["department"],
            population=_lines(given["population"]),
            number=given["number"],
            item_code=given["item_code"],
            inspectors=_lines(given["inspectors"]),
            each=given["each"],
            recused=given["recused"],
        )


class Beacon(forms.Form):
    """What nobody could know when the digests were published."""

    beacon = forms.CharField(
        label="公共随机值",
        max_length=200,
        help_text="公布摘要以后才产生、大家都能查到的值，写明是什么，例如：2026年3月5日上证指数收盘3317.42。",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
