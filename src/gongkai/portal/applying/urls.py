"""Addresses of applications: ysqgk = 依申请公开, sq = 申请, cx = 查询."""

from django.urls import path

from gongkai.portal.applying import following, pages, sending, starting

urlpatterns = [
    path("sq/", starting.start, name="apply"),
    path("sq/cha/<slug:slug>/", starting.look, name="apply_look"),  # cha = 查
    path("sq/cha/<slug:slug>/ts", starting.suggestions, name="apply_suggestions"),  # ts = 提示
    path("sq/zd", starting.found, name="apply_found"),  # zd = 找到
    path("sq/lb", pages.kind, name="apply_kind"),  # lb = 类别
    path("sq/sqr", pages.applicant, name="apply_applicant"),  # sqr = 申请人
    path("sq/nr", pages.content, name="apply_content"),  # nr = 内容
    path("sq/fs", pages.form, name="apply_form"),  # fs = 方式
    path("sq/hd", sending.check, name="apply_check"),  # hd = 核对
    path("sq/fq", starting.discard, name="apply_discard"),  # fq = 放弃
    path("sq/hz", sending.receipt, name="apply_receipt"),  # hz = 回执
    path("sq/hz.txt", sending.receipt_text, name="apply_receipt_text"),
    path("cx/", following.query, name="apply_query"),
    path("cx/jd", following.standing, name="apply_status"),  # jd = 进度
    path("cx/bc", following.supplement, name="apply_supplement"),  # bc = 补充
    path("cx/ch", following.take_back, name="apply_take_back"),  # ch = 撤回
    path("cx/pj", following.rate, name="apply_rate"),  # pj = 评价
    path("cx/jy", following.propose, name="apply_propose"),  # jy = 建议
    path("cx/js", following.leave, name="apply_leave"),  # js = 结束
    path("cx/wj/<int:number>", following.download, name="apply_file"),  # wj = 文件
]
