"""What is filled in about a holiday notice: its head, a line for each holiday, or the text as a file has it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from gongkai.desk.fields import day
from gongkai.documents.writing.as_notice import HolidayLine, notice_text
from gongkai.law.calendar.statutory import FIRST_YEAR, LAST_YEAR, statutory_days
from gongkai.records.actions.notices import REASON
from gongkai.records.queries.notices import MOST, NUMBER, TITLE

BLANK = 3
MOST_LINES = 20
_BETWEEN = re.compile(r"[\s,，、;；]+")


class Head(forms.Form):
    """Which document it is."""

    title = forms.CharField(label="标题", max_length=TITLE)
    number = forms.CharField(
        label="文号", max_length=NUMBER, required=False, help_text="例如：国办发明电〔2025〕7号。"
    )
    published_on = day("发布日期")
    year = forms.IntegerField(
        label="安排哪一年",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="只调整个别日子的通知不填。",
    )


class Line(forms.Form):
    """One holiday, or a further span of the same one; a line without a name is left out."""

    name = forms.CharField(label="节日", max_length=20, required=False)
    first = day("放假第一天", required=False)
    last = day("放假最后一天", required=False)
    work = forms.CharField(
        label="调休上班",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"size": 26}),
    )

    def clean_work(self) -> list[date]:
        """Days, written one after the other."""
        try:
            return [date.fromisoformat(each) for each in _BETWEEN.split(self.cleaned_data["work"]) if each]
        except ValueError:
            raise forms.ValidationError(
                "请写成 2027-02-06 的样子，几天之间用顿号隔开；没有的不填。"
            ) from None

    def clean(self) -> dict[str, Any]:
        """A line that says something has a name; a span has both ends, the first one first."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if not given.get("name"):
            if first or last or given.get("work"):
                self.add_error("name", "请填写节日名称。")
        elif last and not first:
            self.add_error("first", "请填写放假第一天。")
        elif first and last and last < first:
            self.add_error("last", "最后一天早于第一天，请核对。")
        return given


Lines = forms.formset_factory(Line, extra=0, max_num=MOST_LINES, absolute_max=2 * MOST_LINES)


class Paste(forms.Form):
    """The same as text."""

    text = forms.CharField(
        label="TOML 文本",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="有现成的 TOML 文件时贴在这里。贴了文本的，以文本为准，上面的表格不用填。",
    )


class Because(forms.Form):
    """Why a notice is left aside or taken back."""

    reason = forms.CharField(label="理由", max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}))


def first_head(year: int) -> dict[str, Any]:
    """What stands in the head at first."""
    return {"title": f"国务院办公厅关于{year}年部分节假日安排的通知", "year": year}


def first_lines(year: int) -> list[dict[str, Any]]:
    """A line for each statutory holiday of a year, and some empty ones."""
    names = dict.fromkeys(statutory_days(year).values()) if FIRST_YEAR <= year <= LAST_YEAR else {}
    return [*({"name": name} for name in names), *({} for _ in range(BLANK))]


def written(head: dict[str, Any], lines: Iterable[dict[str, Any]]) -> str:
    """The text of what was filled in. Of several lines of one name in a row one holiday is made."""
    holidays: list[HolidayLine] = []
    for line in lines:
        if not line.get("name"):
            continue
        first = line.get("first")
        off = [(first, line.get("last") or first)] if first else []
        if holidays and holidays[-1].name == line["name"]:
            before = holidays.pop()
            off, work = [*before.off, *off], [*before.work, *line["work"]]
        else:
            work = line["work"]
        holidays.append(HolidayLine(line["name"], off, work))
    return notice_text(
        title=head["title"],
        number=head["number"],
        published_on=head["published_on"],
        year=head["year"],
        holidays=holidays,
    )
