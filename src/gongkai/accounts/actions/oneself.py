"""Writes of a person on the own account: choose a password; and what nobody may do to it alone."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.accounts import access
from gongkai.accounts.models import FormerPassword, User
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@transaction.atomic
def choose_password(*, user_id: int, password: str, by: Actor, at: datetime) -> None:
    """Give the own account the password that the person chose; all other sessions end, since they prove the old one.

    The old one is kept as a hash, so that it is not chosen again soon. PermissionDenied for anybody but the person
    and the operator; Refused for a password against the rules, for a demo account, and where another change came first.
    """
    user = User.objects.get(pk=user_id)
    access.require_oneself(by, user)
    if user.demo:
        raise Refused("演示账号的密码是公开的，不能修改。")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(*error.messages) from None
    before = User.objects.filter(pk=user_id, password=user.password)
    if not before.update(password=make_password(password), password_chosen_at=at):
        raise Refused("密码刚刚在别处改过，请重新登录。")
    FormerPassword.objects.create(user_id=user_id, password=user.password, until=at)
    _forget_older(user_id)
    log("accounts.choose_password", f"account:{user_id}", by=by, at=at, agency_id=user.agency_id)


def _forget_older(user_id: int) -> None:
    """Keep no more hashes than the rule compares with."""
    former = FormerPassword.objects.filter(user_id=user_id).order_by("-until", "-pk")
    kept = list(former.values_list("pk", flat=True)[: settings.PASSWORD_HISTORY])
    FormerPassword.objects.filter(user_id=user_id).exclude(pk__in=kept).delete()


def refuse_oneself(by: Actor, user_id: int, what: str, whom: str) -> None:
    """Raise Refused for somebody who would do a thing to the own account that takes another hand (等保: 三员分立)."""
    if by.user_id == user_id:
        raise Refused(f"不能{what}，请由另一名{whom}办理。")
