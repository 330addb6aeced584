"""A county whose supervisor takes in the files of the bodies below; the county of `tests.annual_reports.year`."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import row
from gongkai.annual_reports.actions import compile_report, state_none
from gongkai.annual_reports.models import HandedIn, Scope
from gongkai.documents.annual.writing import Kind
from gongkai.law.report.content import Report
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from tests.annual_reports.year import YEAR, Tree, tree, whole
from tests.desk.world import NOW, appoint, browser
from tests.documents.annual.handed_in import handed_in
from tests.law.report.reports import township_2021

NONE: dict[str, Any] = {"reason": "本机关没有这类事项", "source": "业务科室核对"}
NEW, GRANTED = "t3.new_received.natural_person", "t3.granted.natural_person"


@dataclass(frozen=True)
class Office:
    """The county, and a browser of its supervisor."""

    tree: Tree
    client: Client

    def page(self, name: str, *args: object, **query: str | int) -> str:
        return text(self.client.get(reverse(f"desk:{name}", args=args), query))

    def bring(
        self, agency: Agency, data: bytes, name: str = "年报.xlsx", year: int = YEAR, scope: str = "own"
    ) -> str:
        """The page of the preview, or the form with what is wrong."""
        given = {"agency": agency.pk, "year": year, "scope": scope, "file": SimpleUploadedFile(name, data)}
        return text(self.client.post(reverse("desk:reports_hand_in"), given))

    def confirm(self, preview: str, **more: str) -> str:
        given = {"preview": token(preview), **more}
        return text(self.client.post(reverse("desk:reports_hand_in_confirm"), given, follow=True))

    def taken(self, agency: Agency, report: Report) -> str:
        """A right file, looked at and taken in."""
        return self.confirm(self.bring(agency, handed_in(report, Kind.JSON), "年报.json"))

    def compile(self, scope: Scope = Scope.ROLLED_UP) -> str:
        given = {"agency": self.tree.county.pk, "year": YEAR, "scope": scope.value}
        return text(self.client.post(reverse("desk:reports_compile"), given, follow=True))

    def below(self) -> str:
        return self.page("report_below", whole(self.tree.county, YEAR, Scope.ROLLED_UP).id)


def office() -> Office:
    made = tree()
    return Office(made, browser(appoint("xian-supervisor", row(made.county), Role.SUPERVISOR)))


def complete(agency: Agency) -> None:
    """A body compiled here, its blanks stated to be none."""
    working_id = compile_report(agency.pk, YEAR, Scope.OWN, by=OPERATOR, at=NOW).working_id
    state_none(working_id, by=OPERATOR, at=NOW, **NONE)


def of_town(received: int = 6, name: str = "云岭县清河镇") -> Report:
    """A right report of the township on the year."""
    return replace(township_2021(name, received=received), report_year=YEAR)


def text(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def token(page: str) -> str:
    found = re.search(r'name="preview" value="([^"]+)"', page)
    assert found is not None, page[:3000]
    return found[1]


def kept() -> int:
    return HandedIn.objects.count()
