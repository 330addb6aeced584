"""Putting the cases of tests/cases/normative to the law: facts from TOML in, what the law says out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.law import normative as law
from gongkai.law.bodies import BodyKind
from gongkai.law.calendar.workdays import official
from gongkai.law.duties.settings import Settings as Duties
from gongkai.law.findings import Finding
from gongkai.law.report.schema import Level


@dataclass(frozen=True)
class Answer:
    """What the law said: values by the keys of the case, findings, rules that the values carry, words."""

    findings: tuple[Finding, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()
    told: str = ""


def settings(case: Mapping[str, Any]) -> law.Settings:
    written = dict(case.get("settings", {}))
    if "duties" in written:
        written["duties"] = Duties(written["duties"])
    if "counted_from" in written:
        written["counted_from"] = law.Counted(written["counted_from"])
    return law.Settings(**written)


def document(name: str, written: Mapping[str, Any]) -> law.Document:
    """A document: published on the day it was made unless the case says otherwise, "" for not at all."""
    rest = dict(written)
    published = rest.pop("published_on", rest["issued_on"])
    articles = tuple(law.Article(number, text) for number, text in rest.pop("articles", []))
    return law.Document(
        id=name,
        kind=law.DocumentKind(rest.pop("kind", "normative_document")),
        agency=rest.pop("agency", "甲市"),
        joint=tuple(rest.pop("joint", ())),
        published_on=published or None,
        articles=articles,
        **rest,
    )


def change(written: Mapping[str, Any]) -> law.Change:
    rest = dict(written)
    articles = tuple(
        law.ArticleChange(each["number"], each.get("text"), each.get("after"))
        for each in rest.pop("articles", ())
    )
    return law.Change(kind=law.Effect(rest.pop("kind")), articles=articles, **rest)


def told(case: Mapping[str, Any]) -> law.Register:
    documents = [document(name, each) for name, each in case["documents"].items()]
    documents += [document(each["id"], _without(each, "id")) for each in case.get("again", ())]
    return law.register(documents, [change(each) for each in case.get("changes", ())])


def _without(written: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name != key}


def moves(case: Mapping[str, Any]) -> list[law.Move]:
    return [
        law.Move(
            each["of"], each["to"], each["on"], tuple(each["documents"]) if "documents" in each else None
        )
        for each in case.get("moves", ())
    ]


def ask(case: Mapping[str, Any]) -> Answer:
    """The answer of the law to one case, by the first of the keys that it has."""
    kind = next(name for name in _ASK if name in case)
    return _ASK[kind](case)


def _maker(case: Mapping[str, Any]) -> Answer:
    written = case["maker"]
    maker = law.Maker(BodyKind(written["body"]), Level(written["level"]), written.get("ministry", False))
    return Answer(tuple(law.may_make(law.DocumentKind(case["kind"]), maker)))


def _nature(case: Mapping[str, Any]) -> Answer:
    features = {"rights_and_duties": True, "published": True, "general": True, "repeatable": True}
    written: dict[str, Any] = {**features, **case["nature"]}
    excluded = law.Excluded(written.pop("excluded")) if "excluded" in written else None
    nature = law.Nature(**written, excluded=excluded)
    findings = tuple(law.check_kind(law.DocumentKind(case["kind"]), nature))
    return Answer(findings, {"is": law.kind_of(nature).value})


def matter(written: Mapping[str, Any]) -> law.Matter:
    rest = dict(written)
    done = tuple(
        law.Done(law.Step(step), on, law.StepResult(result), *reason)
        for step, on, result, *reason in rest.pop("done", ())
    )
    early = law.EarlyEffect(rest.pop("early")) if "early" in rest else None
    return law.Matter(kind=law.DocumentKind(rest.pop("kind")), done=done, early=early, **rest)


def _matter(case: Mapping[str, Any]) -> Answer:
    on, calendar, chosen = case["on"], official(), settings(case)
    about = matter(case["matter"])
    if "may" in case:
        step = law.Step(case["may"])
        looked_at = {law.specs()[each].rule.id for each in (step, *law.specs()[step].needs)}
        findings = tuple(law.may(step, about, on, calendar, chosen))
        return Answer(findings, rules=frozenset(looked_at))
    if "next" not in case:
        walked = {spec.rule.id for spec in law.taken(about)}
        return Answer(tuple(law.check_course(about, on, calendar, chosen)), rules=frozenset(walked))
    found = law.next_step(about, on, calendar, chosen)
    if found is None:
        return Answer(values={"next": "", "due_on": "", "evidence": ""})
    clock = found.clock
    values = {
        "next": found.step.value,
        "due_on": found.due_on or "",
        "way": found.way.value,
        "evidence": clock.evidence if clock else "",
    }
    return Answer(values=values, rules=frozenset({found.rule.id, *([clock.rule.id] if clock else [])}))


def _documents(case: Mapping[str, Any]) -> Answer:
    found = told(case)
    rules: set[str] = set()
    words: list[str] = []
    values: dict[str, Any] = {}
    for where in case.get("state", {}):
        name, _, day = where.partition("@")
        standing = found.standing(name, date.fromisoformat(day))
        values.setdefault("state", {})[where] = standing.validity.value if standing else ""
        values.setdefault("by", {})[where] = standing.by if standing else ""
        rules |= {rule.id for rule in (standing.rules if standing else ())}
        words.append(standing.says if standing else "")
    for where in case.get("text", {}):
        name, _, day = where.partition("@")
        provisions = found.histories[name].text(date.fromisoformat(day))
        values.setdefault("text", {})[where] = [
            [each.number, each.text, each.mark.value, each.by, each.was or ""] for each in provisions
        ]
        rules.add("N216")
    for where in case.get("articles", {}):
        name, _, day = where.partition("@")
        standing_articles = found.histories[name].articles(date.fromisoformat(day))
        values.setdefault("articles", {})[where] = [each.number for each in standing_articles]
    for day in case.get("in_force", {}):
        values.setdefault("in_force", {})[day] = list(found.in_force(date.fromisoformat(day)))
    findings = (*found.findings, *_counted(case, found, values, rules))
    return Answer(findings, values, frozenset(rules), "".join(words))


def _counted(
    case: Mapping[str, Any], found: law.Register, values: dict[str, Any], rules: set[str]
) -> Iterable[Finding]:
    chosen = settings(case)
    lives, findings = law.lives(found, moves(case), chosen)
    kind = law.DocumentKind(case["of_kind"]) if "of_kind" in case else None
    for span in case.get("count", {}):
        start, _, end = span.partition("..")
        sums = law.counts(lives, date.fromisoformat(start), date.fromisoformat(end), kind)
        assert law.prove(sums) == []
        values.setdefault("count", {})[span] = {
            agency: [
                each.opening,
                each.made,
                each.repealed,
                each.expired,
                each.moved_in,
                each.moved_out,
                each.closing,
            ]
            for agency, each in sums.items()
        }
        rules |= {"N301", "N302", "N303", "N304"}
        if "table_two" in case:
            row = law.table_two(sums["甲市"], chosen)
            values["table_two"] = [row.made, row.repealed, row.in_force]
        if "amended" in case:
            values["amended"] = sums["甲市"].amended
    return findings


def _numbers(case: Mapping[str, Any]) -> Answer:
    given = [law.Numbered(*each) for each in case["numbers"]]
    missing = {each.name: [list(stretch) for stretch in each.missing] for each in law.series(given)}
    return Answer(tuple(law.check_serials(given)), {"missing": missing}, frozenset({"N401"}))


def interpretation(written: Mapping[str, Any]) -> law.Interpretation:
    rest = {"document": "甲", "agency": "甲局", **written}
    forms = frozenset(law.Form(each) for each in rest.pop("forms", ()))
    return law.Interpretation(**rest, forms=forms)


def _interpretation(case: Mapping[str, Any]) -> Answer:
    about, chosen, calendar, on = (
        interpretation(case["interpretation"]),
        settings(case),
        official(),
        case["on"],
    )
    if "gate" in case:
        return Answer(tuple(law.gate(law.Gate(case["gate"]), about, on, chosen)))
    clock = law.due(about, calendar, chosen)
    values = {"due_on": clock.due_on if clock else "", "lag": _or_blank(law.lag(about, calendar, on))}
    findings = tuple(law.check_interpretation(about, calendar, on, chosen))
    return Answer(findings, values, frozenset({"N506", *([clock.rule.id] if clock else [])}))


def _or_blank(value: object) -> object:
    return "" if value is None else value


def _needed(case: Mapping[str, Any]) -> Answer:
    asked = case["needs"]
    kind, body = law.DocumentKind(asked["kind"]), BodyKind(asked["body"])
    needed = law.needs(kind, body, interests=asked["interests"], settings=settings(case))
    return Answer(values={"needed": needed}, rules=frozenset({"N502"}))


def _rate(case: Mapping[str, Any]) -> Answer:
    listed = [interpretation(each) for each in case["interpretations"]]
    found = law.measures(listed, case["on"])
    values = {
        "rate": str(found.rate),
        "forms": {form: str(found.form(law.Form(form))) for form in case.get("forms", {})},
    }
    return Answer(tuple(law.check_rate(listed, case["on"])), values, frozenset({"N507"}))


def _campaign(case: Mapping[str, Any]) -> Answer:
    register = told(case)
    owned, found = law.owners((each.document for each in register.histories.values()), moves(case))
    campaigns = [_read_campaign(each) for each in case["campaigns"]]
    if "use" in case:
        findings = law.check_use(case["use"], case["on"], register, owned, campaigns, settings(case))
        return Answer((*register.findings, *found, *findings))
    (campaign,) = campaigns
    findings = law.check_campaign(campaign, register, owned, case["on"])
    values = {"tally": {each.value: number for each, number in law.tally(campaign).items()}}
    return Answer((*register.findings, *found, *findings), values)


def _read_campaign(written: Mapping[str, Any]) -> law.Campaign:
    results = tuple(law.CleanupResult(name, law.Conclusion(each)) for name, each in written["results"])
    agencies = frozenset(written.get("agencies", ["甲市"]))
    return law.Campaign(written["id"], written["as_of"], agencies, results, written.get("published_on"))


def _period(case: Mapping[str, Any]) -> Answer:
    about, calendar, chosen = document("甲", case["period"]), official(), settings(case)
    findings = tuple(law.check_period(about, calendar, chosen))
    usual = law.usual_period(about, calendar, chosen)
    values: dict[str, Any] = {"until": usual.valid_until if usual else ""}
    rules = {usual.clock.rule.id} if usual else set()
    if "on" in case:
        task = law.evaluation(law.register([about], []).histories["甲"], case["on"], calendar, chosen)
        values["evaluate_by"] = task.due_on if task else ""
        rules |= {task.rule.id} if task else set()
    return Answer(findings, values, frozenset(rules))


def _stated(case: Mapping[str, Any]) -> Answer:
    written = case["stated"]
    found: list[Finding] = []
    for each in written.get("stock", ()):
        found += law.check_stock(law.StatedStock(**each))
    for each in written.get("published", ()):
        found += law.check_published(law.StatedPublished(**each))
    for where, parts, total in written.get("parts", ()):
        found += law.check_parts(where, parts, total)
    for where, percent, *of in written.get("shares", ()):
        found += law.check_share(where, Decimal(percent), *(of or [None]))
    return Answer(tuple(found))


_ASK: dict[str, Callable[[Mapping[str, Any]], Answer]] = {
    "maker": _maker,
    "nature": _nature,
    "matter": _matter,
    "campaigns": _campaign,
    "documents": _documents,
    "numbers": _numbers,
    "interpretation": _interpretation,
    "needs": _needed,
    "interpretations": _rate,
    "period": _period,
    "stated": _stated,
}
