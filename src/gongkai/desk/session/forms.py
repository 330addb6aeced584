"""What people fill in at the door."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as factor_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest

from gongkai.accounts.actions import Event
from gongkai.desk.session.adapters import note, note_failure
from gongkai.desk.session.codes import secret_of, spend
from gongkai.sealing.keys import KeysMissing, box

CODE = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autocapitalize": "off",
    "spellcheck": "false",
}


class Login(LoginForm):  # type: ignore[misc] # the library has no types
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "用户名", autofocus=True, autocapitalize="off", spellcheck="false")
        _word(self.fields["password"], "密码")


class ConfirmByPassword(ReauthenticateForm):  # type: ignore[misc] # the library has no types
    """The password again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], "密码", autofocus=True)


class Code(AuthenticateForm):  # type: ignore[misc] # the library has no types
    """A code of the app, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "动态口令或恢复码", autofocus=True, **CODE)

    def clean_code(self) -> str:
        """Each code is good once; wrong ones count towards the lock-out."""
        return _checked(self, super().clean_code)


class ConfirmByCode(ReauthenticateByCodeForm):  # type: ignore[misc] # the library has no types
    """A code again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "动态口令或恢复码", autofocus=True, **CODE)

    def clean_code(self) -> str:
        """Each code is good once; wrong ones count towards the lock-out."""
        return _checked(self, super().clean_code)


class Activate(ActivateTOTPForm):  # type: ignore[misc] # the library has no types
    """The first code of a new app, which shows that it was set up well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "应用里显示的 6 位口令", **CODE)

    def clean_code(self) -> str:
        """Demo accounts are shared and stay without; the code is spent here and opens no login."""
        if self.user.demo:
            raise forms.ValidationError("演示账号由大家共用，不能设置动态口令。")
        _require_keys()
        code: str = super().clean_code()
        if not spend(context.request, self.user, self.secret, code):
            raise factor_adapter().validation_error("incorrect_code")
        return code


class ChoosePassword(forms.Form):
    """The old password, and a new one twice."""

    old = forms.CharField(
        label="现在的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输入一次新密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.rules = password_validators_help_texts()

    def clean_old(self) -> str:
        """The old password is right; wrong ones count towards the lock-out."""
        if not get_adapter(self.request).reauthenticate(self.request.user, self.cleaned_data["old"]):
            raise forms.ValidationError("现在的密码不正确。")
        return str(self.cleaned_data["old"])

    def clean_again(self) -> str:
        """Both are the same."""
        if self.cleaned_data.get("new") != self.cleaned_data["again"]:
            raise forms.ValidationError("两次输入的新密码不一致。")
        return str(self.cleaned_data["again"])


def _require_keys() -> None:
    """Raise ValidationError where no secret can be sealed."""
    try:
        box()
    except KeysMissing:
        raise forms.ValidationError(
            "本平台还没有设置加密密钥，暂时不能启用动态口令，请联系运行人员。"
        ) from None


def _word(field: forms.Field, label: str, **attributes: Any) -> None:
    """Our label, no placeholder instead of one, no link to a reset that does not exist."""
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _checked(form: Any, check: Callable[[], str]) -> str:
    """A code that is right and was never used; wrong ones count towards the lock-out, like wrong passwords."""
    request = context.request
    credentials = {"username": form.user.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out, request.axes_credentials = True, credentials
        raise get_adapter(request).validation_error("too_many_login_attempts")
    try:
        code = check()
        _spend(request, form, code)
    except forms.ValidationError:
        AxesProxyHandler.user_login_failed(__name__, credentials=credentials, request=request)
        note_failure(request, form.user.get_username(), how="code")
        raise
    return code


def _spend(request: HttpRequest, form: Any, code: str) -> None:
    if form.authenticator.type == "recovery_codes":
        note(request, Event.RECOVERY_CODE_USED, form.user)
    elif not spend(request, form.user, secret_of(form.authenticator), code):
        raise factor_adapter().validation_error("incorrect_code")
