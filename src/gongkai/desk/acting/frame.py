"""The frame around every page of the desk: the menu with its counts, who is logged in, what went wrong."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from gongkai.applications.access import INTAKE
from gongkai.applications.queries import intake
from gongkai.applications.queries.rectifying.listing import how_many_open
from gongkai.channels.access import PASS_ON
from gongkai.channels.queries import tasks
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.rights import may_open
from gongkai.desk.session.acting import actor_of
from gongkai.normative.access import KEEPERS as DOCUMENT_KEEPERS
from gongkai.normative.queries.cleanup.campaigns import waiting
from gongkai.publication.access import PUBLISHERS
from gongkai.publication.queries import items
from gongkai.publication.queries.items import State
from gongkai.publication.queries.withheld import how_many
from gongkai.records.access import Actor
from gongkai.registers.access import IMPORTERS as REGISTER_IMPORTERS
from gongkai.registers.queries.standing import waiting as deliveries_waiting
from gongkai.remedies.access import SUPERVISORS as REMEDY_SUPERVISORS
from gongkai.remedies.access import WORKERS as REMEDY_WORKERS
from gongkai.remedies.queries.complaints import how_many_new as complaints_new
from gongkai.remedies.queries.listing import how_many_due as remedies_due
from gongkai.signoff import queries as signoff
from gongkai.signoff.queries import Counts


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. `parts` are the other addresses that belong to it; `setting`: it is shown where that is on."""

    name: str
    label: str
    parts: frozenset[str] = frozenset()
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the menu as it is shown; `count` None where there is nothing to count, `hot` where it is late."""

    label: str
    address: str
    current: bool
    count: int | None
    hot: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page says when something cannot be done."""

    status: int
    title: str
    advice: str


