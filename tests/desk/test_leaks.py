"""What belongs to another agency appears nowhere: on no page, in no count, in no file, for nobody who has no right to it."""

from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from gongkai.accounts.models import User
from gongkai.agencies import actions as agencies
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication.actions.codes import set_document_codes
from gongkai.signoff import actions as signoff
from tests.desk.addresses import form, names, parts
from tests.desk.carriers import standing
from tests.desk.cases import cases, proposed
from tests.desk.compositions import compositions
from tests.desk.disputes import disputes
from tests.desk.exchanging import exchanging
from tests.desk.interpretations import explained
from tests.desk.normative import campaign, document_file
from tests.desk.papers import papers
from tests.desk.reporting import handed, ruled, under_way
from tests.desk.rolls import rolls
from tests.desk.shelves import shelf
from tests.desk.world import NOW, SINCE, WHY, World, actor, browser, digest, person, send, word_list, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk", "_menu_once")]

MARK = "梧桐暗记"
LATIN = "wutong"
"""Also in what cannot hold Chinese: user names."""

CHAIN = [
    [{"id": "secrecy", "title": f"{MARK}审查", "role": "secrecy_reviewer"}],
    [{"id": "office", "title": "审核", "role": "office_head"}],
    [{"id": "signature", "title": "签发", "role": "leader"}],
]


def marked(made: World, at: str) -> None:
    """Put the mark into everything that an agency has: people, a chain, a thing under way, opinions, items, the log."""
    agency = made.agencies[at]
    user = person(f"{LATIN}-{at}")
    User.objects.filter(pk=user.pk).update(name=f"{MARK}某（虚构示例）")
    for role in (Role.SECRECY_REVIEWER, Role.OFFICE_HEAD):
        who = user if role is Role.SECRECY_REVIEWER else person(f"{LATIN}-{at}-head")
        agencies.appoint(
            user_id=who.pk,
            agency_id=agency.id,
            role=role,
            begins_on=SINCE,
            **{**WHY, "reason": f"{MARK}任命"},
        )
    fields = dict.fromkeys(("unit", "address", "hours", "telephone"), f"{MARK}科")
    agencies.write_guide(agency_id=agency.id, fields=fields, since=SINCE, by=WHY["by"], at=WHY["at"])
    signoff.set_chain(agency_id=agency.id, kind="trial", steps=CHAIN, by=WHY["by"], at=WHY["at"])
    word_list(agency, f"{MARK}词语")
    set_document_codes(agency_id=agency.id, codes=[f"{MARK}发"], by=WHY["by"], at=WHY["at"])
    title = f"关于{MARK}的通知"
    held = send(agency, made.people[at][Role.HANDLER], title, urgent=f"{MARK}紧急")
    signoff.say(
        round_id=held,
        step="secrecy",
        verdict=Verdict.RETURN,
        digest=digest(title),
        text=f"{MARK}退回",
        by=actor(user),
        at=WHY["at"],
    )
    handler = actor(made.people[at][Role.HANDLER])
    made.papers[at] = papers(agency, handler, NOW, MARK)
    standing(made, at, MARK)
    made.shelves[at] = shelf(agency, handler, NOW, MARK)
    explained(made, at, MARK)
    document_file(made, at, MARK)
    campaign(made, at, MARK)
    compositions(agency, made.papers[at].stored, NOW, MARK)
    rolls(agency, NOW, MARK)
    exchanging(agency, NOW, made.papers[at].item, MARK)
    under_way(agency, NOW, MARK)
    handed(agency, made.papers[at].stored, NOW, MARK)
    ruled(agency, NOW, MARK)
    made.cases[at] = cases(agency, handler, NOW, MARK)
    disputes(agency, NOW, MARK)
    proposed(made.cases[at].ended, made.people[at][Role.HANDLER].pk, NOW, MARK)


def text_of(answer: HttpResponseBase) -> str:
    streamed = isinstance(answer, StreamingHttpResponse)
    data = b"".join(answer.streaming_content) if streamed else answer.content  # type: ignore[attr-defined]
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    return str(data.decode(errors="replace"))


