"""A template filled with the facts of a letter, the articles of its day and the ways open against it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from gongkai.documents.letters.templates import PLACE, Part, Template, label, template
from gongkai.documents.letters.written import FreePart, Written
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.outcomes.grounds import Ground
from gongkai.law.outcomes.letters import LetterKind, letter
from gongkai.law.remedies.notices import notice
from gongkai.law.wording import day

BLANK = "〔请填写"
"""How everything begins that is still to be filled in."""
_ENDS = "。；;．. \n"
_NATIONAL = "《中华人民共和国"
"""How laws and regulations of the state begin, which are cited before measures that rest on them."""


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the places of a template; blanks where nothing is known. `bare`: empty forms have no blanks."""

    written: Written
    template: Template
    bare: bool = False

    def __getitem__(self, place: str) -> str:
        found = self.known(place)
        if found or self.bare:
            return found
        return f"{BLANK}：{label(place)}〕"

    def known(self, place: str) -> str:
        """What is known, "" for nothing; never with a full stop at its end."""
        made = getattr(self, f"_{place}", None)
        return made() if made else told(self.written.facts.get(place))

    def filled(self, text: str) -> str:
        """The text with its places filled."""
        return PLACE.sub(lambda found: self._put(found[1], found[2]), text)

    def _put(self, place: str, otherwise: str | None) -> str:
        if otherwise is not None:
            return self.known(place) or otherwise
        return self.known(place) if place in ("by", "numbered", "scan") else self[place]

    def _you(self) -> str:
        return told(self.written.facts.get("you")) or self.template.you

    def _organ_name(self) -> str:
        return self.written.letterhead.name

    def _organ_contact(self) -> str:
        return told(self.written.facts.get("organ_contact")) or self.written.letterhead.contact

    def _applicant_name(self) -> str:
        return told(self.written.facts.get("applicant_name")) or self.written.addressee

    def _document_number(self) -> str:
        return told(self.written.facts.get("document_number")) or self.written.number

    def _numbered(self) -> str:
        number = told(self.written.facts.get("register_number"))
        return f"（登记编号：{number}）" if number else ""

    def _scan(self) -> str:
        return "扫描下方的二维码，或者" if self.written.reply else ""

    def _by(self) -> str:
        cited = told(self.written.facts.get("law_and_article")) or articles(self.written)
        return f"根据{cited}的规定，" if cited else ""

    def _remedy_notice(self) -> str:
        return remedy(self.written).replace("本答复", self.template.named)


def body(written: Written) -> tuple[str, ...]:
    """The paragraphs: those that were given, or those of the template."""
    if written.paragraphs:
        return written.paragraphs
    values = Values(written, template(written.kind))
    done: list[str] = []
    for part, text in _said(values):
        if part.joined and done:
            done[-1] += text
        else:
            done.append(text)
    return tuple(text for text in done if text)


def free_parts(written: Written) -> tuple[FreePart, ...]:
    """The parts that officers may write anew, where the letter has them."""
    if written.paragraphs:
        return ()
    values = Values(written, template(written.kind))
    return tuple(FreePart(part.free, part.label, text) for part, text in _said(values) if part.free)


def told(value: Any) -> str:
    """A fact as it is written: dates in words, several things divided, no stop at the end."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return value.strip().rstrip(_ENDS)
    if isinstance(value, Iterable):
        return "；".join(filter(None, (told(each) for each in value)))
    return str(value)


def remedy(written: Written) -> str:
    """The paragraph about review and suit by the law of the day; "" where none is printed.   依据：条例第五十一条"""
    given = written.facts.get("remedy_notice")
    if given:
        return str(given).strip()
    body, court = (told(written.facts.get(name)) for name in ("review_body", "court"))
    partial = written.kind == "reply_partial"
    return notice(written.letter.remedy, written.day, body, court, partial=partial).text


def articles(written: Written) -> str:
    """The articles that the letter rests on, as letters cite them; "" where there is none but practice."""
    cited = [
        ground.citation
        for ground in _grounds(written.kind)
        if ground.in_force(written.day) and ground.basis.article.isdigit()
    ]
    ranked = sorted(dict.fromkeys(cited), key=lambda each: not each.startswith(_NATIONAL))
    return "、".join(_short(ranked))


@cache
def _grounds(kind: str) -> tuple[Ground, ...]:
    """Those of the letter; an answer rests on those of its row."""
    stated = letter(kind)
    if stated.kind is not LetterKind.ANSWER:
        return stated.grounds
    variants = (variant for each in outcomes().values() for variant in each.variants)
    found = [variant.grounds for variant in variants if any(each.id == kind for each in variant.letters)]
    return tuple(dict.fromkeys(ground for grounds in found for ground in grounds))


def _short(cited: Iterable[str]) -> Iterator[str]:
    """The title of a text once, then its further articles alone."""
    seen: set[str] = set()
    for each in cited:
        title, _, article = each.rpartition("》")
        yield article if title in seen else each
        seen.add(title)


def _said(values: Values) -> Iterator[tuple[Part, str]]:
    for part in values.template.parts:
        own = values.written.free.get(part.free, "").strip() if part.free else ""
        if own:
            yield replace(part, joined=False), own
        elif part.each:
            yield from ((part, line) for line in _numbered(values, part.each))
        elif not part.where or values.known(part.where):
            yield part, values.filled(part.text)


def _numbered(values: Values, fact: str) -> Iterator[str]:
    value = values.written.facts.get(fact)
    items = [value] if isinstance(value, str | date) else [*(value or ())]
    several = [text for text in map(told, items) if text] or [values[fact]]
    for number, text in enumerate(several, 1):
        yield f"{number}.{text}{'。' if number == len(several) else '；'}"
