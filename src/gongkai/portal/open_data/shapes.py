"""What one row of each list looks like to machines: the same in the files, in the interface and in its document.

A field is declared once: its key, what it is called in tables (title), what it means (description). Fields may be added, and
never change their meaning; what is taken away needs a new version of the interface.
"""

from datetime import date, datetime

from ninja import Field, Schema


class Coded(Schema):
    """A word out of a list of words."""

    key: str = Field(title="代号", description="不变的代号")
    label: str = Field(title="名称", description="显示的名称")


class Body(Schema):
    """An agency by its address and name."""

    slug: str = Field(title="代号", description="机关在网址中的代号，不会改变")
    name: str = Field(title="名称", description="机关名称")


class Place(Schema):
    """A column by its key and title."""

    key: str = Field(title="代号", description="栏目在网址中的代号，不会改变")
    title: str = Field(title="名称", description="本机关对栏目的称呼")


class AgencyRow(Schema):
    """An agency."""

    slug: str = Field(title="代号", description="机关在网址中的代号，不会改变")
    name: str = Field(title="名称", description="现在的名称")
    short_name: str = Field(title="简称", description="没有简称的为空")
    level: Coded = Field(title="层级", description="层级，如县级、乡级、部门")
    kind: Coded = Field(title="类型", description="行政机关、派出机构、授权组织等")
    region: str = Field(title="地区", description="所在地区")
    division_code: str = Field(title="行政区划代码", description="GB/T 2260，没有登记的为空")
    organ_code: str = Field(title="机构代码", description="组织机构代码或者统一社会信用代码，没有登记的为空")
    parent: str | None = Field(title="上级机关代号", description="没有上级的为空")
    begins_on: date | None = Field(title="设立日期", description="不详的为空")
    ends_on: date | None = Field(title="终止日期", description="没有终止的为空")
    url: str = Field(title="地址", description="机关的公开平台")


class ColumnRow(Schema):
    """A column as an agency has it."""

    agency: Body = Field(title="机关")
    key: str = Field(title="代号", description="栏目在网址中的代号")
    title: str = Field(title="名称", description="本机关对栏目的称呼")
    kind: Coded = Field(title="类型", description="动态、通知、政策、法定内容、长期内容")
    parent: str | None = Field(title="上级栏目代号", description="最上层的为空")
    depth: int = Field(title="层次", description="最上层为 0")
    every_days: int | None = Field(title="更新周期", description="多少天内应当有更新，没有规定的为空")


class EntryRow(Schema):
    """A row of the standard catalogue as an agency has it."""

    agency: Body = Field(title="机关")
    key: str = Field(title="事项编号", description="调整以后也不变")
    field: Coded = Field(title="领域", description="试点领域或者本地增加的领域")
    item_l1: str = Field(title="一级事项")
    item_l2: str = Field(title="二级事项", description="没有分级的为空")
    elements: list[str] = Field(title="公开内容", description="应当公开的要素")
    basis: list[str] = Field(title="公开依据")
    time_limit: str = Field(title="公开时限", description="照目录原文")
    body: str = Field(title="公开主体")
    carriers: list[str] = Field(title="公开渠道和载体")
    audience: str = Field(title="公开对象")
    audience_group: str = Field(title="特定群体", description="面向全社会的为空")
    mode: str = Field(title="公开方式", description="主动公开或者依申请公开")
    levels: list[str] = Field(title="公开层级")


class ItemLine(Schema):
    """A public item in a list; whole under its own address."""

    index_no: str = Field(title="索引号", description="不会改变")
    title: str = Field(title="名称")
    document_no: str = Field(title="发文字号", description="没有的为空")
    agency: Body = Field(title="发布机关")
    column: Place | None = Field(title="栏目")
    topic: Coded | None = Field(title="主题")
    genre: Coded | None = Field(title="体裁")
    written_on: date | None = Field(title="成文日期")
    updated_at: datetime = Field(title="发布时间", description="现在这一版的发布时间")
    validity: Coded | None = Field(title="有效性", description="今天的有效性；不是文件的为空")
    summary: str = Field(title="内容概述")
    url: str = Field(title="地址", description="永久地址")


