"""What stands around a report on a web page."""

from html import escape

from gongkai.law.report.content import Report


def plain_frame(report: Report, body: str) -> str:
    """Nothing but the report."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{{charset}}"><title>{report.title}</title></head>\n'
        f"<body><h1>{report.title}</h1>\n{body}</body></html>"
    )


def site_frame(report: Report, body: str) -> str:
    """A government page: navigation, bread crumbs, index table, print buttons, related links, footer."""
    index = "".join(
        f"<td>{label}</td><td>{text}</td>"
        for label, text in (
            ("索引号", "000014349/2026-00031"),
            ("公开日期", report.published_on),
            ("文号", ""),
        )
    )
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{report.title}_政府信息公开_{report.agency_name}</title>"
        "<script>var siteId = 17; document.write('2019年政府信息公开工作年度报告 1 2 3');</script>"
        "<style>.cur{color:red}</style></head><body>"
        "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a>政务公开</a></li><li><a>办事服务</a></li></ul></div>"
        f"<div class='crumb'>当前位置：<a>首页</a> &gt; <a>政府信息公开年报</a> &gt; <a>{report.report_year}年</a></div>"
        f"<table class='index'><tr>{index}</tr></table>"
        f"<h2>{report.title}</h2>"
        f"<div class='info'>发布时间：{report.published_on} 10:21 来源：{report.agency_name} 浏览次数：1024 "
        "字体：[<a>大</a> <a>中</a> <a>小</a>]</div>"
        f"<div id='zoom'>{body}</div>"
        "<div class='share'>分享到： <a>打印本页</a> <a>关闭窗口</a></div>"
        "<div><h4>相关文档</h4><ul><li><a>云岭市2023年政府信息公开工作年度报告</a> 2024-03-11</li></ul></div>"
        "<div class='footer'>主办单位：云岭市人民政府办公室　网站标识码：5300000001　备案序号12345678号</div>"
        "</body></html>"
    )


def twice_frame(report: Report, body: str) -> str:
    """A page that holds the report twice: for screens, and again for printing."""
    return site_frame(
        report, f"{body}</div><div class='print' style='display:none'><h2>{report.title}</h2>{body}"
    )


def word_paragraph(text: str) -> str:
    """A paragraph as a word processor pastes it."""
    return (
        f'<p class="MsoNormal" style="text-indent:32.0pt"><span style="font-size:16.0pt">{escape(text)}</span>'
        "<span><o:p></o:p></span></p>\n"
    )


def word_frame(report: Report, body: str) -> str:
    """A page saved by a word processor."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
        '<meta http-equiv=Content-Type content="text/html; charset={charset}"><meta name=Generator content="Word 15">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- p.MsoNormal{margin:0cm} --></style></head><body lang=ZH-CN><div class=WordSection1>"
        f"<p class=MsoTitle align=center><b><span>{report.title}</span></b></p>{body}</div></body></html>"
    )
