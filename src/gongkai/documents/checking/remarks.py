"""One remark of a check on a text or a file: where, how grave, what to do."""

from dataclasses import dataclass

from gongkai.law.findings import Severity

BODY = "body"
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    `part`: which part of the thing: "title", "body", a field of its metadata ("document_no"), or "file:名单.xlsx" for a file;
    a member of a zip is "file:资料.zip/名单.xlsx". `label`: the place as an officer would say it: 第3段, 工作表“名单”B7, 批注2,
    文档属性“作者”. `start`, `end`: characters of the plain text of that part, for what is read as text; 0, 0 elsewhere.
    """

    part: str
    label: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at before publication.

    `rule`: a letter and three digits, listed in docs/users. `message`: what is wrong and what to do, in Chinese.
    `found`: what stands there, personal data masked. `fix`: what should stand there; None where only a person can say,
    "" where it should go. `also`: where else the same stands.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    found: str = ""
    fix: str | None = None
    also: tuple[Place, ...] = ()
