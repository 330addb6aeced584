"""Registers of the demo: decisions, fees, services, budgets with gaps, a draw that can be proved; brought in as any source does."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils.timezone import localtime

from gongkai.agencies import queries as agencies
from gongkai.demo import register_rows as made
from gongkai.demo.people import HOME, actor
from gongkai.demo.register_rows import MARK, Row
from gongkai.law.registers import definition
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.registers import actions
from gongkai.registers.actions import Handed
from gongkai.registers.actions.lotteries import Plan, commit_lottery, plan_lottery
from gongkai.registers.queries.counts import totals

NAME = f"业务系统{MARK}"
_RELATIVE = re.compile(r"\{(day|year):(\d+)\}")
LICENSING = {"yunling-xzsp": 40, "yunling-zjj": 14, "yunling-jtj": 12}
PUNISHING = {"yunling-scjg": 34, "yunling-sthj": 12, "yunling-cgj": 10}
"""Who decides, and how many older decisions there are of each."""
BEFORE = 60
"""Decisions that are older than so many days were public elsewhere before."""
FIRST = 1_000
"""From here on the numbers of decisions of the last weeks run."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """Somebody brings rows in, as of now."""

    by: Actor
    now: datetime
    folder: Path
    bodies: dict[str, int]

    @property
    def today(self) -> date:
        """In China."""
        return localtime(self.now).date()

    def ago(self, days: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=days)

    def source(self, register: str, slug: str) -> int:
        """The source of a register at a body."""
        name = f"{definition(register).label}{NAME}"
        agency_id, at = self.bodies[slug], self.now - timedelta(days=100)
        return actions.open_source(agency_id=agency_id, register=register, name=name, by=self.by, at=at)

    def bring(self, source_id: int, rows: Iterable[Row], days: int = 0, *, earlier: bool = False) -> None:
        """A delivery of so many days ago. RuntimeError for one that the platform does not take."""
        number, path = self.hand(source_id, rows, days, earlier=earlier)
        done = actions.read_and_apply(delivery_id=number, path=path, at=self.now - timedelta(days=days))
        if done.stage != "applied":
            raise RuntimeError(f"{done.name}: {done.message}")
        actions.follow(number)

    def hand(
        self, source_id: int, rows: Iterable[Row], days: int, *, earlier: bool = False
    ) -> tuple[int, Path]:
        """The same, not read yet: its number and its file."""
        at = self.now - timedelta(days=days)
        lines = (
            json.dumps({key: text for key, text in row.items() if text}, ensure_ascii=False) for row in rows
        )
        data = "".join(f"{line}\n" for line in lines).encode()
        handed = Handed(f"报送{source_id}-{days}{MARK}.jsonl", sha256(data).hexdigest(), earlier=earlier)
        number = actions.begin(source_id=source_id, handed=handed, by=self.by, at=at)
        path = self.folder / f"{number}.jsonl"
        path.write_bytes(data)
        return number, path


@transaction.atomic
def load(now: datetime) -> None:
    """Bring everything in, unless that was done before."""
    if totals():
        return
    bodies = {branch.agency.slug: branch.agency.id for branch in agencies.tree(on=localtime(now).date())}
    with TemporaryDirectory() as folder:
        bringing = Bringing(actor(HOME, Role.SUPERVISOR, now), now, Path(folder), bodies)
        _licences(bringing)
        _penalties(bringing)
        _money(bringing)
        _services(bringing)
        _inspections(bringing)
        _lists(bringing)
        _county(bringing)


def _licences(at: Bringing) -> None:
    for place, (slug, many) in enumerate(LICENSING.items()):
        source, first = at.source("administrative_licence", slug), 100 * (place + 1)
        body = _name(slug)
        at.bring(source, made.licences(body, first, _older(at, many, place)), BEFORE, earlier=True)
        fresh = [at.ago(days) for days in (12, 11, 10)]
        at.bring(source, made.licences(body, FIRST + first, fresh), 7)


def _penalties(at: Bringing) -> None:
    """Three are revoked later, one comes late, one is not shown, and one is corrected."""
    for place, (slug, many) in enumerate(PUNISHING.items()):
        source, first, body = at.source("administrative_penalty", slug), 100 * (place + 1), _name(slug)
        older = list(made.penalties(body, first, _older(at, many, place + 7)))
        at.bring(source, older, BEFORE, earlier=True)
        fresh = [*made.penalties(body, FIRST + first, [at.ago(days) for days in (13, 12, 11)])]
        if place == 0:
            fresh += made.penalties(body, FIRST + first + 50, [at.ago(48)])
            fresh += made.penalties(body, FIRST + first + 60, [at.ago(14)], open="否")
        at.bring(source, fresh, 8)
        if place == 0:
            gone = {
                "status": "撤销",
                "status_changed_on": str(at.ago(3)),
                "status_reason": f"复议决定撤销。{MARK}",
            }
            changed = {"content": f"给予罚款，十五日内缴纳。{MARK}"}
            again = [{**row, **gone} for row in older[:3]]
            at.bring(source, [*again, {**older[4], **changed}], 1)
    source = at.source("administrative_coercion", "yunling-scjg")
    body = _name("yunling-scjg")
    at.bring(source, made.coercions(body, 1, _older(at, 10, 3)), BEFORE, earlier=True)
    at.bring(source, made.coercions(body, 101, [at.ago(15), at.ago(14)]), 9)


def _money(at: Bringing) -> None:
    _budgets(at)
    at.bring(at.source("fund_payment", "yunling-nyj"), made.payments(at.ago(20)), 10)


def _budgets(at: Bringing) -> None:
    """This year's in time, two of long ago late, of the others the day is not known."""
    rows, source = list(made.budgets(at.today)), at.source("budget", "yunling-czj")
    late, year = rows[-2:], at.today.year
    for day in (date(year, 2, 20), date(year, 8, 31)):
        own = [row for row in rows if row not in late and 0 <= (day - _approved(row)).days < 20]
        if own and day < at.today:
            at.bring(source, own, (at.today - day).days)
            rows = [row for row in rows if row not in own]
    at.bring(source, [row for row in rows if row not in late], BEFORE, earlier=True)
    at.bring(source, late, 2)


