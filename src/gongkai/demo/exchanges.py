"""Other systems of the demo: one that handed a draft in, one that is told; nothing is sent, and the token lets nobody in. All invented."""

from datetime import datetime, timedelta

from django.db import transaction

from gongkai.agencies.queries import by_slugs
from gongkai.demo import people
from gongkai.demo.people import actor
from gongkai.exchange import actions
from gongkai.exchange.models import Attempt, Delivery, System, Token
from gongkai.exchange.models.kinds import CHOSEN, Scope
from gongkai.law.roles import Role
from gongkai.publication.queries.content import Content
from gongkai.records.access import Actor, Duty

NOTE = "（虚构示例）"
ADDRESS = "https://hook.example.invalid/gongkai"
DRAFT = Content(
    title=f"关于办理虚构许可事项的公告{NOTE}",
    body="<p>这份草稿由业务系统通过接口送来，需由工作人员核对、送审、发布。内容纯属虚构。</p>",
    issuing_body="云岭县人民政府（虚构示例）",
)


@transaction.atomic
def load(now: datetime) -> None:
    """Enter the systems and what they did, unless that was done before."""
    if System.objects.exists():
        return
    keeper = actor(people.HOME, Role.SECURITY_ADMINISTRATOR, now)
    agency_id = by_slugs([people.HOME.slug])[people.HOME.slug].id
    begun = now - timedelta(days=9)
    system = actions.open_system(
        agency_id=agency_id, name=f"行政审批系统{NOTE}", scopes=list(Scope), by=keeper, at=begun
    )
    actions.make_token(system_id=system, days=365, by=keeper, at=begun)  # nobody is told it
    _hand_in(system, agency_id, now - timedelta(days=2))
    _tell(agency_id, keeper, begun)


def _hand_in(system: int, agency_id: int, at: datetime) -> None:
    duty = Duty(Role.HANDLER, agency_id, frozenset({agency_id}))
    held = System.objects.select_related("agency").get(pk=system)
    by = Actor(f"system:{system}", held.name, duties=(duty,))
    token = Token.objects.get(system=system).prefix
    caller = actions.Caller(system, agency_id, held.agency.slug, token, by)
    item = actions.hand_in(caller=caller, content=DRAFT, at=at, number="XN-2026-0017")
    actions.note_use(caller, asked="POST api_drafts", status=201, at=at, item_id=item)


def _tell(agency_id: int, keeper: Actor, at: datetime) -> None:
    """Three trials: one arrived, one did at its second attempt, one waits."""
    number, _ = actions.open_webhook(
        agency_id=agency_id,
        name=f"上级平台归集{NOTE}",
        address=ADDRESS,
        events=CHOSEN,
        by=keeper,
        at=at,
        below=True,
    )
    for statuses in ((204,), (503, 204), (503,)):
        made = actions.try_out(webhook_id=number, by=keeper, at=at)
        for turn, status in enumerate(statuses):
            trouble = "" if status == 204 else f"对方答复 {status}"
            Attempt.objects.create(
                delivery_id=made,
                at=at + timedelta(seconds=10 * turn),
                status=status,
                milliseconds=40 + 7 * turn,
                trouble=trouble,
            )
        done = {"due_at": None, "arrived_at": at} if statuses[-1] == 204 else {}
        Delivery.objects.filter(pk=made).update(tries=len(statuses), begun_at=at, **done)
