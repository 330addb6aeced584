"""The calculator as filled in: read from the address of the page, written as the JSON document that the law reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from gongkai.law.deadlines.choices import CHOICES
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Kind
from gongkai.portal.deadline.forms import ApplicationForm, EventForm, SettingsForm

MOST_EVENTS = 50
BLANK_ROWS = 1
MORE_ROWS = 4

_EVENT = re.compile(r"e([1-9]\d{0,3})-(\w+)")
_INDEXED = re.compile(r"events\[(\d+)\](?:\.(\w+))?")
# Rules that speak of a day, not of what happened on it.
_FIELDS_OF_RULES = {"D901": "on", "D902": "on"}
_DEFAULTS = {choice.name: choice.answers[0][0] for choice in CHOICES}
_TOO_MANY = (
    f"一次最多填{MOST_EVENTS}项，后面的没有算进去。请删去不影响期限的事项，或者改用命令行 gongkai deadline。"
)

AnyForm = ApplicationForm | EventForm | SettingsForm


@dataclass(frozen=True, slots=True)
class Filling:
    """The three forms, bound to what was sent; `blank` are rows for more."""

    application: ApplicationForm
    events: tuple[EventForm, ...]
    blank: tuple[EventForm, ...]
    settings: SettingsForm

    @property
    def forms(self) -> tuple[AnyForm, ...]:
        """All that have something to say."""
        return (self.application, *self.events, self.settings)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every error with the id of its field, in the order of the page; an empty id for the form as a whole."""
        return [
            (form[name].auto_id if name in form.fields else "", str(message))
            for form in self.forms
            for name, messages in form.errors.items()
            for message in messages
        ]

    @property
    def template(self) -> EventForm:
        """An empty row for the script to copy; it replaces the number."""
        return EventForm(number=0)

    def is_valid(self) -> bool:
        """Whether the law can be asked."""
        checked = [form.is_valid() for form in self.forms]  # all of them, so that all errors are told at once
        return all(checked)

    def document(self) -> dict[str, Any]:
        """The question as the JSON document of `gongkai deadline`; only after is_valid."""
        said = self.application.cleaned_data
        events = [form.event() for form in self.events]
        if said["confirmed_on"]:
            events.append({"kind": Kind.CONFIRMED.value, "on": said["confirmed_on"]})
        document: dict[str, Any] = {
            "received_on": said["received_on"],
            "channel": self.application.chosen_channel,
        }
        if said["as_of"]:
            document["as_of"] = said["as_of"]
        return {**document, "settings": self.settings.settings(), "events": events}

    def place(self, findings: Iterable[Finding]) -> None:
        """Put each finding where its fact was filled in: an error on its field, a remark beside its row."""
        placed = [(finding, *self._where(finding)) for finding in findings]
        for finding, form, name in placed:
            if finding.severity is Severity.ERROR:
                _blame(form, name, finding.message.removeprefix(f"{finding.where}："))
            elif isinstance(form, EventForm):
                form.remarks.append(finding)

    def _where(self, finding: Finding) -> tuple[AnyForm, str]:
        """The form and the field that a finding speaks of: `events[2].on`, `extended@2026-10-26`, `settings.x`, `as_of`."""
        where = finding.where
        if found := _INDEXED.fullmatch(where):
            at = int(found[1])
            return (self.events[at], found[2] or "kind") if at < len(self.events) else _confirmed(self)
        if "@" in where:
            rows = [form for form in self.events if form.place == where]
            return (rows[0], _FIELDS_OF_RULES.get(finding.rule, "kind")) if rows else _confirmed(self)
        if where.startswith("settings."):
            return self.settings, where.removeprefix("settings.")
        return self.application, where


def _blame(form: AnyForm, name: str, message: str) -> None:
    if isinstance(form, EventForm):
        name, message = form.in_its_words(name, message)
    form.add_error(name if name in form.fields else None, message)


def _confirmed(filling: Filling) -> tuple[ApplicationForm, str]:
    """The confirmation that stands with the application, and no row of its own has."""
    return filling.application, "confirmed_on"


def filled(query: QueryDict) -> Filling:
    """The forms as an address fills them; with nothing in it, empty ones."""
    tidy = tidied(query)
    sent = tidy or None
    count = _rows(tidy)
    rows = tuple(EventForm(sent, number=number) for number in range(1, min(count, MOST_EVENTS) + 1))
    free = min(MORE_ROWS if "add" in query else BLANK_ROWS, MOST_EVENTS - len(rows))
    filling = Filling(
        application=ApplicationForm(sent),
        events=rows,
        blank=tuple(EventForm(number=len(rows) + 1 + at) for at in range(free)),
        settings=SettingsForm(sent),
    )
    if count > MOST_EVENTS:
        filling.application.add_error(None, _TOO_MANY)
    return filling


def tidied(query: Mapping[str, str]) -> dict[str, str]:
    """What an address says, without what is empty, unknown or the default, the rows numbered from 1 without gaps."""
    given = {name: value.strip() for name, value in query.items() if value.strip()}
    given = {name: value for name, value in given.items() if _DEFAULTS.get(name) != value}
    known = {name: given[name] for name in _names() if name in given}
    rows: dict[int, dict[str, str]] = {}
    for name, value in given.items():
        if (found := _EVENT.fullmatch(name)) and found[2] in EventForm.base_fields:
            rows.setdefault(int(found[1]), {})[found[2]] = value
    for number, old in enumerate(sorted(rows), start=1):
        known |= {f"e{number}-{name}": rows[old][name] for name in EventForm.base_fields if name in rows[old]}
    return known


def _names() -> list[str]:
    return [*ApplicationForm.base_fields, *SettingsForm().fields]


def _rows(tidy: Mapping[str, str]) -> int:
    numbers = [int(found[1]) for name in tidy if (found := _EVENT.fullmatch(name))]
    return max(numbers, default=0)
