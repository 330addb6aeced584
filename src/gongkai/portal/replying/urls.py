"""Addresses of answers to questions: yj = 意见."""

from django.urls import path

from gongkai.portal.replying import answering

urlpatterns = [
    path("yj/", answering.query, name="reply_query"),
    path("yj/nr", answering.question, name="reply_question"),  # nr = 内容
    path("yj/tj", answering.send, name="reply_send"),  # tj = 提交
    path("yj/js", answering.leave, name="reply_leave"),  # js = 结束
]