class DocumentLine(Schema):
    """A document of the register of rules and normative documents, as it stands today."""

    id: int = Field(title="登记号")
    title: str = Field(title="名称")
    document_no: str = Field(title="文号", description="没有的为空")
    kind: Coded = Field(title="类别", description="规章、行政规范性文件等")
    agency: Body = Field(title="机关", description="现在负责的机关")
    issued_on: date | None = Field(title="制发日期")
    published_on: date | None = Field(title="公布日期")
    effective_on: date | None = Field(title="施行日期")
    validity: Coded | None = Field(title="效力", description="今天的效力")
    since: date | None = Field(title="效力自", description="这种效力自哪天起")
    until: date | None = Field(title="有效期至", description="没有期限的为空")
    changed_by: str = Field(title="引起变动的文件", description="没有的为空")
    item: str | None = Field(title="索引号", description="公布它的信息，没有的为空")
    url: str = Field(title="地址", description="含全文、沿革的页面")


class Linked(Schema):
    """A public item beside another."""

    index_no: str = Field(title="索引号")
    title: str = Field(title="名称")
    document_no: str = Field(title="发文字号")


class InterpretationRow(Schema):
    """An interpretation of policies."""

    index_no: str = Field(title="索引号")
    title: str = Field(title="名称")
    agency: Body = Field(title="发布机关")
    forms: list[str] = Field(title="形式", description="文字、图解、问答、视频等")
    documents: list[Linked] = Field(title="解读的文件")
    updated_at: datetime = Field(title="发布时间")
    url: str = Field(title="地址")


class QuestionRow(Schema):
    """A question on a policy with its answer."""

    id: int = Field(title="编号")
    question: str = Field(title="问题")
    answer: str = Field(title="答复")
    agency: Body = Field(title="机关")
    document: str = Field(title="文件", description="问答所说的文件")
    document_no: str = Field(title="文号")
    document_index_no: str = Field(title="文件索引号", description="没有公开的为空")
    item_index_no: str = Field(title="问答索引号", description="问答所在的信息")
    published_at: datetime | None = Field(title="发布时间")
    url: str = Field(title="地址")


class TopicRow(Schema):
    """A topic."""

    slug: str = Field(title="代号", description="专题在网址中的代号，不会改变")
    title: str = Field(title="名称")
    kind: Coded = Field(title="类型")
    agency: Body = Field(title="机关")
    state: Coded = Field(title="状态", description="进行中或者已经结束")
    opened_at: datetime | None = Field(title="开设时间")
    places: int = Field(title="文件数", description="现在可以看到的文件数")
    url: str = Field(title="地址")


class IssueRow(Schema):
    """An issue of a gazette."""

    agency: Body = Field(title="机关")
    title: str = Field(title="公报")
    year: int = Field(title="年份")
    number: int = Field(title="期号")
    total: int = Field(title="总期号")
    dated_on: date = Field(title="出版日期")
    articles: int = Field(title="文件数")
    url: str = Field(title="地址")


class ReportLine(Schema):
    """An annual report, its newest version."""

    agency: Body = Field(title="机关", description="报告年度末的名称")
    region: str = Field(title="地区", description="报告年度末的地区")
    level: Coded = Field(title="层级", description="报告年度末的层级")
    year: int = Field(title="年度")
    version: int = Field(title="版本", description="第几版，更正一次增加一版")
    imported_at: datetime = Field(title="收录时间")
    url: str = Field(title="地址")


class RecordRow(Schema):
    """A record of a register, masked where it must be."""

    id: int = Field(title="编号")
    url: str = Field(title="地址")
    agency: str = Field(title="公开机关")
    dated_on: date = Field(title="日期", description="按登记簿的规定，记录属于哪一天")
    published_on: date | None = Field(title="公开日期")
    fields: dict[str, str] = Field(title="字段", description="按登记簿的字段；自然人的信息按规则隐去一部分")
