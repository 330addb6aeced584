"""What the tests of decisions share: an office on the desk, what must have happened, what a drafter says."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.test import Client

from gongkai.accounts.models import User
from gongkai.applications import actions
from gongkai.applications.actions import Found, Opinion, Question, Said
from gongkai.applications.models import Decision
from gongkai.law.ledger import Party
from gongkai.law.roles import Role
from tests.applications.office import (
    NOON,
    OFFICER,
    Office,
    after,
    office,
)
from tests.desk.composer import Composer
from tests.desk.world import browser

NAMED = {"review_body": "云岭县人民政府（虚构）", "court": "云岭县人民法院（虚构）"}
GIVEN = {"secrecy": "cleared", "personal_data": "none_found"}
INSEPARABLE = {"separable": "no"}


def staffed(slug: str) -> Office:
    """An office whose people the desk lets in without a new password."""
    made = office(slug)
    User.objects.update(password=UNUSABLE_PASSWORD_PREFIX)
    return made


def person(role: Role) -> Client:
    """A browser of whoever has the role in the office."""
    return browser(User.objects.get(username=f"a-{role.value}"))


def corrected(at: Office, one: int) -> None:
    actions.ask_correction(application_id=one, what="请写明地块位置", by=at[OFFICER], at=NOON)
    actions.record_correction(application_id=one, by=at[OFFICER], at=after(1))


def objected(at: Office, one: int) -> None:
    question = Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "是否同意公开")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=NOON)
    opinion = Opinion(Party.THIRD_PARTY, question.who, Said.OBJECTED, reasons="商业秘密", reasonable=True)
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(1))


def searched(at: Office, one: int) -> None:
    found = Found("档案室", "按文号和关键词", "2015年至今的全部发文", "没有找到", found=False)
    actions.search(application_id=one, found=found, by=at[OFFICER], at=after(1))


def too_many(at: Office, one: int) -> None:
    actions.ask_reasons(application_id=one, what="请说明多次申请的理由", by=at[OFFICER], at=NOON)
    actions.record_reasons(
        application_id=one, reasons="没有理由", accepted=False, by=at[OFFICER], at=after(1)
    )


FIRST: dict[str, Callable[[Office, int], None]] = {
    "unable_still_unclear": corrected,
    "denied_third_party": objected,
    "unable_not_held.not_exist": searched,
    "unprocessed_excessive": too_many,
}
"""What must have happened before a result can be chosen."""

SAID: dict[str, dict[str, Any]] = {
    "granted.provided": GIVEN,
    "partial": GIVEN
    | {
        "what-1-0": "参会人员发言记录",
        "ground-1-0": "denied_process.discussion_record",
        "why-1-0": "是形成决定过程中的讨论记录",
    },
    "denied_state_secret": {"classified_by": "2024年定为秘密级，保密期限10年", "separable": "no"},
    "denied_law_prohibits": {
        "law_title": "《中华人民共和国税收征收管理法》",
        "law_article": "8",
        "law_norm": "law",
        "separable": "no",
    },
    "denied_special_inquiry": {
        "law_title": "不动产登记暂行条例",
        "law_article": "27",
        "law_norm": "administrative_regulation",
    },
    "denied_third_party": {"public_interest": "withhold", "separable": "no"},
    "unable_not_held.not_this_organ": {
        "right_organ": "云外县民政局（虚构）",
        "right_organ_contact": "000-00001234",
    },
    "denied_security_stability": INSEPARABLE,
    "denied_internal_affairs": INSEPARABLE,
    "denied_process": INSEPARABLE,
    "denied_enforcement_file": INSEPARABLE,
    "unable_needs_creation": INSEPARABLE,
}
"""What the drafter says of a result, by its value or by its row."""


def of(table: dict[str, Any], value: str, default: Any) -> Any:
    return table.get(value, table.get(value.partition(".")[0], default))


def written(one: int, value: str, **more: Any) -> Composer:
    """The page with everything that a result needs, not yet sent."""
    page = Composer(person(OFFICER), one)
    page.choose(value, reason="经审查，符合上述规定的情形")
    page.press("update", **of(SAID, value, {}), **NAMED, **more)
    page.press("update", body=page.filled())
    return page


def sent(one: int, value: str = "granted.provided") -> Decision:
    page = written(one, value)
    assert page.press("send", **page.answered()) == 302, page.wrong()
    return Decision.objects.get(application=one)
