"""Topics and issues of the gazette in the world of the desk: one of each of an agency, which the public does not see yet."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.agencies.queries import AgencyRow
from gongkai.compilations import actions
from gongkai.compilations.models import Issue, Section, Topic
from gongkai.compilations.queries.kinds import Origin, TopicKind
from gongkai.records.access import OPERATOR
from gongkai.records.queries.numbers import civil_day


@dataclass(frozen=True)
class Compositions:
    """The numbers of a topic, its section and what stands in it, and of an issue."""

    topic: int
    section: int
    place: int
    issue: int


def compositions(agency: AgencyRow, file_id: int, at: datetime, mark: str = "") -> Compositions:
    """What the agency has; made when it is asked for first. `file_id`: what stands for the PDF; `mark` is put into all of them."""
    held = Topic.objects.filter(agency=agency.id).first()
    if held is None:
        return _made(agency, file_id, at, mark)
    section = Section.objects.get(topic=held)
    issue = Issue.objects.get(agency=agency.id)
    return Compositions(held.pk, section.pk, section.places.get().pk, issue.pk)


def _made(agency: AgencyRow, file_id: int, at: datetime, mark: str) -> Compositions:
    topic = actions.begin_topic(
        agency_id=agency.id,
        slug=f"{agency.slug}-zt",
        kind=TopicKind.SUBJECT,
        title=f"{mark}专题",
        introduction=f"{mark}介绍",
        by=OPERATOR,
        at=at,
    )
    section = actions.add_section(topic_id=topic, title=f"{mark}分栏", by=OPERATOR, at=at)
    place = actions.put_in_address(
        topic_id=topic,
        section_id=section,
        title=f"{mark}政策",
        address="https://www.gov.cn/zhengce/",
        origin=Origin.NATION,
        by=OPERATOR,
        at=at,
    )
    issue = actions.begin_issue(
        agency_id=agency.id,
        title=f"{mark}公报",
        sponsor=f"{mark}办公室",
        year=civil_day(at).year,
        number=1,
        total=1,
        dated_on=civil_day(at),
        by=OPERATOR,
        at=at,
    )
    Issue.objects.filter(pk=issue).update(pdf=file_id)
    return Compositions(topic, section, place, issue)
