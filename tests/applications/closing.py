"""A case with a bit of everything, put through to its end: what its file holds, and what must be gone when its term is over."""

from datetime import datetime, timedelta

from gongkai.applications import actions
from gongkai.applications.actions import Brought, Found, Opinion, Question, Said, Service, Task
from gongkai.applications.actions.letters import made_files, make_letter
from gongkai.applications.models import Delivery, FileUse, Letter, Material
from gongkai.applications.queries.filing import Thing
from gongkai.law.ledger import Party
from gongkai.records.actions.files import receive, store
from tests.applications.office import (
    CLERK,
    HANDLER,
    HEAD,
    OFFICER,
    Office,
    after,
    decided,
    submitted,
)

PERSONAL = (
    *("云小舟", "11010519491231002X", "13900009876", "zhou@example.cn", "云溪路1号", "山代理", "字要大"),
    *("虚构征地", "水塘边的宅院", "补正人的话", "第三方虚构公司", "不愿意公开", "内部的话", "身份证.pdf"),
    *("按姓氏查", "宅院档案", "评价的话", "原件名", "请核对宅院", "已查宅院", "内情", "投递不畅"),
)
"""What says who applied, or stands for what people wrote, wherever it was written."""
SEALED = ("11010519491231002X", "13900009876", "zhou@example.cn", "云溪路1号", "山代理", "字要大")
"""Those of them that were never to be read in a table."""
YEARS = timedelta(days=11 * 366)


def text_file(name: str, text: str, use: FileUse = FileUse.EVIDENCE) -> Brought:
    return Brought(use, receive(text.encode(), name))


def ended(at: Office) -> int:
    """Submitted with files, corrected, asked about, searched, answered by a letter, served, rated, archived."""
    receipt = submitted(
        at,
        agent="山代理",
        help_needed="字要大",
        things=(Thing("虚构征地公告", description="水塘边的宅院", document_no="征1号", period="2019年"),),
    )
    one = receipt.application_id
    who = {"number": receipt.number, "code": receipt.code}
    officer, handler = at[OFFICER], at[HANDLER]
    actions.confirm(application_id=one, by=at[CLERK], at=after(0))
    actions.ask_correction(application_id=one, what="请写明宅院档案", by=officer, at=after(1))
    proof = text_file("身份证.txt", "身份证.pdf 云小舟")
    actions.supplement(**who, text="补正人的话", files=[proof], at=after(2))
    task = Task("请核对宅院档案", after(5).date(), person_id=handler.user_id)
    part = actions.assign(application_id=one, task=task, by=officer, at=after(2))
    actions.finish_part(assignment_id=part, outcome="已查宅院档案", by=handler, at=after(3))
    found = Found("档案室", "按姓氏查", "宅院档案", "找到水塘边的宅院", found=True)
    actions.search(application_id=one, found=found, by=officer, at=after(3))
    actions.note(application_id=one, text="内部的话", by=officer, at=after(3))
    question = Question(Party.THIRD_PARTY, "第三方虚构公司", "是否同意公开内情")
    actions.ask(application_id=one, question=question, by=officer, at=after(3))
    opinion = Opinion(Party.THIRD_PARTY, "第三方虚构公司", Said.AGREED, reasons="不愿意公开内情")
    actions.record_opinion(application_id=one, opinion=opinion, by=officer, at=after(4))
    material(at, one, after(4))
    decided(at, one, "granted", "provided", when=after(5))
    for letter in Letter.objects.filter(application=one):
        files = made_files(letter_id=letter.pk, at=after(5))
        make_letter(letter_id=letter.pk, at=after(5), prepared=files)
    reply = Letter.objects.get(application=one, decision__isnull=False)
    actions.send_letter(letter_id=reply.pk, way=Delivery.COUNTER, by=officer, at=after(6))
    service = Service("投递不畅，本人签收", None, (text_file("回证.txt", "云小舟签收", FileUse.PROOF),))
    actions.serve_letter(letter_id=reply.pk, service=service, by=officer, at=after(6))
    actions.rate(**who, stars=5, text="评价的话", at=after(7))
    actions.archive(application_id=one, by=officer, at=after(8))
    return one


def material(at: Office, one: int, when: datetime) -> int:
    """A document that was given, with its original."""
    kept = [
        store(data=text.encode(), name="原件名.txt", agency_id=at.agency.pk, by=at[OFFICER], at=when).id
        for text in ("云小舟的宅院", "某某的宅院")
    ]
    made = Material.objects.create(
        application_id=one,
        name="原件名",
        original_id=kept[0],
        given_id=kept[1],
        report={"withheld": [{"where": "第1页", "what": "姓名", "ground": "第十五条", "reason": "内情"}]},
        saved_by_id=at[OFFICER].user_id or 0,
        saved_at=when,
    )
    return made.pk


def anonymised(at: Office, one: int, when: datetime, **asked: bool) -> None:
    """Asked for by the officer, done by the head."""
    actions.propose_anonymising(application_id=one, by=at[OFFICER], at=when, note="期满", **asked)
    actions.anonymise(application_id=one, by=at[HEAD], at=when + timedelta(hours=1))
