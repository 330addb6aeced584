"""What an officer fills in about an item."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.authoring import choices
from gongkai.desk.fields import day
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import FiveOpen
from gongkai.publication.queries.columns import ColumnRow
from gongkai.publication.queries.content import NAMES, Content

WORD_ENDINGS = ".docx,.doc,.wps"
NEEDED = frozenset({"title", "body", "column_id", "summary", "issuing_body", "written_on", "attribute"})
"""What must be there before it is sent into sign-off; a draft may be saved without."""
BETTER = frozenset({"topic", "genre"})


BASIC = ("title", "column_id", "topic", "genre", "summary", "issuing_body", "written_on", "document_no")
MORE = {
    "目录和对象": ("entry_key", "duty", "five_open", "audience", "keywords"),
    "有效性": ("validity", "effective_on", "valid_until"),
    "涉及个人、其他机关和转载": ("naming_required", "consulted", "source_name", "source_url"),
}


class Begin(forms.Form):
    """A new item: for which agency, from which file; without a file it begins empty."""

    agency = forms.TypedChoiceField(label="为哪个机关起草", coerce=int)
    file = forms.FileField(
        label="Word 文件",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": WORD_ENDINGS}),
        help_text="可以用 .docx、.doc、.wps。文件原样保留，正文、标题、文号、落款等自动读出。",
    )

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(row.id, row.name) for row in agencies]
        field = self.fields["agency"]
        field.choices = found  # type: ignore[attr-defined] # a field of choices
        if len(found) == 1:
            field.widget = forms.HiddenInput()
            self.initial["agency"] = found[0][0]
        self.order_fields(["file", "agency"])

    def clean(self) -> dict[str, Any]:
        """A file, unless it is to begin empty."""
        kept = super().clean() or {}
        if "empty" not in self.data and not kept.get("file") and "file" not in self.errors:
            raise forms.ValidationError({"file": "请选择一个 Word 文件；没有文件的，点“从空白稿开始”。"})
        return kept

    def handed_in(self) -> "UploadedFile[Any] | None":
        """The file; None if it is to begin empty."""
        given: UploadedFile[Any] | None = None if "empty" in self.data else self.cleaned_data["file"]
        return given


class Edit(forms.Form):
    """Text and metadata of an edition. Everything may be left out while it is a draft; the checks say what is missing."""

    title = forms.CharField(label="标题", required=False, max_length=200)
    body = forms.CharField(
        label="正文", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 24})
    )
    column_id = forms.TypedChoiceField(label="栏目", required=False, coerce=int, empty_value=None)
    summary = forms.CharField(
        label="内容概述",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句话，列入公开目录。",
    )
    issuing_body = forms.CharField(label="发文机关", required=False, max_length=200)
    written_on = day("成文日期", required=False)
    document_no = forms.CharField(
        label="发文字号", required=False, max_length=60, help_text="如：云政发〔2026〕3号。"
    )
    topic = forms.ChoiceField(label="主题分类", required=False)
    genre = forms.ChoiceField(label="体裁", required=False)
    attribute = forms.ChoiceField(
        label="公开属性",
        required=False,
        choices=[(each.value, each.label) for each in Attribute],
        widget=forms.RadioSelect,
    )
    grounds = forms.MultipleChoiceField(
        label="不公开的依据", required=False, widget=forms.CheckboxSelectMultiple
    )
    reasons = forms.CharField(
        label="理由", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    entry_key = forms.ChoiceField(label="标准目录事项", required=False)
    duty = forms.ChoiceField(label="法定主动公开内容", required=False)
    validity = forms.ChoiceField(
        label="有效性",
        required=False,
        choices=[("", "不标注"), *((each.value, each.label) for each in Validity)],
        help_text="行政规范性文件须标注。",
    )
    effective_on = day("施行日期", required=False)
    valid_until = day("有效期至", required=False)
    five_open = forms.ChoiceField(
        label="五公开环节",
        required=False,
        choices=[("", "不标注"), *((each.value, each.label) for each in FiveOpen)],
    )
    audience = forms.CharField(label="公开对象", required=False, max_length=100, help_text="不填为全社会。")
    keywords = forms.CharField(
        label="关键词", required=False, max_length=200, help_text="几个词，用空格分开。"
    )
    required_by = forms.CharField(label="要求公开的规定", required=False, max_length=200)
    naming_required = forms.CharField(
        label="公开姓名的依据",
        required=False,
        max_length=200,
        help_text="正文公开个人姓名等信息的，填写规定。",
    )
    consulted = forms.CharField(
        label="已协商的机关",
        required=False,
        max_length=200,
        help_text="涉及其他机关的，公开前应当协商一致（条例第十一条）。",
    )
    source_name = forms.CharField(
        label="转载来源", required=False, max_length=120, help_text="转载上级文件的，写明来源。"
    )
    source_url = forms.CharField(label="来源网址", required=False, max_length=500)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, offered: "Offered", content: Content, revision: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in offered.by_field.items():
            self.fields[name].choices = found  # type: ignore[attr-defined] # fields of choices
        self.duties = {row.id: row.duty for row in offered.columns}
        self.initial = {name: getattr(content, name) for name in NAMES} | {"revision": revision}
        self.initial["grounds"] = list(content.grounds)

    @property
    def needed(self) -> frozenset[str]:
        """The fields that are marked: the checks ask for them."""
        return NEEDED | BETTER

    def basic(self) -> list[forms.BoundField]:
        """What every item has, below title and text."""
        return [self[name] for name in BASIC]

    def more(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """What some items have, in groups: title, fields, whether something is filled in."""
        groups = [(title, [self[name] for name in names]) for title, names in MORE.items()]
        return [(title, found, any(one.value() or one.errors for one in found)) for title, found in groups]

    def content(self) -> Content:
        """What was filled in; the statutory content is that of the column where none was chosen."""
        given = {name: self.cleaned_data[name] for name in NAMES}
        given["grounds"] = tuple(given["grounds"])
        given["duty"] = given["duty"] or self.duties.get(given["column_id"], "")
        return Content(**given)


class Offered:
    """What the fields of choice offer for one agency on a day. What is kept but no longer offered stays choosable."""

    def __init__(self, columns: tuple[ColumnRow, ...], kept: Content, lists: dict[str, Any]) -> None:
        self.columns = columns
        self.by_field = {
            "column_id": _with(choices.column_choices(columns), str(kept.column_id or "")),
            "topic": _with(choices.topic_choices(), kept.topic),
            "genre": _with(choices.genre_choices(), kept.genre),
            "grounds": choices.ground_choices(),
            **{name: _with(found, str(getattr(kept, name))) for name, found in lists.items()},
        }


def _with(found: Any, value: str) -> Any:
    flat = {key for entry in found for key, *_ in (entry[1] if isinstance(entry[1], list) else [entry])}
    return found if value in flat else [*found, (value, f"{value}（现已不用）")]
