"""What everybody reads of interpretations, and the figures: rate, forms, days late, with their denominators."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.law.normative import Form, Share
from gongkai.normative.actions import interpretation_measures, interpreting, releasing
from gongkai.normative.models import Document, KeptMeasures
from gongkai.normative.queries import interpreted
from gongkai.normative.queries.interpretation_measures import Behind, kept, picture
from gongkai.normative.queries.interpretation_rules import RuleRow, rules
from gongkai.normative.queries.interpretations import Tab, Wanted, task, tasks
from gongkai.publication import actions
from gongkai.publication.actions import Unfit
from gongkai.publication.models import Why
from tests.normative.interpreting import (
    explained,
    planned,
    ready,
    take_up,
    task_of,
    texted,
)
from tests.publication.office import (
    HANDLER,
    HEAD,
    NOON,
    OFFICER,
    edition,
    item_of,
    later,
    office,
    send,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
YEAR = date(2026, 1, 1), date(2026, 12, 31)
ASKED = {"question": "老楼漏水可以报名吗？", "answer": "可以。邻居们开会同意以后，到社区报名。"}


@pytest.fixture
def at() -> Office:
    return office()


def released(at: Office, title: str, number: str, *, hours: float = 5) -> tuple[int, int, int]:
    found = ready(at, title, number)
    releasing.release(document_id=found[0], by=at[OFFICER], at=later(hours))
    return found


def apart(at: Office, title: str, number: str, after: timedelta | None) -> int:
    """A document that went ahead, and its interpretation so long after it, or never."""
    document_id = take_up(at, title)
    task_id = planned(at, document_id)
    text = texted(at, document_id, number)
    interpreting.go_ahead(document_id=document_id, reason="应急先行公布", by=at[HEAD], at=NOON)
    sign_off(text, at)
    actions.publish(edition_id=text, by=at[OFFICER], at=later(5))
    if after is not None:
        own = explained(at, task_id)
        sign_off(own, at)
        actions.publish(edition_id=own, by=at[OFFICER], at=later(5) + after)
    return document_id


def asked_of(at: Office, document_id: int) -> int:
    """A form with a question, whose item is a draft; the number of its edition."""
    task_id = task_of(document_id)
    made = interpreting.draft_form(interpretation_id=task_id, form=Form.QUESTIONS, by=at[HANDLER], at=NOON)
    rendering = task(at[HANDLER], task_id, NOON.date()).shapes[-1].id  # type: ignore[union-attr]
    interpreting.ask(rendering_id=rendering, document_id=document_id, by=at[HANDLER], at=NOON, **ASKED)
    return made


class TestFigures:
    """Rate, forms and lag of a period."""

    def test_each_stands_with_its_denominator(self, at: Office) -> None:
        released(at, "虚构甲办法", "云府发〔2026〕1号")
        apart(at, "虚构乙办法", "云府发〔2026〕2号", timedelta(days=2))
        apart(at, "虚构丙办法", "云府发〔2026〕3号", timedelta(days=7))
        apart(at, "虚构丁办法", "云府发〔2026〕4号", timedelta(days=21))
        apart(at, "虚构戊办法", "云府发〔2026〕5号", None)
        take_up(at, "虚构己办法")
        found = picture(at[OFFICER], {at.agency.pk}, *YEAR, date(2026, 4, 1))
        assert found.whole.measures.rate == Share(4, 5)
        assert found.whole.measures.form(Form.TEXT) == Share(4, 4)
        assert found.whole.measures.form(Form.GRAPHIC) == Share(0, 4)
        assert [(line.behind, line.lag) for line in found.lines] == [
            (Behind.TOGETHER, 0),
            (Behind.IN_TIME, 2),
            (Behind.LATE, 5),
            (Behind.FAULT, 15),
            (Behind.OVERDUE, 22),
        ]
        assert sum(many for _, many in found.parts) == found.whole.measures.rate.denominator
        assert found.whole.mean == 5.5
        (body,) = found.bodies
        assert body.measures == found.whole.measures

    def test_before_its_time_is_up_it_is_not_overdue(self, at: Office) -> None:
        apart(at, "虚构乙办法", "云府发〔2026〕2号", None)
        (line,) = picture(at[OFFICER], {at.agency.pk}, *YEAR, date(2026, 3, 4)).lines
        assert line.behind is Behind.MISSING

    def test_what_was_kept_stays_as_it_was(self, at: Office) -> None:
        document_id = apart(at, "虚构乙办法", "云府发〔2026〕2号", None)
        given = {"agency_id": at.agency.pk, "below": False, "since": YEAR[0], "until": YEAR[1]}
        interpretation_measures.keep_measures(**given, on=date(2026, 3, 9), by=at[OFFICER], at=later(200))  # type: ignore[arg-type]
        own = explained(at, task_of(document_id))
        sign_off(own, at)
        actions.publish(edition_id=own, by=at[OFFICER], at=later(300))
        (row,) = kept({at.agency.pk})
        assert row.rate == Share(0, 1)
        assert KeptMeasures.objects.get().forms["text"] == [0, 0]

    def test_queries_do_not_grow_with_documents(self, at: Office) -> None:
        released(at, "虚构甲办法", "云府发〔2026〕1号")
        with CaptureQueriesContext(connection) as few:
            picture(at[OFFICER], {at.agency.pk}, *YEAR, date(2026, 4, 1))
            tasks(at[OFFICER], Wanted(Tab.ALL))
        apart(at, "虚构乙办法", "云府发〔2026〕2号", timedelta(days=2))
        take_up(at, "虚构己办法")
        with CaptureQueriesContext(connection) as many:
            picture(at[OFFICER], {at.agency.pk}, *YEAR, date(2026, 4, 1))
            tasks(at[OFFICER], Wanted(Tab.ALL))
        assert len(many) == len(few)


class TestRules:
    """What places set."""

    def test_the_most_particular_counts(self, at: Office) -> None:
        interpretation_measures.set_rule(
            agency_id=at.agency.pk, rule=RuleRow(plan_first=False), by=at[OFFICER], at=NOON
        )
        interpretation_measures.set_rule(
            agency_id=at.agency.pk,
            rule=RuleRow(kind="normative_document", together=False),
            by=at[OFFICER],
            at=NOON,
        )
        known = rules()
        assert not known.of(at.agency.pk, "regulation").plan_first
        assert not known.of(at.agency.pk, "normative_document").together
        assert known.of(at.agency.pk + 1, "regulation").plan_first

    def test_where_it_does_not_hold_back_it_only_runs_late(self, at: Office) -> None:
        interpretation_measures.set_rule(
            agency_id=at.agency.pk, rule=RuleRow(together=False), by=at[OFFICER], at=NOON
        )
        document_id = take_up(at)
        explained(at, planned(at, document_id))
        text = texted(at, document_id)
        sign_off(text, at)
        assert actions.publish(edition_id=text, by=at[OFFICER], at=later(5))

    @pytest.mark.parametrize("rule", [RuleRow(fault=0), RuleRow(alike_percent=5), RuleRow(kind="x")])
    def test_numbers_that_mean_nothing_are_refused(self, at: Office, rule: RuleRow) -> None:
        with pytest.raises(actions.Refused):
            interpretation_measures.set_rule(agency_id=at.agency.pk, rule=rule, by=at[OFFICER], at=NOON)


class TestPublic:
    """Both ways from one page to the other."""

    def test_document_and_interpretation_lead_to_each_other(self, at: Office) -> None:
        _, text, own = released(at, "虚构甲办法", "云府发〔2026〕1号")
        document, interpretation = item_of(text), item_of(own)
        found = interpreted.beside(document.pk)
        assert [(one.index_no, one.forms) for one in found.interpretations] == [
            (interpretation.index_no, (Form.TEXT,))
        ]
        found = interpreted.beside(interpretation.pk)
        assert [(one.index_no, one.document_no) for one in found.documents] == [
            (document.index_no, "云府发〔2026〕1号")
        ]
        known = interpreted.known(document.pk, "云府发〔2026〕1号", "")
        assert (known.document is not None, known.interprets) == (True, False)
        assert interpreted.known(interpretation.pk, "", "interpretation").interprets
        assert not interpreted.known(0, "", "interpretation")
        (row,) = interpreted.interpretations().rows
        assert row.documents[0].title == "虚构甲办法"
        assert interpreted.interpretations(Form.VIDEO).rows == ()

    def test_ordinary_items_are_not_asked(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            assert not interpreted.known(1, "", "notice")
        assert len(asked) == 0

    def test_what_was_withdrawn_is_not_shown(self, at: Office) -> None:
        _, text, own = released(at, "虚构甲办法", "云府发〔2026〕1号")
        actions.withdraw(item_id=item_of(own).pk, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(6))
        assert interpreted.beside(item_of(text).pk).interpretations == ()
        assert interpreted.interpretations().total == 0


class TestQuestions:
    """政策问答: signed with the text in which they stand."""

    def test_they_stand_in_the_text_and_are_public_with_it(self, at: Office) -> None:
        document_id, _, _ = ready(at)
        made = asked_of(at, document_id)
        assert ASKED["question"] in edition(made).text
        assert ASKED["answer"] in edition(made).text
        assert interpreted.questions().total == 0
        sign_fit(made, at)
        releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
        (row,) = interpreted.questions("漏水").rows
        assert (row.question, row.document) == (ASKED["question"], "虚构小区改造办法")
        assert interpreted.questions("没有的词").rows == ()
        assert interpreted.question(row.id) == row

    def test_one_that_is_added_later_waits_for_its_edition(self, at: Office) -> None:
        document_id, _, _ = ready(at)
        made = asked_of(at, document_id)
        sign_fit(made, at)
        releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
        rendering = task(at[HANDLER], task_of(document_id), NOON.date()).shapes[-1].id  # type: ignore[union-attr]
        more = {"question": "租户能投票吗？", "answer": "不能，由业主投票。"}
        with pytest.raises(actions.Refused, match="另起新版"):
            interpreting.ask(
                rendering_id=rendering, document_id=document_id, by=at[HANDLER], at=later(6), **more
            )
        actions.reopen(item_id=item_of(made).pk, by=at[HANDLER], at=later(6))
        interpreting.ask(rendering_id=rendering, document_id=document_id, by=at[HANDLER], at=later(6), **more)
        assert interpreted.questions().total == 1

    def test_a_text_without_them_is_not_sent(self, at: Office) -> None:
        document_id, _, _ = ready(at)
        made = asked_of(at, document_id)
        held = edition(made)
        from tests.publication.office import altered

        actions.save(
            edition_id=made,
            revision=held.revision,
            content=altered(held, body="<p>问答另行公布。</p>"),
            by=at[HANDLER],
            at=NOON,
        )
        with pytest.raises(Unfit, match="正文中没有问答"):
            send(made, at[HANDLER])


def sign_fit(edition_id: int, at: Office) -> None:
    """What the task drafted, filled in and signed."""
    from tests.publication.office import altered, fit

    held = edition(edition_id)
    like = fit()
    content = altered(
        held, column_id=like.column_id, summary=like.summary, topic=like.topic, title="虚构问答"
    )
    actions.save(edition_id=edition_id, revision=held.revision, content=content, by=at[HANDLER], at=NOON)
    sign_off(edition_id, at)


class TestTasks:
    """The list and the card."""

    def test_tabs(self, at: Office) -> None:
        released(at, "虚构甲办法", "云府发〔2026〕1号")
        apart(at, "虚构乙办法", "云府发〔2026〕2号", None)
        take_up(at, "虚构己办法")

        def titles(tab: Tab) -> list[str]:
            return [title for row in tasks(at[OFFICER], Wanted(tab)).rows for title in row.titles]

        assert titles(Tab.OUT) == ["虚构甲办法"]
        assert titles(Tab.OWED) == ["虚构乙办法"]
        assert set(titles(Tab.WORK)) == {"虚构乙办法", "虚构己办法"}
        assert len(titles(Tab.ALL)) == 3

    def test_others_see_nothing(self, at: Office) -> None:
        stranger = office("b")
        number = task_of(take_up(at))
        assert tasks(stranger[OFFICER], Wanted(Tab.ALL)).rows == ()
        assert task(stranger[OFFICER], number, NOON.date()) is None

    def test_card_says_what_stands_against_each_gate(self, at: Office) -> None:
        document_id = take_up(at)
        found = task(at[OFFICER], task_of(document_id), NOON.date())
        assert found is not None
        (served,) = found.documents
        assert [gate.open for gate in served.gates] == [False, False, False]
        assert not served.ready
        document_id, _, _ = ready(at, "虚构乙办法", "云府发〔2026〕2号")
        found = task(at[OFFICER], task_of(document_id), NOON.date())
        assert found is not None
        assert found.documents[0].ready
        assert found.missing == ()
        assert Document.objects.get(pk=document_id).published_on is None
