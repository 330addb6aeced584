"""The numbers of an agency that the platform knows by itself."""

from dataclasses import dataclass, replace

from django.urls import reverse

from gongkai.law.duties.publication import Validity
from gongkai.portal.organs.frame import Frame
from gongkai.publication.queries.lists import NORMATIVE, Wanted, amount, amount_new


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words, and the list in which it can be counted again; empty where there is none."""

    label: str
    text: str
    unit: str
    address: str = ""


def figures(body: Frame) -> list[Figure]:
    """What was published this year and ever, which normative documents are in force, how many reports; three queries."""
    slug, everything = body.agency.slug, Wanted(agencies=[body.agency.id])
    valid = replace(NORMATIVE, agencies=[body.agency.id], validity=Validity.VALID)
    documents = f"{reverse('normative')}?jg={slug}&yx={Validity.VALID}"
    return [
        Figure(f"{body.on.year}年新公开", _said(amount_new(everything, year=body.on.year, on=body.on)), "条"),
        Figure("累计公开", _said(amount(everything, on=body.on)), "条", f"{reverse('items')}?jg={slug}"),
        Figure("有效的规范性文件", _said(amount(valid, on=body.on)), "件", documents),
        Figure("年度报告", str(body.reports), "份", reverse("agency", args=[slug])),
    ]


def _said(counted: tuple[int, bool]) -> str:
    number, more = counted
    return f"{number}+" if more else str(number)
