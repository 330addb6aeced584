"""R306: what the prose says of applications, reviews, suits and documents is what the tables say."""

import re
from collections.abc import Iterable, Iterator, Sequence

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.prose.phrases import named, number, tidy
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import some
from gongkai.law.report.content import Report
from gongkai.law.report.narrative import Figure
from gongkai.law.report.narrative.claims import WIDE, Claim, claims
from gongkai.law.report.narrative.denials import denials
from gongkai.law.report.narrative.figures import Passage, passages
from gongkai.law.report.narrative.ranges import Bounds, meet, sum_of
from gongkai.law.report.narrative.roles import Role
from gongkai.law.report.narrative.subjects import Subject
from gongkai.law.report.narrative.tables import Answer, answers, received_and_carried
from gongkai.law.report.schema import Level

# Whether these count the same thing in prose and table is for the body to say: a warning, not an error.
_OPEN_TO_EXPLANATION = frozenset(
    (
        Subject.DOCUMENTS_ISSUED,
        Subject.DOCUMENTS_REPEALED,
        Subject.DOCUMENTS_IN_FORCE,
        Subject.LICENSES,
        Subject.PENALTIES,
        Subject.COERCIONS,
        Subject.FEES,
        Subject.UPHELD,
        Subject.CORRECTED,
    )
)
# The text may divide these more finely than the form, and so tell less of each.
_DIVIDED = frozenset(
    (
        Subject.GRANTED,
        Subject.PARTIAL,
        Subject.GRANTED_OR_PARTIAL,
        Subject.DENIED,
        Subject.UNABLE,
        Subject.UNPROCESSED,
        Subject.OTHER,
    )
)
# Table four also has the cases left over from last year, which a text may leave out.
_OF_NEW_CASES = frozenset((Subject.REVIEW, Subject.SUIT, Subject.DIRECT_SUIT, Subject.SUIT_AFTER_REVIEW))
_CODES = re.compile(
    r"((?:[\u4e00-\u9fff]{1,3}政(?:办|文)?(?:规|发|函|字)?)(?:[、和][\u4e00-\u9fff]{1,3}政(?:办|文)?(?:规|发|函|字)?)*)等?(?:行政)?规范性文件"
)
_RULE_CODE = re.compile(r"[\u4e00-\u9fff]{1,3}政(?:办)?规(?:发|字)?$")
_FILE_CODE = re.compile(r"[\u4e00-\u9fff]{1,3}政(?:办)?发?$")
_OF_DISCLOSURE = re.compile(r"公开.{0,8}信息|信息.{0,4}公开|申请|行政复议")


@rule("R306", "文字与表格的数字一致", Severity.ERROR, instrument("PRACTICE").article())
def prose_agrees_with_tables(given: Given) -> Iterator[Fault]:
    """Applications received, handled and carried, their outcomes, reviews, suits, documents: prose equals table.

    A wording that may count something else (documents, decisions) is a warning; figures of a whole region in the
    report of one office are only noted.
    """
    read = passages(given.report)
    department = given.level is Level.DEPARTMENT
    told = (
        *claims(read, given.report.report_year, government=not department),
        *denials(read, government=not department),
    )
    made = [claim for claim in told if claim.certain]
    for claim in made:
        same = [other for other in made if other.subject is claim.subject and other is not claim]
        if fault := _fault(given.report, claim, same, department=department):
            yield fault
    yield from _unlisted_documents(given.report, read)
    if department:
        yield from _wider_scope(given.report, read)


def _fault(report: Report, claim: Claim, same: Sequence[Claim], *, department: bool) -> Fault | None:
    found = answers(report, claim.subject)
    # that there was none contradicts any; a number may be one of several that are added up in the table
    fitting = found[:1] if claim.value == (0, 0) else found
    if not found or any(_agrees(claim.value, answer) for answer in fitting):
        return None
    if claim.subject is Subject.RECEIVED and (both := received_and_carried(report)):
        if _agrees(claim.value, both):
            return None if claim.carried or claim.handles else _with_carried(report, claim, both)
        found = (*found, both)
    if _is_share_of_total(claim, same, found[0], department=department):
        return None
    return _mismatch(report, claim, found, _severity(claim, same, found[0], department=department))


def _is_share_of_total(claim: Claim, same: Sequence[Claim], table: Answer, *, department: bool) -> bool:
    """Whether a smaller number is one of several: of one department, or of documents of the government itself."""
    if claim.value == (0, 0) or claim.value[0] >= table.value:
        return False
    if claim.subject is Subject.HANDLED and claim.replies and claim.finer:
        return True
    if claim.subject in _OPEN_TO_EXPLANATION:
        return not department
    return any(other.where == claim.where or _agrees(other.value, table) for other in same)


def _severity(claim: Claim, same: Sequence[Claim], table: Answer, *, department: bool) -> Severity:
    if department and claim.wide:
        return Severity.INFO
    less = claim.value[0] < table.value and claim.value != (0, 0)
    doubtful = (
        claim.value[0] != claim.value[1]
        or claim.subject in _OPEN_TO_EXPLANATION
        or (claim.subject is Subject.HANDLED and claim.replies)
        or (less and claim.subject in _DIVIDED and claim.finer)
        or (less and claim.subject in _OF_NEW_CASES)
        or any(_agrees(other.value, table) for other in same)
    )
    return Severity.WARNING if doubtful else Severity.ERROR


