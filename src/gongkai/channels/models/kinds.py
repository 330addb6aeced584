"""The kinds of carriers, in the order in which the first of two that went out at the same moment is told."""

from enum import StrEnum


class Group(StrEnum):
    """What a yearly report counts together.   依据：条例第二十三至二十五条"""

    GAZETTE = "gazette"
    WEBSITE = "website"
    WECHAT = "wechat"
    WEIBO = "weibo"
    TOUTIAO = "toutiao"
    MEDIA = "media"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words of a report."""
        return {
            "gazette": "政府公报",
            "website": "政府网站",
            "wechat": "政务微信",
            "weibo": "政务微博",
            "toutiao": "今日头条",
            "media": "其他政务新媒体",
            "other": "报刊、广播、电视、查阅点、公开栏等其他渠道",
        }[self.value]


class CarrierKind(StrEnum):
    """One kind of carrier (载体). The order decides which of two is the first where both went out at the same moment.

    依据：条例第二十三至二十五条，国办秘函〔2019〕19号
    """

    WEBSITE = "website"
    GAZETTE = "gazette"
    WECHAT = "wechat"
    WEIBO = "weibo"
    TOUTIAO = "toutiao"
    VIDEO = "video"
    APP = "app"
    OTHER_MEDIA = "other_media"
    CONFERENCE = "conference"
    PAPER = "paper"
    RADIO = "radio"
    TELEVISION = "television"
    READING_PLACE = "reading_place"
    SERVICE_CENTRE = "service_centre"
    NOTICE_BOARD = "notice_board"
    SCREEN = "screen"
    POSTER = "poster"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "website": "政府网站",
            "gazette": "政府公报",
            "wechat": "微信公众号",
            "weibo": "微博",
            "toutiao": "今日头条",
            "video": "短视频号",
            "app": "移动客户端",
            "other_media": "其他新媒体",
            "conference": "新闻发布会",
            "paper": "报刊",
            "radio": "广播",
            "television": "电视",
            "reading_place": "公共查阅点",
            "service_centre": "政务服务中心",
            "notice_board": "公开栏",
            "screen": "电子屏",
            "poster": "海报、宣传页",
            "other": "其他",
        }[self.value]

    @property
    def group(self) -> Group:
        """What a yearly report counts it under."""
        own = {"website", "gazette", "wechat", "weibo", "toutiao"}
        if self.value in own:
            return Group(self.value)
        return Group.MEDIA if self in NEW_MEDIA else Group.OTHER

    @property
    def online(self) -> bool:
        """Whether what is put out there has an address on the net."""
        return self in NEW_MEDIA or self is CarrierKind.WEBSITE

    @property
    def hangs(self) -> bool:
        """Whether something is put up there for a time, which a photograph proves."""
        return self in HANGING

    @property
    def rank(self) -> int:
        """Its place in the declared order, from 0."""
        return list(CarrierKind).index(self)


NEW_MEDIA = frozenset(
    {
        CarrierKind.WECHAT,
        CarrierKind.WEIBO,
        CarrierKind.TOUTIAO,
        CarrierKind.VIDEO,
        CarrierKind.APP,
        CarrierKind.OTHER_MEDIA,
    }
)
"""Government new media (政务新媒体): accounts that are registered and filed.   依据：国办秘函〔2019〕19号"""

PLACES = frozenset(
    {CarrierKind.READING_PLACE, CarrierKind.SERVICE_CENTRE, CarrierKind.NOTICE_BOARD, CarrierKind.SCREEN}
)
"""Where citizens can go.   依据：条例第二十五条"""

HANGING = frozenset(
    {
        CarrierKind.READING_PLACE,
        CarrierKind.SERVICE_CENTRE,
        CarrierKind.NOTICE_BOARD,
        CarrierKind.SCREEN,
        CarrierKind.POSTER,
        CarrierKind.OTHER,
    }
)
"""What is proved by a photograph."""


class Filing(StrEnum):
    """Whether an account of new media is filed (备案)."""

    NOT_FILED = "not_filed"
    FILED = "filed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"not_filed": "未备案", "filed": "已备案", "cancelled": "已注销"}[self.value]
