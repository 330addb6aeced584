"""Documents of the demo on their way with their interpretations: together, late, missing, ready to go, just begun; all invented."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime, make_aware

from gongkai.agencies import queries as agencies
from gongkai.demo.items import html
from gongkai.demo.people import HOME
from gongkai.demo.publication import Office
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Form, Step, StepResult
from gongkai.law.roles import Role
from gongkai.normative import actions as register
from gongkai.normative.actions import Described, Issued, Taken, interpreting, releasing
from gongkai.normative.models import Interpretation
from gongkai.publication import actions
from gongkai.publication.models import Edition
from gongkai.publication.queries.content import Content, content_of
from gongkai.records.access import OPERATOR

WAY = (
    (Step.NEED_CHECK, 75, StepResult.PASSED),
    (Step.DRAFT, 70, StepResult.PASSED),
    (Step.COMMENT, 66, StepResult.BEGUN),
    (Step.COMMENT, 33, StepResult.PASSED),
    (Step.LEGALITY_REVIEW, 20, StepResult.PASSED),
    (Step.DELIBERATION, 7, StepResult.PASSED),
)
"""The steps before a document is issued, so many days before."""
BEGUN = 76
COLUMN = "zcwj-gfxwj"
Story = dict[str, Any]


@transaction.atomic
def load(now: datetime) -> None:
    """Enter the documents and take each as far as it is to come, unless that was done before."""
    if Interpretation.objects.exists():
        return
    home = _Home(HOME, agencies.by_slugs([HOME.slug])[HOME.slug], now)
    found = tomllib.loads(files("gongkai.demo").joinpath("interpretations.toml").read_text("utf-8"))
    for story in found["story"]:
        home.tell(story)


class _Home(Office):
    """The county at work on its documents."""

    def tell(self, story: Story) -> None:
        """From the day on which the document was taken up to whatever became of it."""
        out = self.moment(story["days"])
        document_id, task_id = self._begin(story, out)
        if story.get("then") == "draft":
            interpreting.note_drafting(
                document_id=document_id, text=story["note"], by=self.people[Role.HANDLER], at=self.now
            )
            return
        number = self._issue(document_id, story, out)
        text = self._text(document_id, number, story, out)
        if story.get("ahead"):
            self._ahead(document_id, story["ahead"], out)
        forms = [self._form(task_id, document_id, form, out) for form in story.get("form", ())]
        if story["after"] == 0:
            for each in forms:
                self._sign(each, out)
        elif not story.get("ahead"):
            self._ahead(document_id, "情况紧急，文件先行公布", out)
        self._sign(text, out)
        self._release(story, document_id, text, forms, out)

    def _begin(self, story: Story, out: datetime) -> tuple[int, int]:
        handler, at = self.people[Role.HANDLER], self._before(out, BEGUN)
        described = Described(
            title=story["title"],
            kind=DocumentKind.NORMATIVE,
            valid_until=date(localtime(out).year + 5, 12, 31),
        )
        document_id = register.take_up(agency_id=self.agency.id, described=described, by=handler, at=at)
        task_id = Interpretation.objects.get(servings__document=document_id).pk
        forms = [Form(form["form"]) for form in story.get("form", ())] or [Form.TEXT]
        interpreting.plan(
            interpretation_id=task_id,
            forms=forms,
            due_on=localtime(out).date() if story["after"] == 0 else None,
            responsible="起草科室负责人",
            note="起草科室撰写，办公室审核。",
            by=handler,
            at=at,
        )
        return document_id, task_id

    def _issue(self, document_id: int, story: Story, out: datetime) -> str:
        for step, days, result in WAY:
            at = self._before(out, days)
            taken = Taken(step=step, on=localtime(at).date(), result=result)
            register.record_step(document_id=document_id, taken=taken, by=OPERATOR, at=at, reason="演示数据")
        number = f"云政发〔{localtime(out).year}〕{story['serial']}号"
        issued = Issued(on=localtime(out).date(), number=number)
        return register.number_and_issue(
            document_id=document_id, issued=issued, by=OPERATOR, at=out, reason="演示数据"
        )

    def _text(self, document_id: int, number: str, story: Story, out: datetime) -> int:
        """The item of the document, linked."""
        content = self._said(story, out)
        content = replace(content, document_no=number, genre="measures", validity=Validity.VALID)
        edition_id = self._drafted(content, out)
        item_id = Edition.objects.values_list("item", flat=True).get(pk=edition_id)
        by = self.people[Role.HANDLER]
        register.link_item(document_id=document_id, item_id=item_id, by=by, at=out)
        return edition_id

    def _said(self, story: Story, out: datetime) -> Content:
        column = self.columns[COLUMN]
        return Content(
            title=story["title"],
            body=html(story["body"]),
            column_id=column.id,
            duty=column.duty,
            issuing_body=self.agency.name,
            written_on=localtime(out).date(),
            topic=story["topic"],
            summary=story["summary"],
        )

    def _drafted(self, content: Content, out: datetime) -> int:
        by = self.people[Role.HANDLER]
        return actions.draft(agency_id=self.agency.id, content=content, by=by, at=out)

    def _form(self, task_id: int, document_id: int, form: Story, out: datetime) -> int:
        """One form of the interpretation, drafted from its task."""
        by = self.people[Role.HANDLER]
        edition_id = interpreting.draft_form(
            interpretation_id=task_id,
            form=Form(form["form"]),
            title=form["title"],
            accessible=form.get("accessible", ""),
            by=by,
            at=out,
        )
        held = Edition.objects.get(pk=edition_id)
        content = replace(
            content_of(held),
            body=html(form["body"]) + held.body,
            column_id=self.columns[COLUMN.partition("-")[0] + "-qt"].id,
            topic="general_affairs",
            summary="说明为什么出台、有什么变化、怎样办理。",
        )
        actions.save(edition_id=edition_id, revision=held.revision, content=content, by=by, at=out)
        rendering = held.item.renderings.get().pk
        for question, answer in form.get("questions", ()):
            interpreting.ask(
                rendering_id=rendering,
                document_id=document_id,
                question=question,
                answer=answer,
                by=by,
                at=out,
            )
        return edition_id

    def _ahead(self, document_id: int, reason: str, out: datetime) -> None:
        by = self.people[Role.OFFICE_HEAD]
        interpreting.go_ahead(document_id=document_id, reason=reason, by=by, at=out)

    def _sign(self, edition_id: int, at: datetime) -> None:
        self.send(edition_id, at)
        self.agree(edition_id, self.steps, at)

    def _release(self, story: Story, document_id: int, text: int, forms: list[int], out: datetime) -> None:
        by, at = self.people[Role.DISCLOSURE_OFFICER], self.later(out, hours=5)
        if story.get("then") == "ready":
            return
        if story["after"] == 0:
            releasing.release(document_id=document_id, by=by, at=at)
            return
        actions.publish(edition_id=text, by=by, at=at)
        after = self.later(out, days=story["after"])
        for each in forms:
            self._sign(each, after)
            actions.publish(edition_id=each, by=by, at=self.later(after, hours=5))

    def _before(self, out: datetime, days: int) -> datetime:
        """Nine in the morning, so many days before."""
        return make_aware(datetime.combine(localtime(out).date() - timedelta(days=days), time(9, 0)))
