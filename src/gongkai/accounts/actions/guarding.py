"""Writes of those who guard accounts: unlock after failed logins, take away a lost second factor."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import transaction

from gongkai.accounts import access
from gongkai.accounts.actions.oneself import refuse_oneself
from gongkai.accounts.models import User
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@transaction.atomic
def unlock(*, user_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """Forget the failed logins of an account, so that the person may try again at once; return how many there were.

    PermissionDenied for anybody but a security administrator of the account's agency and the operator; Refused for the
    own account.
    """
    user = User.objects.get(pk=user_id)
    duty = access.require_guarding(by, user.agency_id)
    refuse_oneself(by, user_id, "解除自己的锁定", "安全管理员")
    attempts = AccessAttempt.objects.filter(username=user.username.casefold())
    failures: int = sum(attempts.values_list("failures_since_start", flat=True))
    attempts.delete()
    log(
        "accounts.unlock",
        f"account:{user_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=user.agency_id,
        reason=reason,
        details={"failures": failures},
    )
    return failures


@transaction.atomic
def remove_second_factor(*, user_id: int, by: Actor, at: datetime, reason: str = "") -> None:
    """Take the second factor and the recovery codes of an account away, for somebody who has lost them.

    Whoever needs a second factor by role must set up a new one at the next login. PermissionDenied for anybody but a
    security administrator of the account's agency and the operator; Refused for the own account, and where there is none.
    """
    user = User.objects.get(pk=user_id)
    duty = access.require_guarding(by, user.agency_id)
    refuse_oneself(by, user_id, "解除自己的动态口令", "安全管理员")
    removed, _ = Authenticator.objects.filter(user_id=user_id).delete()
    if not removed:
        raise Refused("这个账号没有设置动态口令。")
    subject = f"account:{user_id}"
    log(
        "accounts.remove_second_factor",
        subject,
        by=by,
        at=at,
        duty=duty,
        agency_id=user.agency_id,
        reason=reason,
    )
