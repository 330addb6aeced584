"""The parts of a report that people write: what each is called, which must be there, how they make the six sections.

Section one is written aspect by aspect, so that none of the five can be forgotten.   依据：国办公开办函〔2021〕30号 一（一）
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.report.content import Paragraph, Section
from gongkai.law.report.schema import Form

PREFACE = "preface"
OVERVIEW = "s1_overview"
PROBLEMS = "s5_problems"
_NUMBERS = "一二三四五六七八九"
_NOT_REQUIRED = frozenset(("s2_proactive", "s3_requests", "s4_review_litigation"))


@dataclass(frozen=True, slots=True)
class Part:
    """One text that somebody writes: its id, its heading, the section it stands in, whether it must not be empty."""

    id: str
    heading: str
    section: str
    required: bool


def parts(form: Form) -> tuple[Part, ...]:
    """Every part in reading order: what stands before section one, the opening of section one, its five aspects, the others.

    The texts beside tables two to four may be empty. The five aspects are mandatory from the form of 2021 on.
    """
    return tuple(_parts(form))


def _parts(form: Form) -> Iterator[Part]:
    mandatory = form.id == "format_2021"
    yield Part(PREFACE, "开头", PREFACE, required=False)
    for section in form.sections:
        if section.id != OVERVIEW:
            yield Part(section.id, section.heading, section.id, required=section.id not in _NOT_REQUIRED)
            continue
        yield Part(section.id, section.heading, section.id, required=False)
        for number, aspect in zip(_NUMBERS, form.aspects, strict=False):
            yield Part(aspect.id, f"（{number}）{aspect.title}", section.id, required=mandatory)


def missing(form: Form, texts: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts that must be written and are not."""
    return tuple(part for part in parts(form) if part.required and not texts.get(part.id, "").strip())


def sections(form: Form, texts: Mapping[str, str]) -> tuple[Section, ...]:
    """The six sections with these filled texts by part id; each line is a paragraph.

    The heading of an aspect opens its first paragraph: “（一）主动公开。全年……”. An aspect without text is left out.
    """
    return tuple(
        Section(
            spec.id,
            spec.number,
            spec.title,
            spec.id,
            tuple(
                Paragraph(line, part.id)
                for part in parts(form)
                if part.section == spec.id
                for line in _lines(part, texts.get(part.id, ""))
            ),
        )
        for spec in form.sections
    )


def preface(texts: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The paragraphs before section one."""
    return tuple(Paragraph(line, PREFACE) for line in _plain(texts.get(PREFACE, "")))


def _lines(part: Part, text: str) -> list[str]:
    lines = _plain(text)
    if lines and part.id not in (part.section, PREFACE):
        lines[0] = f"{part.heading}。{lines[0]}"
    return lines


def _plain(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
