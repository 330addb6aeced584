"""Writes: whoever asked for a correction and gave an e-mail is told what happened, without content and personal data."""

from enum import StrEnum

from gongkai.applications.actions.notifying import tell
from gongkai.applications.actions.rectifying_holding import Held, subject
from gongkai.applications.models import Requester
from gongkai.law.wording import day


class What(StrEnum):
    """What whoever asked is told by e-mail."""

    RECEIVED = "received"
    CONFIRMED = "confirmed"
    EVIDENCE = "evidence"
    ANSWERED = "answered"

    @property
    def subject(self) -> str:
        """The subject of the message."""
        return _SUBJECTS[self]

    @property
    def says(self) -> str:
        """What happened, and what is to be done."""
        return _SAYS[self]


_SUBJECTS = {
    What.RECEIVED: "您的更正申请已提交",
    What.CONFIRMED: "您的更正申请已确认收到",
    What.EVIDENCE: "您的更正申请需要补充证据",
    What.ANSWERED: "您的更正申请已经答复",
}
_SAYS = {
    What.RECEIVED: "您的更正申请已经提交。",
    What.CONFIRMED: "机关已经确认收到您的更正申请。",
    What.EVIDENCE: "机关请您补充证据，请在告知的期限内办理。",
    What.ANSWERED: "机关已经答复您的更正申请，请您查收。",
}


def told_requester(held: Held, what: What) -> None:
    """Tell whoever asked and gave an e-mail, in the transaction of what happened; once for each time."""
    one = held.one
    lines = [f"受理机关：{one.agency.name}", what.says]
    if what is not What.ANSWERED and one.due_on is not None:
        lines.append(f"办理期限到{day(one.due_on)}。")
    tell(
        one,
        Requester.objects.values_list("email", flat=True).get(pk=one.pk),
        what.subject,
        lines,
        key=f"requester:{one.pk}:{what.value}:{one.moves}",
        about=subject(one.pk),
        at=held.at,
    )
