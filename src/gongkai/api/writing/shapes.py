"""What is handed in and answered, for the document of the interface and for whoever reads a request."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from gongkai.exchange.queries.handed import Handed
from gongkai.publication.queries.content import Content

SEVERITY = {"error": "必须改正", "warning": "须说明或者改正", "info": "供参考"}


class Metadata(Schema):
    """What a draft says besides its text. Words may be the ids or the Chinese labels that an import knows."""

    model_config = {"extra": "forbid"}

    agency: str = Field("", max_length=100, description="机关代号；填写时必须是令牌所属的机关")
    number: str = Field("", max_length=120, description="在业务系统里的编号")
    column: str = Field("", max_length=60, description="栏目的代号或者名称")
    document_no: str = Field("", max_length=60, description="发文字号")
    issuing_body: str = Field("", max_length=200, description="发文机关")
    written_on: date | None = Field(None, description="成文日期")
    topic: str = Field("", max_length=60, description="主题分类")
    genre: str = Field("", max_length=60, description="体裁")
    summary: str = Field("", max_length=500, description="内容概述")
    keywords: str = Field("", max_length=200, description="关键词")
    validity: str = Field("", max_length=20, description="有效性")
    effective_on: date | None = Field(None, description="施行日期")
    valid_until: date | None = Field(None, description="有效期至")
    attribute: str = Field("", max_length=20, description="公开属性，不填为主动公开")
    grounds: list[str] = Field(default_factory=list, max_length=20, description="不公开的依据")
    reasons: str = Field("", max_length=500, description="不公开的理由")
    entry_key: str = Field("", max_length=80, description="公开目录的事项编号")
    duty: str = Field("", max_length=60, description="法定主动公开内容")
    five_open: str = Field("", max_length=20, description="五公开")
    audience: str = Field("", max_length=100, description="公开对象")
    source: str = Field("", max_length=120, description="来源")
    source_url: str = Field("", max_length=500, description="来源网址")

    def values(self) -> dict[str, Any]:
        """What was filled in, as a row of an import has it."""
        given = self.model_dump(exclude={"agency", "number"})
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in given.items()
            if value not in (None, "", [])
        }


class Draft(Metadata):
    """A draft whose text comes with it."""

    title: str = Field(min_length=1, max_length=200, description="标题")
    body: str = Field("", max_length=5_000_000, description="正文：HTML 或者文字；只留下允许的标签")


class Titled(Metadata):
    """What is said beside a Word file; what is left out is read from the file."""

    title: str = Field("", max_length=200, description="标题，不填从文件读出")


class FileShape(Schema):
    """A file of a draft."""

    name: str = Field(description="文件名")
    size: int = Field(description="字节数")
    digest: str = Field(description="SHA-256")


class CheckShape(Schema):
    """What the checks say of a draft: those that a person sees at the desk."""

    rule: str = Field(description="规则编号")
    severity: str = Field(description="error、warning 或者 info")
    severity_label: str = Field(description="程度")
    where: str = Field(description="在哪里")
    message: str = Field(description="说明，个人信息已遮盖")


class HandedShape(Schema):
    """A draft that was handed in, and where it stands."""

    id: int = Field(description="编号，下面的地址用它")
    number: str = Field(description="在业务系统里的编号")
    status: str = Field(
        description="draft、in_hand、in_sign_off、returned、approved、published、withheld、withdrawn 或者 dropped"
    )
    status_label: str = Field(description="状态的说明")
    title: str = Field(description="标题")
    handed_in_at: datetime = Field(description="送交时间")
    because: str = Field(description="退回或者作废的原因")
    index_no: str = Field(description="索引号，公开后才有")
    etag: str = Field(description="草稿的版本，修改时放在 If-Match 里")
    content: dict[str, Any] | None = Field(description="内容；工作人员接手后为 null")
    files: list[FileShape] = Field(description="文件")
    checks: list[CheckShape] = Field(description="检查结果")


def shaped(found: Handed) -> dict[str, Any]:
    """What is answered about a draft."""
    return {
        "id": found.item_id,
        "number": found.number,
        "status": found.stage.value,
        "status_label": found.stage.label,
        "title": found.title,
        "handed_in_at": found.at.isoformat(),
        "because": found.because,
        "index_no": found.index_no,
        "etag": f'"{found.tag}"',
        "content": _content(found.content) if found.content else None,
        "files": [{"name": one.name, "size": one.size, "digest": one.digest} for one in found.files],
        "checks": [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "severity_label": SEVERITY.get(one.severity.value, ""),
                "where": one.place,
                "message": one.message,
            }
            for one in found.checks
        ],
    }


def _content(content: Content) -> dict[str, Any]:
    return {
        "title": content.title,
        "body": content.body,
        "document_no": content.document_no,
        "issuing_body": content.issuing_body,
        "written_on": content.written_on.isoformat() if content.written_on else None,
        "summary": content.summary,
        "keywords": content.keywords,
        "entry_key": content.entry_key,
        "duty": content.duty,
        "topic": content.topic,
        "genre": content.genre,
        "attribute": str(content.attribute),
    }
