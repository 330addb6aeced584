"""Writes: what was written in words in rounds goes when the term of their things is over; who agreed to which digest stays."""

from collections.abc import Collection

from gongkai.records.actions.transactions import require_transaction
from gongkai.signoff.models import Countersign, Opinion, Round


def forget_words(*, subjects: Collection[str], instead: str) -> None:
    """Put an explanation in the place of titles and of what people wrote about some things, in the caller's transaction.

    The caller has asked who may, and logs it. Opinions are changed nowhere else.   依据：个人信息保护法第四十七条
    """
    require_transaction()
    rounds = Round.objects.filter(subject__in=list(subjects))
    Opinion.objects.filter(round__in=rounds).exclude(text="").update(text=instead)
    Countersign.objects.filter(round__in=rounds).update(because=instead)
    rounds.exclude(urgent_because="").update(urgent_because=instead)
    rounds.update(title=instead)
