"""A register of the demo that is given with an answer, without the names and numbers in it: all of it invented."""

from datetime import datetime

from gongkai.applications import actions
from gongkai.applications.models import Material
from gongkai.applications.queries.withholding import Marking
from gongkai.demo.printed import HEIGHT, LEADING, LEFT, SIZE, TOP, paper
from gongkai.documents.redaction import Mark
from gongkai.records.access import Actor
from gongkai.records.actions.files import receive

NAME = "补助发放名册（虚构示例）.pdf"
TITLE = "补助发放名册（虚构示例）"
ROWS = (
    ("云望舒", "13900001111", "1200"),
    ("云知秋", "13900002222", "1500"),
    ("云见山", "13900003333", "900"),
)
"""Who got how much: nobody of them exists."""
GROUND, LABEL = "denied_third_party/privacy", "个人隐私"
WHY = "公开会对其合法权益造成损害"
HEAD = 3  # lines above the first row: the title, a blank one, the heading


def prepare(application_id: int, how: str, by: Actor, at: datetime) -> None:
    """Bring the register and mark names and numbers; `how` is marked or redacted: the file that leaves is made as well."""
    body = "\n".join(
        [
            "姓名　金额　电话",
            *(f"{name}　{amount}元　{number}" for name, number, amount in ROWS),
            "合计　3600元",
        ]
    )
    received = receive(paper(TITLE, body), NAME)
    number = actions.add_material(application_id=application_id, received=received, by=by, at=at)
    actions.mark_material(material_id=number, marks=_marks(), revision=1, by=by, at=at)
    if how == "redacted":
        revision = Material.objects.values_list("revision", flat=True).get(pk=number)
        actions.redact_now(material_id=number, revision=revision, by=by, at=at)


def _marks() -> list[Marking]:
    """Name and number of each row, by where `printed` puts them: digits are as wide as letters of the font."""
    marks = []
    for place, (name, number, amount) in enumerate(ROWS, HEAD):
        base = HEIGHT - TOP + LEADING * place
        after = LEFT + SIZE * len(f"{name}　{amount}元　")
        for left, right in ((LEFT, LEFT + SIZE * len(name)), (after, after + SIZE * len(number))):
            box = (left - 1.0, base - SIZE + 0.0, right + 1.0, base + 3.0)
            marks.append(Marking(Mark(0, box, GROUND, LABEL), WHY))
    return marks
