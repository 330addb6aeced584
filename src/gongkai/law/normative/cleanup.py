"""Clean-up (清理): what a campaign concluded for each document, whether it was carried out, what may still be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.agencies import Owners
from gongkai.law.normative.grounds import find
from gongkai.law.normative.history import Standing
from gongkai.law.normative.register import Register
from gongkai.law.normative.settings import DEFAULT, Settings
from gongkai.law.wording import day as in_words


class Conclusion(StrEnum):
    """What is to become of a document."""

    KEEP = "keep"
    AMEND = "amend"
    REPEAL = "repeal"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The words that officers and citizens see."""
        return {
            "keep": "继续有效",
            "amend": "拟修改",
            "repeal": "废止",
            "expired": "宣布失效",
        }[self.value]

    @property
    def usable(self) -> bool:
        """Whether the document may be used on, so that it stands in the list of valid ones."""
        return self in (Conclusion.KEEP, Conclusion.AMEND)


@dataclass(frozen=True, slots=True)
class CleanupResult:
    """What a campaign concluded for one document."""

    document: str
    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class Campaign:
    """One clean-up: of the documents that these bodies have on a day (`as_of`), its lists published on another."""

    id: str
    as_of: date
    agencies: frozenset[str]
    results: tuple[CleanupResult, ...]
    published_on: date | None = None

    def conclusions(self) -> dict[str, frozenset[Conclusion]]:
        """What was concluded for each document of which something was: one, or more where it was told twice."""
        found: dict[str, set[Conclusion]] = defaultdict(set)
        for each in self.results:
            found[each.document].add(each.conclusion)
        return {name: frozenset(concluded) for name, concluded in found.items()}


def scope(campaign: Campaign, told: Register, owned: Mapping[str, Owners]) -> frozenset[str]:
    """The documents that a campaign must judge: all that govern, that its bodies have on its day, and that have not left."""
    return frozenset(name for name in told.histories if _judges(campaign, name, told, owned))


def _judges(campaign: Campaign, name: str, told: Register, owned: Mapping[str, Owners]) -> bool:
    life = told.histories[name]
    return (
        life.document.kind.governs
        and owned[name].on(campaign.as_of) in campaign.agencies
        and _stands(life.standing(campaign.as_of))
    )


def _stands(standing: Standing | None) -> bool:
    """Whether a document is in force, or still to come into force."""
    return standing is not None and standing.validity not in _GONE


_GONE = (Validity.REPEALED, Validity.EXPIRED)


def tally(campaign: Campaign) -> dict[Conclusion, int]:
    """How many documents have each conclusion; one that was given two is counted in none."""
    single = [found for found in campaign.conclusions().values() if len(found) == 1]
    return {each: sum(each in found for found in single) for each in Conclusion}


def check_campaign(
    campaign: Campaign, told: Register, owned: Mapping[str, Owners], as_of: date
) -> list[Finding]:
    """What is wrong with a campaign: documents without a conclusion, with two, out of scope; what was not carried out.

    依据：国办发〔2018〕37号
    """
    judged, conclusions, found = scope(campaign, told, owned), campaign.conclusions(), []
    for name in sorted(judged):
        concluded = conclusions.get(name, frozenset())
        if len(concluded) != 1:
            what = "、".join(sorted(each.label for each in concluded))
            why = f"有{len(concluded)}个结论：{what}" if concluded else "没有结论"
            found.append(_fault(campaign, name, f"{why}。请给出一个结论。"))
        elif campaign.published_on is not None and campaign.published_on <= as_of:
            (conclusion,) = concluded
            found += _not_carried_out(campaign, told, CleanupResult(name, conclusion), as_of)
    found += [
        _fault(campaign, name, _why_out(campaign, told, name)) for name in sorted(conclusions.keys() - judged)
    ]
    return found


def _why_out(campaign: Campaign, told: Register, name: str) -> str:
    if name not in told.histories:
        return "没有登记。请先登记这份文件。"
    standing = told.standing(name, campaign.as_of)
    if not _stands(standing):
        how = standing.says if standing else "还没有制发。"
        return f"在{in_words(campaign.as_of)}不是有效的文件：{how}"
    return "不属于这次清理的机构，或者不是规章、行政规范性文件。请核对是哪一份文件。"


def _not_carried_out(
    campaign: Campaign, told: Register, result: CleanupResult, as_of: date
) -> Iterator[Finding]:
    """A document that does not stand as was concluded."""
    name, conclusion, standing = result.document, result.conclusion, told.standing(result.document, as_of)
    stated = standing.validity.label if standing else None
    if not conclusion.usable and _stands(standing):
        yield find(
            grounds.CARRIED_OUT,
            Severity.ERROR,
            f"{campaign.id}.{name}",
            f"“{name}”的清理结论是{conclusion.label}，登记簿里仍然{stated}。请登记引起变动的文件。",
            stated=stated,
            expected=conclusion.label,
        )
    if conclusion is Conclusion.AMEND and not _touched(told, name, campaign.as_of, as_of):
        yield find(
            grounds.CARRIED_OUT,
            Severity.INFO,
            f"{campaign.id}.{name}",
            f"“{name}”的清理结论是拟修改，还没有修改。请安排修改。",
            stated=stated,
            expected=conclusion.label,
        )


def _touched(told: Register, name: str, after: date, by: date) -> bool:
    """Whether a document was changed in any way since the campaign."""
    return any(after < change.on <= by for change in told.histories[name].changes)


def _fault(campaign: Campaign, name: str, why: str) -> Finding:
    return find(
        grounds.LISTED, Severity.ERROR, f"{campaign.id}.{name}", f"清理“{campaign.id}”：“{name}”{why}"
    )


def check_use(
    document: str,
    on: date,
    told: Register,
    owned: Mapping[str, Owners],
    campaigns: Iterable[Campaign] = (),
    settings: Settings = DEFAULT,
) -> list[Finding]:
    """Why a document may not be used on a day; nothing is found where it may.

    The last campaign over its body whose lists were published by then decides, for documents made by its day (setting
    `listed_only`). KeyError if there is no such document.   依据：优化营商环境条例第六十四条
    """
    standing = told.standing(document, on)
    if standing and standing.in_force:
        return list(_unlisted(document, on, told, owned, campaigns)) if settings.listed_only else []
    unpublished = standing is not None and grounds.PUBLISHED in standing.rules
    return [
        find(
            grounds.PUBLISHED if unpublished else grounds.VALIDITY,
            Severity.ERROR,
            document,
            f"“{document}”在{in_words(on)}不能作为依据：{standing.says if standing else '还没有制发。'}",
            stated=standing.validity.label if standing else None,
            expected=Validity.VALID.label,
        )
    ]


def _unlisted(
    document: str, on: date, told: Register, owned: Mapping[str, Owners], campaigns: Iterable[Campaign]
) -> Iterator[Finding]:
    judging = [
        (each.published_on, each.id, each)
        for each in campaigns
        if each.published_on and each.published_on <= on and _judges(each, document, told, owned)
    ]
    if not judging:
        return
    *_, last = max(judging, key=lambda found: found[:2])
    if not any(each.usable for each in last.conclusions().get(document, ())):
        yield find(
            grounds.UNLISTED,
            Severity.WARNING,
            document,
            f"“{document}”没有列入“{last.id}”公布的有效文件目录，不宜再作为依据。请核对清理结论。",
        )
