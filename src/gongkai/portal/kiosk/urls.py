"""Addresses of the touch screen, below the agency in whose hall it stands: jg = 机关, zx = 最新, xx = 信息, nb = 年报, zt = 专题,
ss = 搜索, sq = 申请, jd = 进度, zk = 状况, xp = 小票, js = 结束, xs = 显示."""

from django.urls import path

from gongkai.portal import index_numbers  # noqa: F401 - the converter of these addresses
from gongkai.portal.kiosk import finding, following, hall, looks, reading

urlpatterns = [
    path("", hall.choose, name="kiosk_choose"),
    path("xs.css", looks.sheet, name="kiosk_looks"),
    path("<slug:slug>/", hall.home, name="kiosk"),
    path("<slug:slug>/zx/", hall.newest, name="kiosk_newest"),
    path("<slug:slug>/jg/", hall.organs, name="kiosk_organs"),
    path("<slug:slug>/jg/<slug:organ>/", hall.organ, name="kiosk_organ"),
    path("<slug:slug>/jg/<slug:organ>/<slug:key>/", hall.column, name="kiosk_column"),
    path("<slug:slug>/nb/", hall.reports, name="kiosk_reports"),
    path("<slug:slug>/nb/<slug:organ>/<int:year>/", reading.report, name="kiosk_report"),
    path("<slug:slug>/zt/<slug:topic>/", reading.topic, name="kiosk_topic"),
    path("<slug:slug>/ss/", finding.search, name="kiosk_search"),
    path("<slug:slug>/sq/", hall.applying, name="kiosk_applying"),
    path("<slug:slug>/jd/", following.query, name="kiosk_query"),
    path("<slug:slug>/jd/zk/", following.standing, name="kiosk_status"),
    path("<slug:slug>/jd/xp/", following.slip, name="kiosk_slip"),
    path("<slug:slug>/js/", following.end, name="kiosk_end"),
    path("<slug:slug>/xs/<slug:look>/", looks.choose, name="kiosk_look"),
    path("<slug:slug>/xx/<index_no:index_no>/", reading.item, name="kiosk_item"),
]
