"""Files that are tried out first and taken in as they were shown: the same for every list that the desk takes in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied

from gongkai.desk.acting.request import DeskRequest
from gongkai.documents.reading.blocks import Unreadable
from gongkai.records.actions.files import FileRefused, note_refusal, receive
from gongkai.records.actions.refused import Refused

VALID = 3_600
"""Seconds in which a preview can be confirmed."""
STALE = "的预览已经过期、已经用过，或者被改动，请重新上传，核对后再确认。"

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Tried(Generic[Made]):
    """What came of a file: a preview, or every mistake in it (rows with what is wrong), or neither where the form says why."""

    preview: Made | None = None
    faults: tuple[Any, ...] = ()


def tried(
    request: DeskRequest,
    form: forms.Form,
    preview: Callable[..., Made],
    *,
    kinds: Collection[str],
    noted: int | None = None,
    **given: Any,
) -> Tried[Made]:
    """Try out the file of a form: `preview` is called with it, who and when, and what else is given.
    `noted`: the agency under which a file that is refused is logged.

    What is refused with `faults` has them row by row; anything else that is refused stands at the form.
    """
    file = form.cleaned_data["file"]
    try:
        taken = receive(file, file.name, kinds=frozenset(kinds))
        return Tried(preview(taken=taken, by=request.actor, at=request.at, **given))
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=noted)
        form.add_error("file", str(refused))
    except Unreadable as refused:
        form.add_error("file", str(refused))
    except Refused as refused:
        if faults := getattr(refused, "faults", ()):
            return Tried(faults=tuple(faults))
        form.add_error(None, list(refused.messages))
    return Tried()


def signed(request: DeskRequest, salt: str, **bound: Any) -> str:
    """What the form of a preview carries: what it was of and who made it, signed."""
    return signing.dumps({**bound, "who": request.actor.username}, salt=salt)


def confirmed(request: DeskRequest, salt: str, **same: Any) -> dict[str, Any]:
    """What the preview was of. FileRefused for a form that was changed, is too old, or was made for something else (`same`).

    PermissionDenied for one that somebody else made.
    """
    try:
        bound: dict[str, Any] = signing.loads(request.POST.get("preview", ""), salt=salt, max_age=VALID)
    except signing.BadSignature as problem:
        raise FileRefused("导入", STALE) from problem
    if bound.pop("who") != request.actor.username:
        raise PermissionDenied("这是其他人的预览，请自行上传。")
    if any(bound[name] != value for name, value in same.items()):
        raise FileRefused("导入", STALE)
    return bound