ACCOUNTS = (
    *("accounts", "account", "account_close", "account_reset", "account_unlock", "account_bare"),
    "account_reveal",
)
ITEMS = ("item", "item_edition", "item_compare", "item_edit", "item_checks", "item_mask")
DOCUMENT = (
    *("document", "document_do", "document_new", "document_enter", "documents_import", "documents_counts"),
    *("documents_cell", "documents_serials", "documents_stated", "documents_move"),
)
CLEANUP = ("cleanup", "cleanup_new", "cleanup_carry", "cleanup_body")
APPLICATION = (
    *("application", "application_deadline", "application_log", "application_do", "application_part"),
    *("application_decide", "application_decision", "application_feed", "application_feed_make"),
    "application_archive",
)
TOPIC = (
    *("topic", "topic_new", "topic_edit", "topic_preview", "topic_section", "topic_put_in", "topic_poster"),
    "topic_scans",
)
REMEDY = (
    "remedy",
    "remedy_new",
    "remedy_record",
    "remedy_do",
    "remedy_fulfil",
    "remedy_order",
    "remedy_void",
)
REPORT = (
    *("report", "report_tables", "report_cell", "report_text", "report_below", "report_preview"),
    *("reports_compile", "reports_import", "reports_import_confirm"),
    *("reports_statistics", "reports_statistics_cell"),
)
HANDED = ("reports_hand_in", "reports_hand_in_confirm", "reports_handed_one", "reports_rules")
RECTIFICATION = ("rectification", "rectification_new", "rectification_do")
COLUMNS = frozenset(
    {
        *("agency_columns", "column_checkup", "column_add", "column_set", "column_alter", "column_end"),
        "column_empty",
    }
)
CATALOGUE = frozenset(
    {
        *("agency_catalogue", "catalogue_missing", "catalogue_entry", "catalogue_fields", "catalogue_import"),
        *("tickets", "ticket", "ticket_new", "ticket_decide"),
    }
)
CARRIERS = frozenset(
    {"carrier", "carrier_new", "carrier_alter", "carrier_close", "post_new", "channel_import"}
)
SOURCES = frozenset({"registers_source", "registers_source_new", "registers_import", "registers_import_map"})
EXCHANGE = frozenset(
    {
        *("exchange_system", "exchange_system_new", "exchange_system_do"),
        *("exchange_webhook", "exchange_webhook_new", "exchange_webhook_do", "exchange_message"),
    }
)
MENU: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "办理",
        (
            Entry("home", "工作台"),
            Entry("todo", "我的待办", frozenset({"round"})),
            Entry("done", "已办"),
            Entry("watch", "督办"),
        ),
    ),
    (
        "主动公开",
        (
            Entry("items", "信息", frozenset(ITEMS)),
            Entry("item_new", "起草信息"),
            Entry("documents", "规范性文件", frozenset(DOCUMENT)),
            Entry("documents_tasks", "规范性文件任务"),
            Entry("cleanups", "规范性文件清理", frozenset(CLEANUP)),
            Entry(
                "interpretations",
                "政策解读",
                frozenset({"interpretation", "interpretation_do", "interpretation_rules"}),
            ),
            Entry("interpretation_measures", "解读率"),
            Entry("imports", "批量导入", frozenset({"imports_new", "imports_run"})),
            Entry("schedule", "定时和到期"),
            Entry("withheld", "不主动公开登记", frozenset({"withheld_entry"})),
            Entry("dead_links", "失效链接", setting="CHECK_LINKS"),
            Entry("columns", "栏目", COLUMNS),
            Entry("health", "栏目体检", frozenset({"health_agency"})),
            Entry("health_board", "各机关体检"),
            Entry("catalogue", "公开目录", CATALOGUE),
            Entry("completion", "目录完成情况"),
            Entry("topics", "专题", frozenset(TOPIC)),
            Entry("site_faults", "读者反馈", frozenset({"site_fault", "ratings"})),
            Entry("visits", "访问统计"),
            Entry(
                "gazette",
                "政府公报",
                frozenset({"gazette_new", "gazette_issue", "gazette_edit", "gazette_add"}),
            ),
        ),
    ),
    (
        "发布渠道",
        (
            Entry("channel_statistics", "统计", frozenset({"channel_stated", "channel_proofs"})),
            Entry("channel_yearly", "年报用数"),
            Entry("posts", "发布记录", frozenset({"post", "item_channels", "channel_figures_void"})),
            Entry("carriers", "载体", CARRIERS),
            Entry(
                "channel_tasks",
                "转发任务",
                frozenset({"channel_task_drop", "channel_task_new", "channel_rules"}),
            ),
            Entry("channel_intakes", "平台数据导入", frozenset({"channel_intake"})),
        ),
    ),
    (
        "登记簿",
        (
            Entry(
                "registers",
                "登记簿总览",
                frozenset({"registers_listing", "registers_new", "registers_record", "registers_correct"}),
            ),
            Entry("registers_deliveries", "报送记录", frozenset({"registers_delivery"})),
            Entry("registers_sources", "数据来源", SOURCES),
            Entry("registers_board", "报送督办"),
            Entry("registers_matrix", "预决算完整情况"),
            Entry("registers_table", "年报表二"),
            Entry("registers_draws", "随机抽查", frozenset({"registers_draw", "registers_draw_new"})),
        ),
    ),
    (
        "依申请公开",
        (
            Entry("applications", "全部申请", frozenset(APPLICATION)),
            Entry("application_intake", "收件确认"),
            Entry("application_new", "登记线下申请"),
            Entry(
                "application_proposals",
                "建议主动公开",
                frozenset({"application_proposal_adopt", "application_proposal_decline"}),
            ),
            Entry("rectifications", "更正申请", frozenset(RECTIFICATION)),
            Entry("application_archives_over", "到期案卷"),
            Entry("application_statistics", "统计"),
            Entry("application_table", "年报表三", frozenset({"application_cell"})),
        ),
    ),
    (
        "复议诉讼",
        (
            Entry("remedies", "复议和诉讼", frozenset(REMEDY)),
            Entry("complaints", "投诉举报", frozenset({"complaint", "complaint_new", "complaint_do"})),
            Entry("remedies_statistics", "复议诉讼统计"),
            Entry("remedies_table", "年报表四", frozenset({"remedies_cell"})),
        ),
    ),
    (
        "年度报告",
        (
            Entry(
                "reports",
                "编制",
                frozenset(REPORT),
            ),
            Entry("reports_handed", "收取报送", frozenset(HANDED)),
            Entry("reports_board", "发布进度"),
        ),
    ),
    (
        "机构与人员",
        (
            Entry(
                "agencies",
                "机构",
                frozenset(
                    {
                        "tree",
                        "agency",
                        "change",
                        "register",
                        "import",
                        "import_confirm",
                        "guide",
                        "guide_write",
                    }
                ),
            ),
            Entry(
                "people",
                "人员",
                frozenset({"members", "appoint", "end", "delegate", "hand_over", "open_account", *ACCOUNTS}),
            ),
            Entry("locked", "登录锁定"),
        ),
    ),
    (
        "设置",
        (
            Entry("calendar", "工作日历", frozenset({"notice", "notice_new"})),
            Entry("chains", "审签流程", frozenset({"chain"})),
            Entry("numbers", "编号规则", frozenset({"number_set"})),
            Entry("codes", "发文代字", frozenset({"codes_set"})),
            Entry("words", "词库", frozenset({"word_list", "word_list_set"})),
            Entry("documents_codes", "文号代字"),
            Entry("documents_places", "规范性文件规定"),
            Entry("interpretation_rules_all", "三同步要求"),
            Entry("exchange", "系统对接", EXCHANGE),
            Entry("held_files", "隔离的文件"),
            Entry("jobs", "后台任务"),
        ),
    ),
    ("审计", (Entry("audit", "操作日志", frozenset({"audit_check"})),)),
)


