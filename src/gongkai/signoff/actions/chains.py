"""Writes: the chain of a kind of thing at an agency."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.law.signing.chains import UnfitChain, faults, read, shipped, written
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.signoff import access
from gongkai.signoff.models import Chain
from gongkai.signoff.models.kinds import DECLARED
from gongkai.signoff.queries.chains import SHIPPED, kinds_set, newest

UNKNOWN = "没有这一类审签事项。"


@transaction.atomic
def set_chain(
    *, agency_id: int | None, kind: str, steps: Sequence[Sequence[Mapping[str, Any]]], by: Actor, at: datetime
) -> int:
    """Set the chain of a kind at an agency, or (None) of all agencies without one of their own; returns its version.

    Rounds under way keep the chain with which they began. `steps` is a list of stages, each a list of tables as in
    `law/data/signing.toml`. Refused for unknown kinds and roles, empty stages, steps of the same name, a role twice in a
    stage, and without what the kind demands: secrecy review, levels of signature. PermissionDenied for others than
    system administrators and supervisors in reach; without an agency, for others than those at the top, and the operator.
    """
    duty = access.require_chain(by, agency_id)
    if kind not in DECLARED:
        raise Refused(UNKNOWN)
    if agency_id is not None and not Agency.objects.filter(pk=agency_id).exists():
        raise Refused("没有这个机关。")
    try:
        stages = read([list(stage) for stage in steps])
    except UnfitChain as unfit:
        raise Refused(*unfit.faults) from None
    if found := faults(stages, DECLARED[kind].demands):
        raise Refused(*found)
    made = _next(agency_id, kind, written(stages), by.username, at)
    log("signoff.set_chain", _subject(agency_id, kind), by=by, at=at, duty=duty, version=str(made.version))
    return made.version


@transaction.atomic
def unset_chain(*, agency_id: int | None, kind: str, by: Actor, at: datetime) -> None:
    """Take the chain of a kind away that was set for an agency, or (None) for all; rounds under way keep theirs.

    An agency goes back to the chain for all. That goes back to the one of the program, which is none for notices: they are
    signed then only where an agency has a chain of its own. Refused where nothing was set, PermissionDenied as in `set_chain`.
    """
    duty = access.require_chain(by, agency_id)
    if kind not in DECLARED:
        raise Refused(UNKNOWN)
    if kind not in kinds_set(agency_id):
        raise Refused("本机关使用的就是通用审签流程。" if agency_id else "这一类没有另设通用流程，不用取消。")
    steps, setter = ([], by.username) if agency_id else (written(shipped(kind)), SHIPPED)
    made = _next(agency_id, kind, steps, setter, at)
    log("signoff.unset_chain", _subject(agency_id, kind), by=by, at=at, duty=duty, version=str(made.version))


def chain_for(agency_id: int, kind: str, at: datetime) -> Chain:
    """The chain in force, as a row that a round can keep: the shipped one is written down where it is first used."""
    own = newest(agency_id, kind)
    if own and own.steps:
        return own
    default = newest(None, kind)
    steps = written(shipped(kind))
    if default and (default.set_by != SHIPPED or default.steps == steps):
        return default
    return _next(None, kind, steps, SHIPPED, at)


def _next(
    agency_id: int | None, kind: str, steps: list[list[dict[str, Any]]], by: str, at: datetime
) -> Chain:
    """The next version; two at once get one each, or the same one if it is the shipped chain."""
    last = newest(agency_id, kind)
    made = Chain(
        agency_id=agency_id,
        kind=kind,
        version=last.version + 1 if last else 1,
        steps=steps,
        set_at=at,
        set_by=by,
    )
    Chain.objects.bulk_create([made], ignore_conflicts=True)
    kept = Chain.objects.filter(agency=agency_id, kind=kind, version=made.version).get()
    if (kept.steps, kept.set_by, kept.set_at) != (steps, by, at) and (by, kept.set_by) != (SHIPPED, SHIPPED):
        raise Refused("刚刚有人修改了这一审签流程，请刷新后再看。")
    return kept


def _subject(agency_id: int | None, kind: str) -> str:
    return f"chain:{agency_id or 'all'}:{kind}"
