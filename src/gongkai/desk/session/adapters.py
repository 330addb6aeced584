"""What the login library asks of us: who may come in, what is said, what the log is told."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.accounts import actions, queries
from gongkai.accounts.actions import Event
from gongkai.desk.session import lifetime
from gongkai.desk.session.acting import actor_of, at_the_door, visitor
from gongkai.desk.session.backend import OpenAccounts
from gongkai.desk.session.freshness import USUAL, confirmed_within
from gongkai.desk.session.roles import needs_second_factor
from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
from gongkai.sealing.keys import box

# What the library wants to tell people, by the template that it would use; what is not here is not said.
SAID = {
    "account/messages/logged_out.txt": "您已安全退出。",
    "mfa/messages/totp_activated.txt": "动态口令已启用。",
    "mfa/messages/totp_deactivated.txt": "动态口令已停用。",
    "mfa/messages/recovery_codes_generated.txt": "恢复码已生成，请抄下来，存放在安全的地方。以前的恢复码不能再用。",
    "usersessions/messages/sessions_logged_out.txt": "其他设备上的登录已全部退出。",
}

# What the library would write to people about, by the template of the letter: the log is told instead.
TOLD = {
    "mfa/email/totp_activated": Event.SECOND_FACTOR_ADDED,
    "mfa/email/totp_deactivated": Event.SECOND_FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": Event.RECOVERY_CODES_MADE,
}

TOO_MANY = (
    "您所在的网络地址这一小时内登录次数太多，请在 {again} 以后再试。急需办理的，请联系本平台的运行人员。"
)

SECRETS = "mfa_authenticator.data"
"""The place that sealed secrets are bound to."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Accounts are opened by administrators; nobody signs up, nobody resets a password by e-mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "用户名或密码不正确。",
        "incorrect_password": "密码不正确。",
        "too_many_login_attempts": "尝试次数过多，请稍后再试。",
        "rate_limited": "操作过于频繁，请稍后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """Nobody opens an account by logging in."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address for rate limits and the list of sessions, by the same rule as everywhere."""
        return client_address(request) or "::"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A closed account is refused in the same words as a wrong password. One address has so many tries in an hour."""
        origin, at = household(client_address(request)), timezone.now()
        if not guard.allowed("login", origin, settings.LOGIN_PER_HOUR, at=at):
            raise ValidationError(TOO_MANY.format(again=_next_hour(at)), code="too_many_login_attempts")
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None and not OpenAccounts().user_can_authenticate(user):
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell the log, except about attempts while the name is locked out: they would only fill it."""
        note_failure(request, str(credentials.get("username", "")), how="password")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session, under a new key, and tell the log by what."""
        super().login(request, user)
        lifetime.begin(request)
        ways = [record["method"] for record in request.session.get("account_authentication_methods", [])]
        note(request, Event.LOGIN, user, {"by": ways})

    def logout(self, request: HttpRequest) -> None:
        """End the session and tell the log."""
        if request.user.is_authenticated:
            note(request, Event.LOGOUT, request.user)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002 - the library's signature
        """Before the second factor is touched, the person has proved lately who is there."""
        return not confirmed_within(self.request, USUAL)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002
        """For an account that was closed between password and second factor."""
        return refusal(request, "这个账号已经关闭。", "如需恢复，请联系本单位的系统管理员。")

    def is_safe_url(self, url: str) -> bool:
        """Back only to pages of this host, by the same scheme."""
        host = self.request.get_host()
        return url_has_allowed_host_and_scheme(url, {host}, require_https=self.request.is_secure())

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *_: Any, **__: Any
    ) -> None:
        """Nobody is written to; the log is told."""
        event = TOLD.get(template_prefix)
        if event:
            note(self.request, event, user)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - the library's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words, or not at all."""
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc] # the library has no types
    """Codes of an authenticator app, and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "口令不正确，或者已经用过。请等下一个口令再试。",
        "cannot_delete_authenticator": "您的角色必须使用动态口令，不能停用。更换手机请联系安全管理员。",
        "cannot_generate_recovery_codes": "请先启用动态口令。",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the app shows beside the code."""
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        """Secrets lie sealed in the database."""
        return box().seal(text, place=SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return str(box().open(encrypted_text, place=SECRETS))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whoever needs a second factor by role keeps it."""
        return authenticator.type != "totp" or not needs_second_factor(actor_of(self.request))


class Sessions(DefaultUserSessionsAdapter):  # type: ignore[misc] # the library has no types
    """The sessions of one person."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End them and tell the log how many."""
        ended = list(sessions)
        super().end_sessions(ended)
        note(self.request, Event.OTHER_SESSIONS_ENDED, self.request.user, {"sessions": len(ended)})


def note_failure(request: HttpRequest, username: str, *, how: str) -> None:
    """Tell the log about a failed attempt, and about the lock-out that it brought; nothing while locked out."""
    failures = getattr(request, "axes_failures_since_start", None)
    if failures is None and getattr(request, "axes_locked_out", False):
        return
    person = queries.find(username)
    by, at, user_id = visitor(request), timezone.now(), person.id if person else None
    actions.note(event=Event.LOGIN_FAILED, user_id=user_id, by=by, at=at, details={"by": [how]})
    if getattr(request, "axes_locked_out", False):
        actions.note(event=Event.LOCKED_OUT, user_id=user_id, by=by, at=at, details={"failures": failures})


def refusal(request: HttpRequest, title: str, advice: str, status: int = 403) -> HttpResponse:
    """A page at the door that says why somebody cannot come in, and whom to ask."""
    context = {"title": title, "advice": advice}
    return render(request, "desk/session/refusal.html", context, status=status)


def _next_hour(at: datetime) -> str:
    """The full hour that comes next, on the clock on the wall: tries are counted by the hour."""
    return f"{timezone.localtime(at) + timedelta(hours=1):%H:00}"


def lock_key(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Under which name failed logins are counted: however it is written, it is one name."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(typed).strip().casefold()[:255]


def lock_address(request: HttpRequest) -> str | None:
    """Under which address failed logins are counted."""
    return household(client_address(request)) or None


def note(request: HttpRequest, event: Event, user: Any, details: dict[str, Any] | None = None) -> None:
    """Tell the log what a person does who has proved who is there."""
    by = actor_of(request) if request.user.pk is not None else at_the_door(request, user)
    actions.note(event=event, user_id=user.pk, by=by, at=timezone.now(), details=details)
