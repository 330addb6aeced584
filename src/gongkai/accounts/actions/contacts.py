"""Writes about contacts: a person writes the own telephone numbers; whoever may sees one whole, and the log says so."""

import re
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from gongkai.accounts import access
from gongkai.accounts.models import Contact, User
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing
from gongkai.sealing.value import Sealed


class Number(StrEnum):
    """The numbers of a contact, by their columns."""

    MOBILE = "mobile"
    OFFICE_PHONE = "office_phone"

    @property
    def label(self) -> str:
        """The word that people see."""
        return {"mobile": "手机", "office_phone": "办公电话"}[self.value]


_FORMS = {
    Number.MOBILE: re.compile(r"1[3-9]\d{9}"),
    Number.OFFICE_PHONE: re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|\d{3,6}"),
}
_WRONG = {
    Number.MOBILE: "手机号码应为 11 位数字，以 1 开头。",
    Number.OFFICE_PHONE: "办公电话请写区号和号码，中间用短横线；有分机号的，写在最后一个短横线之后。",
}


@transaction.atomic
def write_contact(
    *, user_id: int, by: Actor, at: datetime, mobile: str | None = None, office_phone: str | None = None
) -> None:
    """Write the own telephone numbers, sealed: None leaves one as it is, "" removes it. The log names what changed only.

    PermissionDenied for anybody but the person and the operator; Refused for what is no number, and where this
    installation has no key to seal it with.
    """
    user = User.objects.get(pk=user_id)
    access.require_oneself(by, user)
    given = {Number.MOBILE: mobile, Number.OFFICE_PHONE: office_phone}
    written = {number: _lawful(number, text) for number, text in given.items() if text is not None}
    if not written:
        return
    columns = {number.value: text for number, text in written.items()}
    try:
        Contact.objects.update_or_create(user=user, defaults={**columns, "changed_at": at})
    except KeysMissing:
        raise Refused("本平台还没有设置加密密钥，暂时不能保存联系电话，请联系运行人员。") from None
    details = {"what": [number.label for number in written]}
    log(
        "accounts.write_contact",
        f"account:{user_id}",
        by=by,
        at=at,
        agency_id=user.agency_id,
        details=details,
    )


@transaction.atomic
def reveal_contact(*, user_id: int, number: Number, by: Actor, at: datetime, reason: str = "") -> str:
    """Show a telephone number of somebody whole, once; who saw it and why is logged. Oneself needs no reason.

    PermissionDenied for anybody but the person, the system and security administrators of the account's agency and the
    operator; Refused without a reason, where there is no such number, and where it cannot be opened.
    """
    user = User.objects.get(pk=user_id)
    duty = access.require_revealing(by, user)
    value = Contact.objects.filter(user=user).values_list(number.value, flat=True).first()
    if not isinstance(value, Sealed):
        raise Refused(f"{user.name}没有登记{number.label}。")
    try:
        return reveal(
            value,
            what=number.label,
            subject=f"account:{user_id}",
            reason="本人查看" if by.user_id == user_id else reason,
            by=by,
            at=at,
            duty=duty,
            agency_id=user.agency_id,
        )
    except (NoReason, Unsealable, KeysMissing) as error:
        raise Refused(str(error)) from error


def _lawful(number: Number, text: str) -> str:
    """The number in one form; Refused for what is none."""
    bare = re.sub(r"[\s()（）]", "", text).replace("－", "-").removeprefix("+86")
    if number is Number.MOBILE:
        bare = bare.replace("-", "")
    if bare and not _FORMS[number].fullmatch(bare):
        raise Refused(_WRONG[number])
    return bare
