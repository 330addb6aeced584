"""Writes of those who keep accounts: open, close, hand out a new initial password."""

import unicodedata
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from gongkai.accounts import access
from gongkai.accounts.actions.feeds import end_at_once
from gongkai.accounts.actions.oneself import refuse_oneself
from gongkai.accounts.models import FormerPassword, User
from gongkai.accounts.passwords import initial_password
from gongkai.records.access import Actor, require_operator
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

RESERVED = frozenset({"operator", "system", "anonymous"})
"""Names by which the log calls those who have no account."""

LABELS = {"username": "用户名", "name": "姓名", "email": "电子邮件"}
CLOSED = "这个账号已经关闭。"


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    by: Actor,
    at: datetime,
    email: str = "",
    password: str | None = None,
    agency_id: int | None = None,
    demo: bool = False,
) -> int:
    """Open an account and return its number. The account does nothing until somebody gives it a role.

    A given password (`initial_password()` makes one) is an initial one and must be changed at the first login; that
    of a demo account is published and stays. Without a password only 统一身份认证 lets the person in, until
    `reset_password` hands one out. `agency_id` is the agency whose administrators keep the account.

    PermissionDenied for anybody but a system administrator of that agency and the operator; a demo account is for
    the operator alone. Refused for a name that is taken in any case or reserved, a password against the rules, and a
    demo account outside the demo.
    """
    duty = access.require_keeping(by, agency_id)
    if demo:
        require_operator(by)
    user = User(
        username=unicodedata.normalize("NFKC", username.strip()),
        name=name.strip(),
        email=email.strip(),
        agency_id=agency_id,
        created_at=at,
        password=make_password(password),
        password_chosen_at=at if demo else None,
        demo=demo,
    )
    _require_lawful(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Refused(f"用户名“{user.username}”已被使用，请换一个。") from None
    log("accounts.open", f"account:{user.pk}", by=by, at=at, duty=duty, agency_id=agency_id)
    return user.pk


@transaction.atomic
def close_account(*, user_id: int, by: Actor, at: datetime, reason: str = "") -> None:
    """Close an account: the person can no longer log in, and every session ends at once, with it the calendar address.

    The record keeps the name. Roles are not ended here; an agency ends its memberships itself. PermissionDenied for anybody
    but a system administrator of the account's agency and the operator; Refused for the own account and for a closed one.
    """
    user = User.objects.get(pk=user_id)
    duty = access.require_keeping(by, user.agency_id)
    refuse_oneself(by, user_id, "关闭自己的账号", "系统管理员")
    if not User.objects.filter(pk=user_id, closed_at=None).update(closed_at=at):
        raise Refused(CLOSED)
    _end_sessions(user_id)
    end_at_once(user_id, at)
    subject = f"account:{user_id}"
    log("accounts.close", subject, by=by, at=at, duty=duty, agency_id=user.agency_id, reason=reason)


@transaction.atomic
def reset_password(*, user_id: int, by: Actor, at: datetime, reason: str = "") -> str:
    """Give an account a new initial password and return it: it is told once, and must be changed at the first login.

    Every session of the account ends; a second factor stays, and so does a lock. PermissionDenied for anybody but a
    system administrator of the account's agency and the operator; Refused for the own account, a closed one and a demo
    account.
    """
    user = User.objects.get(pk=user_id)
    duty = access.require_keeping(by, user.agency_id)
    refuse_oneself(by, user_id, "重置自己的密码", "系统管理员")
    if user.closed_at is not None:
        raise Refused(CLOSED)
    if user.demo:
        raise Refused("演示账号的密码是公开的，不能重置。")
    made = initial_password()
    FormerPassword.objects.create(user=user, password=user.password, until=at)
    User.objects.filter(pk=user_id).update(password=make_password(made), password_chosen_at=None)
    _end_sessions(user_id)
    subject = f"account:{user_id}"
    log("accounts.reset_password", subject, by=by, at=at, duty=duty, agency_id=user.agency_id, reason=reason)
    return made


def _require_lawful(user: User, password: str | None) -> None:
    """Raise Refused with everything that is wrong with a new account."""
    wrong: list[str] = []
    if user.username.casefold() in RESERVED:
        wrong.append(f"用户名“{user.username}”由系统保留，请换一个。")
    if User.objects.filter(username__iexact=user.username).exists():
        wrong.append(f"用户名“{user.username}”已被使用，请换一个。")
    if user.demo and not settings.DEMO:
        wrong.append("演示账号只能在演示站中开立。")
    try:
        user.clean_fields()
        if password is not None and not user.demo:
            validate_password(password, user)
    except ValidationError as error:
        wrong += _messages(error)
    if wrong:
        raise Refused(*wrong)


def _messages(error: ValidationError) -> list[str]:
    """What is wrong, each with the field that it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        f"{LABELS.get(field, field)}：{text}" for field, texts in error.message_dict.items() for text in texts
    ]


def _end_sessions(user_id: int) -> None:
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()
