"""The register in the world of the desk: a document of each agency with a paper, a clean-up campaign, made when asked for."""

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gongkai.law.normative import Conclusion, DocumentKind, Step, StepResult
from gongkai.law.roles import Role
from gongkai.normative import actions
from gongkai.normative.actions import Described, Entered, Taken, Written
from gongkai.normative.actions.cleanup import Begun, Judgement, conclude, start_cleanup
from gongkai.normative.models import Cleanup, CleanupBody, Document, Doing
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import receive

if TYPE_CHECKING:
    from tests.desk.world import World

CODES = {"own": "云甲发", "child": "云乙发", "parent": "云丙发", "other": "云丁发"}


def registered(world: "World", at: str, mark: str = "") -> int:
    """A document that an agency made before, with its text; the same one when asked again."""
    from tests.desk.world import NOW

    title = f"{world.agencies[at].name}{mark}旧办法"
    known = _last(
        Document.objects.filter(agency=world.agencies[at].id, title__endswith="旧办法"), title, mark
    )
    if known is not None:
        return int(known.pk)
    return actions.enter_document(
        agency_id=world.agencies[at].id,
        entered=Entered(
            described=Described(title=title, kind=DocumentKind.NORMATIVE),
            number=f"{CODES[at]}〔2020〕{5 if mark else 3}号",
            issued_on=date(2020, 3, 1),
            published_on=date(2020, 3, 1),
        ),
        articles=(Written("一", f"{mark}第一条的文字。"),),
        by=OPERATOR,
        at=NOW,
        reason="虚构示例",
    )


def _last(found: Any, title: str, mark: str) -> Any:
    """The last of these; of one that carries a mark exactly that."""
    return (found.filter(title=title) if mark else found).order_by("-pk").first()


def document_file(world: "World", at: str, mark: str = "") -> int:
    """A paper of a step of that document; the number of the stored file."""
    from tests.desk.papers import PIXEL
    from tests.desk.world import NOW

    document_id = registered(world, at, mark)
    known = Doing.objects.filter(document=document_id, file__isnull=False).first()
    if known is None:
        taken = Taken(
            step=Step.FILE,
            on=date(2020, 3, 9),
            result=StepResult.PASSED,
            note=mark,
            file=receive(BytesIO(PIXEL), f"{mark}备案.png"),
        )
        actions.record_step(
            document_id=document_id, taken=taken, by=keeper(world, at), at=NOW, reason="虚构示例"
        )
        known = Doing.objects.get(document=document_id, file__isnull=False)
    return int(known.file_id or 0)


def keeper(world: "World", at: str) -> Actor:
    """Somebody who keeps the register of an agency and runs its campaigns."""
    agency_id = world.agencies[at].id
    reach = frozenset({agency_id})
    return Actor(
        "keeper",
        "保管人（虚构示例）",
        user_id=world.user(Role.HANDLER, at).pk,
        duties=(
            Duty(Role.SUPERVISOR, agency_id, reach),
            Duty(Role.DISCLOSURE_OFFICER, agency_id, reach),
        ),
    )


def campaign(world: "World", at: str, mark: str = "") -> tuple[int, int]:
    """A campaign of an agency for itself: its number, and that of the agency's part in it."""
    from tests.desk.world import NOW, TODAY

    title = f"{world.agencies[at].name}{mark}清理"
    known = _last(Cleanup.objects.filter(agency=world.agencies[at].id), title, mark)
    if known is None:
        document_id, by = registered(world, at, mark), keeper(world, at)
        begun = Begun(title=title, as_of=TODAY, due_on=date(2026, 4, 1), basis=f"{mark}虚构通知")
        made = start_cleanup(agency_id=world.agencies[at].id, begun=begun, by=by, at=NOW)
        body = CleanupBody.objects.get(cleanup=made)
        judged = Judgement(document_id, Conclusion.REPEAL, f"{mark}已经过时")
        conclude(body_id=body.pk, judgements=[judged], by=by, at=NOW)
        known = Cleanup.objects.get(pk=made)
    return known.pk, CleanupBody.objects.get(cleanup=known).pk
