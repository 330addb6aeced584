"""Putting the cases of tests/cases/duties to the law: facts from TOML in, what the law says out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.basis import instrument
from gongkai.law.calendar.workdays import official
from gongkai.law.document_numbers import check_document_no, parse_document_no
from gongkai.law.duties.attribute import Attribute, Proposal, check_attribute
from gongkai.law.duties.case_files import schedule
from gongkai.law.duties.check import check
from gongkai.law.duties.clocks import PublicationClock, Start, annual_report_clock, due, run
from gongkai.law.duties.items import added_item, item, items_for, rule_for
from gongkai.law.duties.publication import Outlet, Publication, Secrecy, Validity
from gongkai.law.duties.reevaluation import SecrecyLevel, Withheld, reevaluate, suggest_proactive
from gongkai.law.duties.retention import archiving, keep
from gongkai.law.duties.settings import Settings
from gongkai.law.duties.timing import check_clock, check_hours
from gongkai.law.findings import Finding
from gongkai.law.report.schema import Level
from tests.law.origins import origin

AS_OF = date(2026, 11, 20)

# What a publication has where its case does not say otherwise.
COMPLETE: Mapping[str, Any] = {
    "level": "county",
    "as_of": AS_OF,
    "index_no": "000014349/2026-00001",
    "title": "关于某事的通知",
    "summary": "某事的安排",
    "secrecy": "clear",
    "outlets": ["platform"],
    "copies_supplied": True,
}

_READ: Mapping[str, Any] = {
    "level": Level,
    "government": Level,
    "attribute": Attribute,
    "origin": origin,
    "secrecy": Secrecy,
    "validity": Validity,
    "degree": SecrecyLevel,
    "grounds": tuple,
    "elements": tuple,
    "outlets": lambda names: tuple(Outlet(name) for name in names),
    "dates": lambda dates: {Start(name): on for name, on in dates.items()},
}


@dataclass(frozen=True)
class Answer:
    """What the law said: values by the names that cases use, findings, the rules that it carried, the explanation."""

    values: Mapping[str, Any]
    rules: frozenset[str]
    findings: tuple[Finding, ...] = ()
    told: str = ""


def facts(written: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as the law wants them; a word that is empty means that nothing is known."""
    return {
        key: None if value == "" and key in _READ else _READ[key](value) if key in _READ else value
        for key, value in written.items()
    }


def publication(written: Mapping[str, Any]) -> Publication:
    """A publication that is complete and reviewed but for what is written."""
    return Publication(**facts({**COMPLETE, **written}))


def ask(case: Mapping[str, Any]) -> Answer:
    """The answer of the law to one case."""
    kind = next(name for name in _ASK if name in case)
    return _ASK[kind](case, Settings(case.get("settings", {})))


def _of_clock(clock: PublicationClock, found: Iterable[Finding | None] = ()) -> Answer:
    findings = tuple(finding for finding in found if finding)
    values = {
        "due_on": clock.due_on,
        "hours": clock.hours,
        "provisional": clock.provisional,
        "evidence": clock.evidence,
    }
    rules = frozenset({clock.rule.id, *(finding.rule for finding in findings)})
    return Answer(values, rules, findings, clock.explanation)


def _clock(case: Mapping[str, Any], settings: Settings) -> Answer:
    calendar = official()
    clock = run(case["clock"], case["on"], calendar, settings)
    found: list[Finding | None] = []
    if "took" in case:
        found = [check_hours(clock, case["took"])]
    elif "as_of" in case:
        because = case.get("shortened_because", "")
        found = [
            check_clock(
                clock, case.get("done_on"), case["as_of"], calendar, settings, shortened_because=because
            )
        ]
    return _of_clock(clock, found)


def _report(case: Mapping[str, Any], _: Settings) -> Answer:
    return _of_clock(annual_report_clock(case["report_year"], Level(case["level"])))


def _item(case: Mapping[str, Any], settings: Settings) -> Answer:
    clock = due(item(case["item"]), facts(case)["dates"], official(), settings)
    return _of_clock(clock) if clock else Answer({"due_on": None}, frozenset())


def _body(case: Mapping[str, Any], _: Settings) -> Answer:
    body = facts(case["body"])
    added = []
    if extra := case.get("added"):
        levels = [Level(level) for level in extra["levels"]]
        added = [added_item(extra["id"], extra["title"], instrument("PUBLISHING").article(), levels)]
    found = items_for(body["level"], body.get("government"), added)
    rules = frozenset(rule_for(one, body["level"]).id for one in found)
    ids = {one.id for one in found}
    values = {
        "count": len(found),
        "has": [name for name in case["has"] if name in ids],
        "lacks": [name for name in case["lacks"] if name not in ids],
    }
    return Answer(values, rules)


def _findings(found: Iterable[Finding], **values: Any) -> Answer:
    findings = tuple(found)
    return Answer(values, frozenset(finding.rule for finding in findings), findings)


def _proposal(case: Mapping[str, Any], _: Settings) -> Answer:
    return _findings(check_attribute(Proposal(**{"attribute": None, **facts(case["proposal"])})))


def _publication(case: Mapping[str, Any], settings: Settings) -> Answer:
    return _findings(check(publication(case["publication"]), official(), settings))


def _withheld(case: Mapping[str, Any], settings: Settings) -> Answer:
    said = reevaluate(Withheld(**facts(case["withheld"])), case["as_of"], official(), settings)
    return _findings(said.findings, due_on=said.due_on, secret_until=said.secret_until)


def _asked(case: Mapping[str, Any], settings: Settings) -> Answer:
    wanted = dict(case["asked"])
    return _findings(suggest_proactive(wanted.pop("applicants"), case["as_of"], settings, **wanted))


def _keep(case: Mapping[str, Any], settings: Settings) -> Answer:
    kept = keep(case["keep"], case["since"], settings)
    return Answer({"until": kept.until}, frozenset({kept.rule.id}), told=kept.explanation)


def _case_file(case: Mapping[str, Any], settings: Settings) -> Answer:
    facts_of = dict(case["case_file"])
    said = schedule(facts_of.pop("closed_on", None), settings, **facts_of)
    values = {"until": said.kept.until if said.kept else None, "anonymise_from": said.anonymise_from}
    return Answer(values, frozenset(rule.id for rule in said.rules), told=said.explanation)


def _archiving(case: Mapping[str, Any], settings: Settings) -> Answer:
    said = archiving(settings=settings, **facts(case["archiving"]))
    values = {"transfer_on": said.transfer_on, "opens_on": said.opens_on, "discloser": said.discloser.organ}
    return Answer(values, frozenset(rule.id for rule in said.rules), told=said.explanation)


def _document_no(case: Mapping[str, Any], _: Settings) -> Answer:
    written = case["document_no"]
    found = check_document_no(written, case.get("written_on"), case.get("codes", ()))
    number = parse_document_no(written)
    shown = {"code": number.code, "serial": number.serial, "text": str(number)} if number else None
    if shown and number and number.year:
        shown["year"] = number.year
    return _findings(found, number=shown)


_ASK: Mapping[str, Callable[[Mapping[str, Any], Settings], Answer]] = {
    "clock": _clock,
    "report_year": _report,
    "item": _item,
    "body": _body,
    "proposal": _proposal,
    "publication": _publication,
    "withheld": _withheld,
    "asked": _asked,
    "keep": _keep,
    "case_file": _case_file,
    "archiving": _archiving,
    "document_no": _document_no,
}
