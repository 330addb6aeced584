"""Interpretation tasks in the world of the desk: one for each agency, made when somebody asks for it."""

from typing import TYPE_CHECKING

from gongkai.law.normative import DocumentKind, Form
from gongkai.law.roles import Role
from gongkai.normative.actions import drafting, interpreting
from gongkai.normative.actions.drafting import Described
from gongkai.normative.models import Interpretation

if TYPE_CHECKING:
    from tests.desk.world import World

WHO = "科室负责人"


def document_of(world: "World", at: str, title: str = "", *, interpreted: bool = False) -> int:
    """A document of an agency that is on its way; its number in the register."""
    from tests.desk.world import NOW, actor

    described = Described(
        title=title or f"{world.agencies[at].name}虚构办法",
        kind=DocumentKind.NORMATIVE,
        interpreted=interpreted,
    )
    by = actor(world.user(Role.HANDLER, at))
    return drafting.take_up(
        agency_id=world.agencies[at].id, described=described, by=by, at=NOW, reason="虚构"
    )


def explained(world: "World", at: str, mark: str = "") -> int:
    """The interpretation of a document, with its plan; the number of the task. The same one when asked again."""
    from tests.desk.world import NOW, actor

    own = Interpretation.objects.filter(agency=world.agencies[at].id, responsible__endswith=WHO)
    known = own.order_by("-pk").first()
    if known is not None and not mark:
        return known.pk
    document_id = document_of(world, at, f"{mark}虚构办法", interpreted=True)
    task_id = Interpretation.objects.get(servings__document=document_id).pk
    by = actor(world.user(Role.HANDLER, at))
    interpreting.plan(
        interpretation_id=task_id,
        forms=[Form.TEXT],
        due_on=None,
        responsible=f"{mark}{WHO}",
        note=mark,
        by=by,
        at=NOW,
    )
    return task_id
