"""What is filled in about registers: filters, sources, files, what is done with a row."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.fields import choose_agency, day, offer_agencies
from gongkai.law.registers import Group, Rhythm, definitions
from gongkai.law.registers.timing import State

REASON = "写明原因，写入操作日志。"
ENDINGS = ".csv,.txt,.xlsx,.jsonl"
WHOLE = "清单里没有的，不再公开，内容和变动保留。入库以前写明有多少项。"
RHYTHMS = [(each.value, each.label) for each in Rhythm]


def register_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The registers under their headings."""
    return [
        (group.label, [(key, made.label) for key, made in definitions().items() if made.group is group])
        for group in Group
    ]


class OfAgency(forms.Form):
    """By agency, where somebody reaches several."""

    agency = forms.TypedChoiceField(label="机关", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, agencies)


class RowFilter(OfAgency):
    """Which rows of a register."""

    year = forms.TypedChoiceField(label="年度", coerce=int, required=False, empty_value=None)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *((each.value, each.label) for each in State)]
    )
    late = forms.BooleanField(label="只看逾期公开的", required=False)
    q = forms.CharField(label="关键词", max_length=100, required=False)
    field_order = ["q", "agency", "year", "state", "late"]

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(str(year), str(year)) for year in range(this_year + 1, this_year - 15, -1)]
        self.fields["year"].choices = [("", "全部"), *years]  # type: ignore[attr-defined] # a field of choices


class BoardFilter(OfAgency):
    """Which sources of the board."""

    register = forms.ChoiceField(label="登记簿", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [("", "全部"), *register_choices()]  # type: ignore[attr-defined]


class MatrixFilter(OfAgency):
    """Which matrix, of which years."""

    register = forms.ChoiceField(label="登记簿", required=False)
    since = forms.IntegerField(label="从哪一年起", required=False, min_value=2000, max_value=2099)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = complete_ones()  # type: ignore[attr-defined] # a field of choices


def complete_ones() -> list[tuple[str, str]]:
    """The registers that must be complete by unit and year."""
    return [(key, made.label) for key, made in definitions().items() if len(made.matrix) > 1]


class SourceFields(forms.Form):
    """A system that delivers."""

    name = forms.CharField(
        label="数据来源名称", max_length=80, help_text="例如：县行政审批系统、住建局台账。"
    )
    rhythm = forms.TypedChoiceField(
        label="报送频次",
        coerce=Rhythm,
        choices=RHYTHMS,
        help_text="按这个频次督办：到期没有报送的，列入“报送督办”。“随时”“变动时”的不催。",
    )


class NewSource(SourceFields):
    """A system that delivers a register of an agency."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    register = forms.ChoiceField(label="登记簿")
    field_order = ["agency", "register", "name", "rhythm"]

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_agency(self, agencies)
        self.fields["register"].choices = register_choices()  # type: ignore[attr-defined] # a field of choices


class SetRhythm(forms.Form):
    """How often a source is expected; of a list whether each delivery is the whole of it."""

    rhythm = forms.TypedChoiceField(label="报送频次", coerce=Rhythm, choices=RHYTHMS)
    whole = forms.BooleanField(label="每次报送的都是完整清单", required=False, help_text=WHOLE)

    def __init__(self, *args: Any, listed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not listed:
            del self.fields["whole"]


class Because(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200, help_text=REASON)


class Nothing(forms.Form):
    """Nothing is filled in."""


class Upload(forms.Form):
    """A file of a source."""

    file = forms.FileField(
        label="文件",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text="Excel（.xlsx）、CSV 或者 JSONL，编码不限，最多一百万行。",
    )
    as_of = day(
        "数据截止日期",
        required=False,
        help_text="这些内容是哪一天的，用来判断新旧：较早的文件不会覆盖较新的内容。不填的，以上传时间为准。",
    )
    earlier = forms.BooleanField(
        label="这些内容以前在别处已经公开，不计逾期",
        required=False,
    )
    whole = forms.BooleanField(label="这是本机关现行的完整清单", required=False, help_text=WHOLE)

    def __init__(self, *args: Any, listed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not listed:
            del self.fields["whole"]


class Pull(forms.Form):
    """From when and why a row must not be shown."""

    on = day("撤销（变更、确认违法或者无效）日期", help_text="决定被撤销等的日期，撤下的期限从这一天算起。")
    reason = forms.CharField(
        label="撤下原因", max_length=200, help_text="例如：行政复议决定撤销（写明文号）。写入变更记录。"
    )
