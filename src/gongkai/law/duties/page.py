"""What a published page and its entry in the catalogue have to show.   依据：条例第十二、二十三至二十五条"""

from collections.abc import Iterator

from gongkai.law.duties import grounds
from gongkai.law.duties.grounds import find
from gongkai.law.duties.items import DutyItem, applies, rule_for
from gongkai.law.duties.publication import Outlet, Publication, Validity
from gongkai.law.findings import Finding, Severity
from gongkai.law.wording import day as in_words


def check_page(publication: Publication, duty: DutyItem) -> Iterator[Finding]:
    """Duty of the body, contents, particulars, outlets, copies, validity.   依据：条例第十二、二十至二十五条"""
    yield from _duty(publication, duty)
    yield from _contents(publication, duty)
    yield from _particulars(publication)
    if publication.published_on:
        yield from _outlets(publication)
        yield from _copies(publication)
        if duty.normative:
            yield from _validity(publication)


def _duty(publication: Publication, duty: DutyItem) -> Iterator[Finding]:
    if not applies(duty, publication.level, publication.government):
        yield find(
            grounds.DUTY,
            Severity.INFO,
            "item",
            f"条例没有要求{publication.level.label}主动公开“{duty.title}”。请核对事项；自愿公开或者上级另有部署的，可以公开。",
            basis=duty.basis,
        )


def _contents(publication: Publication, duty: DutyItem) -> Iterator[Finding]:
    """Guide and catalogue have fixed contents; for other items a single page need not tell everything."""
    if publication.elements is None:
        return
    missing = [element for element in duty.elements if element not in publication.elements]
    if not missing:
        return
    rule = rule_for(duty, publication.level)
    yield find(
        rule,
        Severity.ERROR if rule is grounds.GUIDE else Severity.WARNING,
        "elements",
        f"“{duty.title}”缺少{'、'.join(missing)}。请补充。",
        expected="、".join(duty.elements),
        basis=duty.basis,
    )


def _particulars(publication: Publication) -> Iterator[Finding]:
    present = {
        "索引": publication.index_no.strip(),
        "名称": publication.title.strip(),
        "内容概述": publication.summary.strip(),
        "生成日期": publication.dates or publication.report_year,
    }
    if missing := "、".join(name for name, value in present.items() if not value):
        yield find(
            grounds.PARTICULARS,
            Severity.ERROR,
            "particulars",
            f"目录缺少{missing}。请补充完整再公开。",
            stated=f"缺少{missing}",
            expected="、".join(present),
        )


def _outlets(publication: Publication) -> Iterator[Finding]:
    if publication.outlets is None or Outlet.PLATFORM in publication.outlets:
        return
    if publication.outlets:
        message = "没有在统一的政府信息公开平台上公开。请同时在平台上公开，方便检索、查阅、下载。"
        yield find(
            grounds.CHANNELS,
            Severity.WARNING,
            "outlets",
            message,
            stated="、".join(outlet.label for outlet in publication.outlets),
            expected=Outlet.PLATFORM.label,
        )
    else:
        message = "没有写明公开途径。请通过政府公报、政府网站、新闻发布会、报刊、广播、电视等途径公开，并在平台上公开。"
        yield find(grounds.CHANNELS, Severity.ERROR, "outlets", message, expected=Outlet.PLATFORM.label)


def _copies(publication: Publication) -> Iterator[Finding]:
    if publication.copies_supplied is False:
        yield find(
            grounds.COPIES,
            Severity.INFO,
            "copies",
            "还没有向国家档案馆、公共图书馆提供。请及时提供主动公开的信息。",
        )


def _validity(publication: Publication) -> Iterator[Finding]:
    stated, until = publication.validity, publication.valid_until
    if stated is None:
        yield find(
            grounds.VALIDITY,
            Severity.WARNING,
            "validity",
            "没有标明有效性。请标明有效、失效、废止、已修改或者尚未施行。",
            expected="、".join(validity.label for validity in Validity),
        )
    elif until and until < publication.as_of and stated in (Validity.VALID, Validity.NOT_YET):
        yield find(
            grounds.VALIDITY,
            Severity.ERROR,
            "validity",
            f"有效期已于{in_words(until)}届满，仍标为“{stated.label}”。请改为“{Validity.EXPIRED.label}”，或者更正有效期。",
            stated=stated.label,
            expected=Validity.EXPIRED.label,
        )