FILTERS = {
    "topics": ("?q=专题", "?state=draft"),
    "members": ("?former=1",),
    "agencies": ("?state=all", "?q=县"),
    "guide": ("?v=1",),
    "todo": ("?kind=trial", "?page=2"),
    "done": ("?kind=trial",),
    "audit": ("?action=signoff", "?before=20"),
    "items": (
        "?q=通知",
        "?tab=draft",
        "?tab=in_sign_off",
        "?tab=withheld",
        "?agency=1",
        "?agency=2&column=1",
    ),
    "items_export": ("?q=通知", "?agency=1"),
    "item_compare": ("?old=1&new=5", "?old=9"),
    "schedule": ("?tab=publish", "?month=2026-03", "?agency=1", "?agency=2"),
    "schedule_export": ("?agency=1",),
    "documents": (
        "?tab=in_force",
        "?tab=under_way",
        "?q=办法",
        "?on=2024-01-01",
        "?agency=1",
        "?agency=2&on=2024-01-01",
    ),
    "documents_export": ("?on=2024-01-01",),
    "documents_counts": ("?start=2019-12-31&end=2026-01-01",),
    "documents_counts_export": ("?start=2019-12-31&end=2026-01-01",),
    "documents_cell": ("?what=closing", "?what=closing&agency=1", "?what=closing&agency=3"),
    "documents_tasks": ("?kind=faulty",),
    "documents_stated": ("?made=1&repealed=0&in_force=1",),
    "interpretations": ("?tab=all", "?tab=owed", "?tab=out", "?q=办法", "?agency=1"),
    "interpretations_export": ("?tab=all",),
    "interpretation_measures": ("?since=2025-01-01&until=2026-12-31", "?agency=1"),
    "carriers": ("?state=all", "?agency=1", "?agency=2", "?kind=wechat"),
    "posts": ("?agency=1", "?since=2020-01-01", "?first=1", "?carrier=1"),
    "posts_export": ("?since=2020-01-01",),
    "channel_statistics": ("?since=2020-01-01", "?agency=1", "?as=csv", "?as=xlsx"),
    "channel_stated": ("?total=1",),
    "channel_yearly": ("?year=2026", "?year=2026&agency=1", "?year=2026&as=csv", "?year=2026&as=xlsx"),
    "channel_proofs": ("?since=2020-01-01",),
    "registers": ("?agency=1", "?agency=2"),
    "registers_listing": ("?q=虚构", "?state=withdrawn", "?year=2026&late=on", "?agency=1", "?agency=2"),
    "registers_export": ("?year=2026", "?agency=1"),
    "registers_sources": ("?register=administrative_penalty&closed=1",),
    "exchange": ("?closed=1",),
    "exchange_webhook": ("?only=waiting", "?before=9"),
    "registers_board": ("?agency=1", "?register=administrative_penalty"),
    "registers_matrix": ("?register=budget&since=2020", "?agency=1"),
    "registers_table": ("?year=2026", "?agency=1"),
    "reports": ("?year=2025", "?year=2025&agency=1", "?agency=2"),
    "reports_board": ("?year=2025", "?year=2024&agency=1"),
    "reports_board_export": ("?year=2025",),
    "reports_handed": ("?year=2025", "?year=2025&agency=1"),
    "channel_tasks": ("?tab=overdue", "?tab=done"),
    "withheld": ("?tab=due", "?tab=secret"),
    "columns": ("?agency=linxian", "?agency=sheng"),
    "catalogue": ("?agency=linxian", "?agency=sheng"),
    "agency_catalogue": ("?field=budget",),
    "completion": ("?state=all", "?q=县", "?order=share"),
    "completion_export": ("?state=all",),
    "withheld_export": ("?tab=due",),
    "applications": (
        "?tab=confirming",
        "?tab=open",
        "?tab=waiting",
        "?tab=ended",
        "?q=规划",
        "?light=green",
        "?light=paused",
        "?agency=1",
        "?agency=2&way=portal",
        "?kind=natural_person&row=other_misc",
        "?handler=1",
        "?year=2026",
    ),
    "applications_export": ("?tab=ended", "?q=规划", "?agency=1"),
    "application_intake": ("?after=2026-01-01_0",),
    "application_statistics": ("?agency=1", "?year=2025", "?as=csv"),
    "application_table": ("?agency=1", "?agency=4", "?year=2025"),
    "application_proposals": ("?tab=waiting", "?tab=adopted", "?tab=declined"),
    "application_cell": ("?agency=1", "?agency=4", "?page=2"),
    "rectifications": (
        "?tab=confirming",
        "?tab=ended",
        "?q=补贴",
        "?agency=1",
        "?state=confirming&year=2026",
    ),
    "rectifications_export": ("?tab=confirming", "?agency=1"),
    "remedies": ("?tab=pending", "?q=争议", "?agency=1", "?cause=answer&year=2026"),
    "remedies_export": ("?q=争议", "?agency=1"),
    "remedies_cell": ("?agency=1", "?agency=4", "?on=2025-12-31"),
    "remedies_statistics": ("?year=2025", "?agency=4"),
    "complaints": ("?tab=new",),
}


def seen(client: Client, made: World) -> Iterator[tuple[str, str]]:
    """Every page about every agency, with the filters that lists have; what a page says that refuses counts too, once."""
    for name in sorted(names()):
        if form(name, Role.HANDLER, made, "own") is not None:
            continue
        about_one = bool(parts(name, made, "own").keys() - {"which"})
        for at in made.agencies if about_one else ("own",):
            given = {key: value for key, value in parts(name, made, at).items() if key != "which"}
            address = reverse(f"desk:{name}", kwargs=given)
            for query in ("", *FILTERS.get(name, ())):
                answer = client.get(address + query)
                yield address + query, text_of(answer)
                if answer.status_code == HTTPStatus.FORBIDDEN:
                    break  # before anybody looks at filters