class Frame:
    """What the layout asks for, read only when it asks: pages for the public share the templates and read nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def actor(self) -> Actor:
        """Who is logged in."""
        return actor_of(self.request)

    @cached_property
    def counts(self) -> Counts:
        """How much waits."""
        return signoff.counts(self.actor, on=timezone.localdate())

    @cached_property
    def in_hand(self) -> dict[str, int]:
        """For whoever publishes: how many items are approved and wait for it, how many withheld ones are to be looked at.

        For whoever takes in applications: how many wait for confirmation, how many requests for correction are open. For whoever
        keeps the register: how many lists of clean-ups wait for them. For whoever passes on: how many tasks are open.
        For whoever brings rows of registers: how many deliveries wait to be looked at. For whoever keeps reviews and suits: how
        many wait for the agency; for the supervising office: how many complaints are new.
        """
        found = {}
        if self.actor.reach(PUBLISHERS):
            due = how_many(self.actor, timezone.localdate(), due=True)
            found = {"items": items.counts(self.actor)[State.APPROVED], "withheld": due}
        if self.actor.reach(PASS_ON):
            found["channel_tasks"] = tasks.how_many_open(self.actor)
        if self.actor.reach(INTAKE):
            found["application_intake"] = intake.how_many(self.actor)
            found["rectifications"] = how_many_open(self.actor)
        if self.actor.reach(REMEDY_WORKERS):
            found["remedies"] = remedies_due(self.actor)
        if self.actor.reach(REMEDY_SUPERVISORS):
            found["complaints"] = complaints_new(self.actor)
        if self.actor.reach(DOCUMENT_KEEPERS):
            found["cleanups"] = waiting(self.actor)
        if self.actor.reach(REGISTER_IMPORTERS):
            found["registers_deliveries"] = deliveries_waiting(self.actor)
        return found

    @cached_property
    def menu(self) -> list[tuple[str, list[Link]]]:
        """The groups of the menu with what the viewer may open; a group of nothing is left out."""
        match = self.request.resolver_match
        here = match.url_name or "" if match else ""
        counted = {"todo": self.counts.todo, "watch": self.counts.watch, **self.in_hand}
        groups = [
            (title, [self._link(entry, here, counted.get(entry.name)) for entry in self._open(entries)])
            for title, entries in MENU
        ]
        return [group for group in groups if group[1]]

    @cached_property
    def where(self) -> str:
        """The role and, where it is one, the agency that the person works in."""
        return "、".join(sorted(role.label for role in self.actor.roles)) or "尚无角色"

    def _open(self, entries: tuple[Entry, ...]) -> list[Entry]:
        shown = [entry for entry in entries if not entry.setting or getattr(settings, entry.setting)]
        return [entry for entry in shown if may_open(self.actor, entry.name)]

    def _link(self, entry: Entry, here: str, counted: int | None) -> Link:
        return Link(
            entry.label,
            _address(entry.name, get_script_prefix()),
            here == entry.name or here in entry.parts,
            counted,
            hot=entry.name == "todo" and bool(self.counts.overdue),
        )


@cache
def _address(name: str, prefix: str) -> str:  # noqa: ARG001 - where the platform lies, which the address begins with
    """The address of a page of the menu. Every page of the desk asks for half a hundred of them."""
    return reverse(f"desk:{name}")


def desk(request: HttpRequest) -> dict[str, Any]:
    """The frame for templates."""
    return {"desk": Frame(request)}


def trouble(request: DeskRequest, what: Trouble) -> HttpResponse:
    """The page that says what cannot be done, and why."""
    return render(request, "desk/trouble.html", {"trouble": what}, status=what.status)
