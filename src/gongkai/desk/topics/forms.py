"""What officers fill in about topics."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.compilations.queries.kinds import Origin, TopicKind, TopicState
from gongkai.documents.posters import Sheet


def _choices(kinds: Iterable[Any]) -> list[tuple[str, str]]:
    return [(each.value, each.label) for each in kinds]


class TopicFilter(forms.Form):
    """What the list is limited to."""

    q = forms.CharField(label="名称", required=False, max_length=80)
    state = forms.TypedChoiceField(
        label="状态",
        required=False,
        coerce=TopicState,
        empty_value=None,
        choices=[("", "全部"), *_choices(TopicState)],
    )


class TopicFields(forms.Form):
    """What a topic says of itself."""

    kind = forms.TypedChoiceField(
        label="类型",
        coerce=TopicKind,
        choices=_choices(TopicKind),
        help_text="“一件事”的分栏是一步一步的，公众页面按步骤编号。",
    )
    title = forms.CharField(label="专题名称", max_length=80)
    cover = forms.CharField(
        label="封面文字", max_length=120, required=False, help_text="标题下面的一句话，也印在海报上。"
    )
    introduction = forms.CharField(
        label="专题介绍",
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="空一行另起一段。不要写身份证号码等个人信息。",
    )
    position = forms.IntegerField(
        label="顺序号", min_value=0, max_value=100_000, initial=100, help_text="小的排在前面。"
    )


class NewTopic(TopicFields):
    """A new one, of an agency, with the word that stands in its address."""

    agency_id = forms.TypedChoiceField(label="机关", coerce=int)
    slug = forms.SlugField(
        label="网址代号",
        max_length=60,
        help_text="出现在网址里，定了不再改：小写字母、数字和连字符，例如 rencai。",
    )
    field_order = ("agency_id", "kind", "title", "slug", "cover", "introduction", "position")

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        """Offer these agencies."""
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(row.id, row.name) for row in agencies]  # type: ignore[attr-defined] # as its kind has


class SectionFields(forms.Form):
    """A section, of “一件事” a step."""

    title = forms.CharField(label="分栏名称", max_length=60)
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Search(forms.Form):
    """What items are looked for by."""

    q = forms.CharField(
        label="标题、文号或者索引号", required=False, max_length=100, widget=forms.TextInput()
    )


class PutInItem(forms.Form):
    """An item that was found."""

    item_id = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label="说明", required=False, max_length=300)


class PutInAddress(forms.Form):
    """Somebody else's policy."""

    title = forms.CharField(label="政策名称", max_length=200)
    address = forms.CharField(
        label="网址", max_length=500, help_text="从浏览器的地址栏完整复制；商业网站、网盘和短链接请不要用。"
    )
    origin = forms.TypedChoiceField(label="层级", coerce=Origin, choices=_choices(Origin))
    source = forms.CharField(label="发布单位", max_length=80, required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)


class TakeOut(forms.Form):
    """What is taken out, and why."""

    place_id = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(label="原因", required=False, max_length=200)


class OfSection(forms.Form):
    """Which section is meant."""

    section_id = forms.IntegerField(widget=forms.HiddenInput)


class Moved(forms.Form):
    """What is moved, and where to."""

    place_id = forms.IntegerField(required=False)
    section_id = forms.IntegerField(required=False)
    way = forms.ChoiceField(choices=[("up", "上移"), ("down", "下移")])


class Because(forms.Form):
    """Why a topic ends."""

    because = forms.CharField(label="结束的原因", max_length=200)


class PosterFields(forms.Form):
    """What a poster shows. It stands in the address, so that a poster can be printed again."""

    what = forms.ChoiceField(
        label="二维码",
        choices=[("whole", "整个专题一个"), ("sections", "每个分栏一个"), ("places", "每条内容一个")],
    )
    sheet = forms.TypedChoiceField(
        label="纸张", coerce=Sheet, choices=[(each.value, each.label) for each in Sheet]
    )
    instruction = forms.CharField(label="提示语", max_length=40)

    def __init__(self, data: Any) -> None:
        """Whatever is not said is as usual."""
        usual = {"what": "whole", "sheet": Sheet.A4.value, "instruction": "扫码查阅"}
        super().__init__({name: data.get(name) or value for name, value in usual.items()})