WHO = (
    list(Role)
    if connection.vendor == "sqlite"
    else [Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.SECURITY_AUDITOR]
)
"""Who may see what was enumerated on SQLite; on another database those look who see most."""


@pytest.mark.parametrize("role", WHO, ids=str)
def test_nobody_sees_what_is_no_business_of_theirs(role: Role) -> None:
    """Beside and above for everybody; below, too, for all but those who see below."""
    beside_or_above = ("other", "parent")
    hidden = beside_or_above if role.sees_below else (*beside_or_above, "child")
    made = world(role)
    for at in hidden:
        marked(made, at)
    shown = [page for page, text in seen(browser(made.user(role)), made) if MARK in text or LATIN in text]
    assert shown == []


BELOW = {
    Role.SUPERVISOR: (
        "watch",
        "members",
        "chain",
        "guide",
        "agencies_xlsx",
        "people_csv",
        "items",
        "items_export",
        "item",
        "item_edition",
        "schedule",
        "schedule_export",
        "documents",
        "documents_export",
        "documents_cell",
        "document",
        "document_do",
        "cleanups",
        "cleanup",
        "cleanup_carry",
        "cleanup_export",
        "cleanup_body",
        "interpretations",
        "interpretations_export",
        "interpretation",
        "carriers",
        "carrier",
        "posts",
        "post",
        "channel_tasks",
        "channel_intakes",
        "channel_intake",
        "channel_rules",
        "registers_listing",
        "registers_export",
        "registers_record",
        "registers_correct",
        "registers_deliveries",
        "registers_delivery",
        "registers_faults",
        "registers_sources",
        "registers_source",
        "registers_import",
        "registers_board",
        "registers_draws",
        "registers_draw",
        "exchange",
        "exchange_system",
        "exchange_webhook",
        "exchange_message",
        "topics",
        "topics_export",
        "topic",
        "topic_preview",
        "topic_edit",
        "topic_section",
        "topic_put_in",
        "topic_poster",
        "topic_scans",
        "gazette",
        "gazette_export",
        "gazette_issue",
        "gazette_edit",
        "withheld",
        "withheld_export",
        "withheld_entry",
        "agency_columns",
        "column_set",
        "catalogue_missing",
        "catalogue_entry",
        "catalogue_xlsx",
        "catalogue_csv",
        "codes",
        "codes_set",
        "item_mask",
        "tickets",
        "ticket",
        "applications",
        "applications_export",
        "application_intake",
        "application_cell",
        "application_proposals",
        "application",
        "application_log",
        "application_archive",
        "application_decision",
        "rectifications",
        "rectifications_export",
        "rectification",
        "reports_handed_one",
        "reports_rules",
        "remedies",
        "remedies_export",
        "remedies_cell",
        "remedy",
        "complaints",
        "complaint",
    ),
    Role.SECURITY_AUDITOR: ("audit", "audit_export", "exchange", "exchange_system", "exchange_webhook"),
}


@pytest.mark.parametrize("role", BELOW, ids=str)
def test_whoever_sees_below_does(role: Role) -> None:
    """The mark is there to be found: the tests above do not pass because nothing carries it."""
    made = world(role)
    marked(made, "child")
    client = browser(made.user(role))
    without = []
    for page in BELOW[role]:
        given = parts(page, made, "child")
        given.pop("which", None)
        text = text_of(client.get(reverse(f"desk:{page}", kwargs=given)))
        if MARK not in text and LATIN not in text:
            without.append(page)
    assert without == []


@pytest.mark.parametrize("which", ["todo", "done", "watch"])
def test_counts_count_what_is_listed(which: str) -> None:
    made = world(Role.SECRECY_REVIEWER, Role.OFFICE_HEAD, Role.SUPERVISOR)
    for at in ("other", "parent"):
        marked(made, at)
    for role in (Role.SECRECY_REVIEWER, Role.OFFICE_HEAD):
        page = text_of(browser(made.user(role)).get(reverse(f"desk:{which}")))
        listed = page.count('<a class="main"')
        assert f"共 {listed} 件" in page or listed == 0


def test_countersign_of_one_thing_shows_that_thing_alone() -> None:
    made = world(Role.SECRECY_REVIEWER)
    asked = made.agencies["other"]
    signoff.countersign(
        round_id=made.rounds["own"],
        step="secrecy",
        agency_id=asked.id,
        role=Role.HANDLER,
        because="涉及该县",
        by=actor(made.user(Role.SECRECY_REVIEWER)),
        at=WHY["at"],
    )
    marked(made, "own")
    client = browser(made.user(Role.HANDLER, "other"))
    assert client.get(reverse("desk:round", args=[made.rounds["own"]])).status_code == 200
    todo = text_of(client.get(reverse("desk:todo")))
    assert "云岭县人民政府的通知" in todo
    assert MARK not in todo