def _agrees(value: Bounds, answer: Answer) -> bool:
    return meet(value, (answer.value, answer.value))


def _mismatch(report: Report, claim: Claim, found: Sequence[Answer], severity: Severity) -> Fault:
    table = found[0]
    advice = "请核对，改为同一个数"
    if claim.subject in _OPEN_TO_EXPLANATION:
        advice = "请核对；口径不同的，请写明"
    if severity is Severity.INFO:
        advice = "文字说的是全地区，表格如只统计本机关，请写明口径"
    return Fault(
        where=claim.where,
        message=f"文字写{claim.subject}“{claim.text}”，{table.name}为{number(table.value)}，两处不一致。{_hint(report, claim)}{advice}。",
        stated=claim.text,
        expected=number(table.value),
        cells=table.cells,
        span=claim.span,
        severity=severity,
    )


def _hint(report: Report, claim: Claim) -> str:
    """Which other figure of the tables the prose may have taken: 与表三自然人新收相同."""
    if claim.value == (0, 0):
        return ""
    others: Iterable[Subject] = (
        (Subject.HANDLED, Subject.NATURAL, Subject.GRANTED, Subject.CARRIED_IN)
        if claim.subject not in (Subject.REVIEW, Subject.SUIT)
        else (Subject.REVIEW, Subject.SUIT)
    )
    for subject in others:
        if subject is claim.subject or subject in _OPEN_TO_EXPLANATION:
            continue
        for answer in answers(report, subject):
            if _agrees(claim.value, answer):
                return f"文字的数与{answer.name}相同，可能取错了数。"
    return ""


def _with_carried(report: Report, claim: Claim, both: Answer) -> Fault:
    new, earlier = (report.value(cell) or 0 for cell in both.cells)
    return Fault(
        where=claim.where,
        message=(
            f"文字写“{claim.text}”，表三本年新收{number(new)}件、上年结转{number(earlier)}件，合计{number(both.value)}件："
            "文字看来把上年结转的申请也算作本年收到。请写明“其中上年结转”件数，或改为本年新收数。"
        ),
        stated=claim.text,
        expected=number(new),
        cells=both.cells,
        span=claim.span,
        severity=Severity.WARNING,
    )


def _unlisted_documents(report: Report, read: tuple[Passage, ...]) -> Iterator[Fault]:
    """Table two says that no normative document was issued, the prose lists documents that may well be some."""
    table = answers(report, Subject.DOCUMENTS_ISSUED)
    if not table or table[0].value != 0:
        return
    called = {
        code
        for passage in read
        for match in _CODES.finditer(passage.text)
        for code in re.split("[、和]", match[1])
    }
    called = {code[-8:] for code in called}
    sure = [figure for figure in _coded(read) if figure.label in called or _RULE_CODE.fullmatch(figure.label)]
    listed = sure or [figure for figure in _coded(read) if _FILE_CODE.fullmatch(figure.label)]
    total = sum_of(listed)
    if not total:
        return
    reason = "文字称这些文件为规范性文件" if sure else "这些文件中可能有行政规范性文件"
    yield Fault(
        where=listed[0].where,
        message=(
            f"{table[0].name}为0，文字却列有{some(f'{one.label}{tidy(one)}' for one in listed)}，共{number(total)}件；"
            f"{reason}，请核对表格是否漏填。"
        ),
        stated=f"{number(total)}件",
        expected="0件",
        cells=table[0].cells,
        span=(listed[0].span[0], listed[-1].span[1])
        if listed[0].where == listed[-1].where
        else listed[0].span,
        severity=Severity.WARNING if sure else Severity.INFO,
    )


def _coded(read: tuple[Passage, ...]) -> list[Figure]:
    return [
        figure
        for passage in read
        for figure in passage.figures
        if figure.counts
        and figure.exact
        and figure.unit in ("件", "份", "个", "篇")
        and "政" in figure.label[:4]
    ]


def _wider_scope(report: Report, read: tuple[Passage, ...]) -> Iterator[Fault]:
    """The report of one office speaks of the whole region: noted once, at the first figure of that kind."""
    for passage in read:
        for figure in passage.figures:
            lead = passage.lead(figure)
            region = _region(report, lead)
            if region and figure.counts and Role.TOTAL not in figure.roles and _OF_DISCLOSURE.search(lead):
                yield Fault(
                    where=passage.where,
                    message=(
                        f"本报告的编制机关是{report.agency_name}，{named(figure)}说的却是“{region}”的情况。"
                        "请写明数据口径：只统计本机关，还是汇总全地区。"
                    ),
                    stated=tidy(figure),
                    span=figure.span,
                    severity=Severity.INFO,
                )
                return


def _region(report: Report, lead: str) -> str:
    """The region that a sentence speaks of: 全市各级行政机关, or the place that the body is the office of."""
    if wide := WIDE.search(lead):
        return wide["region"]
    place = re.sub(r"(?:人民)?政府.*$", "", report.agency_name)
    return place if len(place) > 2 and re.search(f"{re.escape(place)}(?:共?收到|主动公开)", lead) else ""
