"""What is filled in when a document is brought that is to be given, and when parts of it are marked."""

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.applications.queries.withholding import GroundChoice
from gongkai.documents.media.kinds import IMAGES


class Bring(forms.Form):
    """A document that holds what was asked for."""

    moves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(
        label="材料名称",
        max_length=100,
        required=False,
        help_text="写进答复，申请人看得到，不要带个人信息。不填的，用文件名。",
    )


class OnMaterial(forms.Form):
    """Which state of the document somebody read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Places(OnMaterial):
    """What is to be withheld, on one ground, for one reason; `kind`: of the file. In pictures no text can be looked for."""

    texts = forms.CharField(
        label="要遮盖的文字",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        help_text="每行一处，例如姓名、证件号码；文件里每一处都会标上。图片和扫描件里的文字找不到，请用方框。",
    )
    lines = forms.CharField(
        label="位置",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "data-lines": ""}
        ),
    )
    ground = forms.ChoiceField(label="不予公开的依据")
    reason = forms.CharField(
        label="理由",
        max_length=200,
        help_text="写进答复，例如：公开会对第三方合法权益造成损害。不要写被遮盖的内容。",
    )
    field_order = ["revision", "lines", "texts", "ground", "reason"]

    def __init__(self, *args: Any, choices: Sequence[GroundChoice], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "请选择"), *((each.key, each.label) for each in choices)]
        if kind in IMAGES:
            del self.fields["texts"]
        elif kind == "docx":
            self.fields[
                "texts"
            ].help_text = (
                "每行一处，例如姓名、证件号码；文件里每一处都会标上。图片里的文字找不到，请勾选图片。"
            )
        lines = self.fields["lines"]
        lines.label = "文字的位置" if kind == "docx" else "方框的位置"
        lines.help_text = (
            "在下面选中文字即可；也可以每行写段号、起字、止字三个数，用逗号隔开。"
            if kind == "docx"
            else "在页面图上拖动即可画框；也可以每行写页码、左、上、右、下五个数，用逗号隔开，单位为点，从页面左上角量起。"
        )
