"""What topics and issues of the gazette can be."""

from enum import StrEnum


class TopicKind(StrEnum):
    """What a topic collects."""

    SUBJECT = "subject"
    ONE_THING = "one_thing"
    FREQUENT = "frequent"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"subject": "专题", "one_thing": "一件事", "frequent": "高频事项"}[self.value]

    @property
    def in_steps(self) -> bool:
        """Whether its sections are steps, one after the other."""
        return self is TopicKind.ONE_THING


class TopicState(StrEnum):
    """How a topic stands towards the public. What was closed stays readable, and nothing is added to it."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"draft": "未公开", "open": "已公开", "closed": "已结束"}[self.value]


class Origin(StrEnum):
    """The level from which a policy comes, the highest first."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "nation": "国家",
            "province": "省级",
            "prefecture": "市级",
            "county": "县级",
            "township": "乡镇（街道）",
            "department": "部门",
        }[self.value]


class Deed(StrEnum):
    """What was done to a topic."""

    BEGUN = "begun"
    ALTERED = "altered"
    SECTION_ADDED = "section_added"
    SECTION_ALTERED = "section_altered"
    SECTION_REMOVED = "section_removed"
    PUT_IN = "put_in"
    TAKEN_OUT = "taken_out"
    MOVED = "moved"
    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "begun": "新建",
            "altered": "修改介绍",
            "section_added": "增加分栏",
            "section_altered": "修改分栏",
            "section_removed": "去掉分栏",
            "put_in": "加入",
            "taken_out": "移出",
            "moved": "调整顺序",
            "opened": "公开",
            "closed": "结束",
            "reopened": "恢复",
        }[self.value]


class Rubric(StrEnum):
    """The rubrics of a gazette, in the order in which they stand."""

    RULES = "rules"
    GOVERNMENT = "government"
    OFFICE = "office"
    DEPARTMENTS = "departments"
    APPOINTMENTS = "appointments"
    INTERPRETATION = "interpretation"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words that stand above it."""
        return {
            "rules": "政府规章",
            "government": "政府文件",
            "office": "政府办公室文件",
            "departments": "部门文件",
            "appointments": "人事任免",
            "interpretation": "政策解读",
            "other": "其他",
        }[self.value]

    @property
    def place(self) -> int:
        """Where it stands among the others."""
        return list(Rubric).index(self)

    @property
    def numbered(self) -> bool:
        """Whether what stands in it has a document number."""
        return self in (Rubric.GOVERNMENT, Rubric.OFFICE, Rubric.DEPARTMENTS)
