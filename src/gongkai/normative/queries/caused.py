"""Reads: what a document did to others; whether a clean-up left it out."""

from dataclasses import dataclass
from datetime import date

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import Effect
from gongkai.normative.models import Cleanup
from gongkai.normative.queries.cleanup.campaigns import told
from gongkai.normative.queries.life import Life, Other, effect_in_words
from gongkai.normative.queries.places import settings_of


@dataclass(frozen=True, slots=True)
class Caused:
    """Something that a document did to another, from a day on."""

    on: date
    effect: Effect
    says: str
    of: Other


def caused_by(life: Life) -> tuple[Caused, ...]:
    """What a document did to others and had its effect, in the order of the days."""
    name = life.facts.names.get(life.document.pk, "")
    found = [
        Caused(change.on, change.kind, effect_in_words(change), life.others[change.of])
        for history in life.facts.register.histories.values()
        for change in history.changes
        if change.by == name
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.of.name)))


def unlisted(life: Life, on: date) -> tuple[Finding, ...]:
    """What the clean-ups that were published say against the use of a document that is in force.

    One query where none was published over its body; else seven for each that was, however large the register is.
    """
    standing = life.standing(on)
    holder = life.document.holder_id
    published = Cleanup.objects.filter(bodies__agency=holder, lists__item__first_published_at__isnull=False)
    numbers = list(published.distinct().values_list("pk", flat=True))
    if not numbers or standing is None or not standing.in_force:
        return ()
    facts = life.facts
    campaigns = tuple(found.campaign for each in numbers if (found := told(each, facts)) is not None)
    name = facts.names[life.document.pk]
    settings = settings_of(holder, on)
    return tuple(law.check_use(name, on, facts.register, facts.owned[0], campaigns, settings))
