"""What has to be settled before information is published.   依据：条例第十、十一、十七条，个人信息保护法第三十四条"""

from collections.abc import Iterator

from gongkai.law.duties import grounds
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.grounds import find
from gongkai.law.duties.publication import Publication, Secrecy
from gongkai.law.findings import Finding, Severity
from gongkai.law.responsibility import responsible


def check_review(publication: Publication) -> Iterator[Finding]:
    """Right body, secrecy review, consultation, approval, masking; before publication, and still after it.

    依据：条例第十、十一、十七条
    """
    yield from _body(publication)
    yield from _attribute(publication)
    if publication.attribute in (None, Attribute.PROACTIVE) or publication.published_on:
        yield from _secrecy(publication)
        yield from _others(publication)
        yield from _persons(publication)


def _body(publication: Publication) -> Iterator[Finding]:
    """What is published is judged by the day on which it was published, so that a transfer thereafter is no fault."""
    if publication.origin is None or not publication.organ:
        return
    found = responsible(publication.origin, publication.published_on or publication.as_of)
    if found.lies_with(publication.organ):
        return
    expected = "或者".join(filter(None, (found.organ, found.or_unit)))
    yield find(
        grounds.RESPONSIBLE,
        Severity.ERROR,
        "body",
        f"{found.why}本机关是{publication.organ}。请转由{expected}办理；信息来源写错的，请先更正。",
        stated=publication.organ,
        expected=expected,
        basis=found.rule.basis,
    )


def _attribute(publication: Publication) -> Iterator[Finding]:
    attribute, published = publication.attribute, publication.published_on
    if attribute is None:
        yield find(
            grounds.ATTRIBUTE,
            Severity.ERROR,
            "attribute",
            "没有明确公开属性。请先确定公开属性再公开。",
            expected="、".join(one.label for one in Attribute),
        )
    elif published and attribute is not Attribute.PROACTIVE:
        weight = Severity.ERROR if attribute is Attribute.NOT_OPEN else Severity.WARNING
        yield find(
            grounds.PUBLISHED_AS_DECIDED,
            weight,
            "attribute",
            f"公开属性是“{attribute.label}”，信息却已主动公开。请核对：可以公开的，先变更公开属性；不应公开的，立即撤下。",
            stated=attribute.label,
            expected=Attribute.PROACTIVE.label,
        )


_SECRECY = {
    None: "没有保密审查结论。请先审查，未经审查不得公开。",
    Secrecy.SECRET: "保密审查结论是涉密，不得公开。请改为不予公开；已经公开的，立即撤下并按保密规定报告。",
    Secrecy.UNSURE: "保密审查不能确定是否可以公开。请报有关主管部门或者保密行政管理部门确定后再公开。",
}


def _secrecy(publication: Publication) -> Iterator[Finding]:
    if message := _SECRECY.get(publication.secrecy):
        yield find(
            grounds.SECRECY_REVIEW,
            Severity.ERROR,
            "secrecy",
            message,
            stated=publication.secrecy.label if publication.secrecy else None,
            expected=Secrecy.CLEAR.label,
        )


def _others(publication: Publication) -> Iterator[Finding]:
    if publication.concerns_others and not publication.consulted:
        yield find(
            grounds.CONSULTED,
            Severity.ERROR,
            "consultation",
            "信息涉及其他机关，还没有与其协商、确认。请先协商一致，保证公开的信息准确一致。",
        )
    if publication.needs_approval and not publication.approved:
        yield find(
            grounds.APPROVED,
            Severity.ERROR,
            "approval",
            "按照规定，这一信息需要批准才能公开，还没有批准。请先报批。",
        )


def _persons(publication: Publication) -> Iterator[Finding]:
    if publication.personal and not publication.masked and not publication.naming_required:
        yield find(
            grounds.MASKED,
            Severity.ERROR,
            "personal",
            "信息含有个人信息，还没有去标识化处理。请遮盖后再公开；法律规定应当公开的内容，请注明。",
        )