def _approved(row: Row) -> date:
    return date.fromisoformat(row.get("approved_on") or row["endorsed_on"])


def _services(at: Bringing) -> None:
    at.bring(at.source("service_item", "yunling-xzsp"), made.services(at.ago(300)), BEFORE, earlier=True)
    at.bring(at.source("case_result", "yunling-xzsp"), made.cases(_older(at, 36, 5)), BEFORE, earlier=True)
    at.bring(
        at.source("power_item", "yunling-slj"),
        made.powers(_name("yunling-slj"), at.ago(350)),
        BEFORE,
        earlier=True,
    )


def _inspections(at: Bringing) -> None:
    members, on = made.members(at.ago(200)), at.ago(25)
    at.bring(at.source("market_entity", "yunling-yjj"), members, BEFORE, earlier=True)
    drawn = made.proved_draw(on, [row["name"] for row in members])
    at.bring(at.source("inspection_draw", "yunling-yjj"), [drawn], 24)
    _coming_draw(at, tuple(row["name"] for row in members))
    at.bring(at.source("inspection_result", "yunling-yjj"), made.results(at.ago(18), drawn), 15)


def _coming_draw(at: Bringing, names: tuple[str, ...]) -> None:
    """One whose digests are published, to be drawn from tomorrow on."""
    plan = Plan(f"YLCJ{at.today:%Y%m%d}", f"危险化学品储存条件随机抽查{MARK}", _name("yunling-yjj"), names, 6)
    number = plan_lottery(agency_id=at.bodies["yunling-yjj"], plan=plan, by=at.by, at=at.now)
    commit_lottery(lottery_id=number, by=at.by, at=at.now)


def _lists(at: Bringing) -> None:
    text = files("gongkai.demo").joinpath("registers.toml").read_text("utf-8")
    for each in tomllib.loads(text)["list"]:
        rows = [{key: _said(value, at) for key, value in row.items()} for row in each["rows"]]
        at.bring(at.source(each["register"], each["at"]), rows, BEFORE, earlier=True)


def _county(at: Bringing) -> None:
    """The county's own powers; of two further deliveries one waits to be looked at, one has a mistake."""
    source = at.source("power_item", HOME.slug)
    at.bring(source, made.powers(_name(HOME.slug), at.ago(340)), BEFORE, earlier=True)
    changed = [
        {**row, "name": f"{row['name']}（2026年调整）"} for row in made.powers(_name(HOME.slug), at.ago(5))
    ]
    for rows in (changed[:2], [{**changed[2], "name": ""}]):
        number, path = at.hand(source, rows, 1)
        actions.stage(delivery_id=number, path=path)


def _said(text: str, at: Bringing) -> str:
    """Days and years that are told from today on."""

    def told(found: re.Match[str]) -> str:
        ago = int(found[2])
        return str(at.ago(ago)) if found[1] == "day" else str(at.today.year - ago)

    return _RELATIVE.sub(told, text)


def _older(at: Bringing, many: int, turn: int) -> list[date]:
    """Days of the last two years, before those that are new; others with each turn."""
    return sorted(at.ago(BEFORE + 2 + (37 * number + 53 * turn) % 658) for number in range(many))


def _name(slug: str) -> str:
    found = agencies.find(slug)
    return found.name if found else ""
