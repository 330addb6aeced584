"""What people fill in about themselves."""

from typing import Any

from django import forms

from gongkai.accounts.actions import Number
from gongkai.accounts.queries import ContactRow


class Contact(forms.Form):
    """The own telephone numbers. What is stored is not filled in: an empty field leaves it, a tick removes it."""

    mobile = forms.CharField(label=Number.MOBILE.label, max_length=30, required=False)
    no_mobile = forms.BooleanField(label="删除已登记的手机号码", required=False)
    office_phone = forms.CharField(label=Number.OFFICE_PHONE.label, max_length=30, required=False)
    no_office_phone = forms.BooleanField(label="删除已登记的办公电话", required=False)

    def __init__(self, *args: Any, stored: ContactRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in Number:
            masked = getattr(stored, number.value)
            field = self.fields[number.value]
            field.widget.attrs.update(inputmode="tel", autocomplete="off")
            if masked:
                field.help_text = f"已登记 {masked}。不改的不用填。"
            else:
                del self.fields[f"no_{number.value}"]

    def chosen(self) -> dict[str, str | None]:
        """What to write: a number, "" to remove it, None to leave it."""
        given = self.cleaned_data
        return {
            number.value: given[number.value] or ("" if given.get(f"no_{number.value}") else None)
            for number in Number
        }
