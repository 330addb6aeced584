"""Official documents that the project wrote itself, as lines with their parts; all names are invented."""

from dataclasses import dataclass

Line = tuple[str, str]  # what it is, what it says
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document: lines in reading order; a line "table" says nothing and stands for `rows`."""

    lines: tuple[Line, ...]
    rows: Rows = ()


NOTICE = Document(
    (
        ("letterhead", "云岭县人民政府办公室文件"),
        ("number", "云政办发〔2026〕12号"),
        ("title", "云岭县人民政府办公室关于开展"),
        ("title", "政务公开专区建设工作的通知"),
        ("to", "各乡镇人民政府、街道办事处，县政府各部门、各直属机构："),
        ("text", "为方便群众查阅政府信息，经县政府同意，现就开展政务公开专区建设工作通知如下。"),
        ("first", "一、总体要求"),
        ("text", "坚持需求导向，利用现有场所，不新建楼堂馆所。"),
        ("first", "二、建设内容"),
        ("second", "（一）查询区"),
        ("text", "配备电脑、触摸屏等设备，提供政府信息查询。"),
        ("third", "1．县级专区设在县政务服务中心。"),
        ("third", "2．乡镇专区设在便民服务大厅。"),
        ("second", "（二）体验区"),
        ("text", "安排专人引导群众在线办事。"),
        ("first", "三、工作要求"),
        ("text", "请于2026年6月30日前完成建设，并将附件2报县政府办公室。"),
        ("note", "附件：1．政务公开专区建设标准"),
        ("listed", "2．政务公开专区建设情况表"),
        ("sign", "云岭县人民政府办公室"),
        ("date", "2026年3月5日"),
        ("annotation", "（此件公开发布）"),
    )
)
OPINIONS = Document(
    (
        ("title", "云岭县人民政府"),
        ("title", "关于推进农村供水提质的实施意见"),
        ("number", "云政发〔2026〕3号"),
        ("to", "各乡镇人民政府，县政府各部门："),
        ("text", "为提升农村供水保障水平，结合本县实际，提出如下意见。"),
        ("first", "一、主要目标"),
        ("text", "到2028年，农村自来水普及率达到96%以上。"),
        ("first", "二、重点任务"),
        ("second", "（一）加强水源保护。划定保护范围，设立界桩和标识，每季度巡查一次。"),
        ("second", "（二）完善管网设施"),
        ("third", "1．改造老旧管网120公里。"),
        ("fourth", "（1）山区乡镇优先安排。"),
        ("fourth", "（2）其他乡镇逐步推进。"),
        ("third", "2．新建蓄水池15座。"),
        ("second", "（三）规范水质检测"),
        ("text", "检测结果每月公布一次。"),
        ("first", "三、保障措施"),
        ("text", "各乡镇要明确责任人，落实经费。"),
        ("sign", "云岭县人民政府"),
        ("date", "二〇二六年二月十一日"),
        ("annotation", "（此件公开发布）"),
    )
)
MEASURES = Document(
    (
        ("letterhead", "云岭县人民政府令"),
        ("number", "第3号"),
        ("title", "云岭县公共停车场管理办法"),
        ("passed", "（2026年1月20日云岭县人民政府令第3号公布　自2026年3月1日起施行）"),
        ("chapter", "第一章　总　则"),
        (
            "article",
            "第一条　为了规范公共停车场管理，方便群众出行，根据有关法律、法规，结合本县实际，制定本办法。",
        ),
        ("article", "第二条　本县行政区域内公共停车场的规划、建设和管理，适用本办法。"),
        ("chapter", "第二章　规划与建设"),
        ("section", "第一节　规　划"),
        ("article", "第三条　县自然资源主管部门应当会同有关部门编制公共停车场专项规划，并遵循下列原则："),
        ("text", "（一）因地制宜；"),
        ("text", "（二）节约用地。"),
        ("section", "第二节　建　设"),
        ("article", "第四条　新建公共停车场应当按照规定配建充电设施。"),
        ("chapter", "第三章　附　则"),
        ("article", "第五条　本办法自2026年3月1日起施行。"),
    )
)
ANNOUNCEMENT = Document(
    (
        ("title", "云岭县市场监督管理局"),
        ("title", "2026年第2期食品安全监督抽检公告"),
        ("text", "近期，县市场监督管理局组织开展食品安全监督抽检，现将结果公告如下："),
        ("table", ""),
        ("text", "对不合格食品，已责令停止销售。"),
        ("text", "特此公告。"),
        ("sign", "云岭县市场监督管理局"),
        ("date", "2026年4月9日"),
    ),
    (
        ("类别", "抽检情况", "<"),
        ("^", "批次", "不合格"),
        ("粮食加工品", "40", "0"),
        ("蔬菜制品", "25", "1"),
    ),
)
LETTER = Document(
    (
        ("letterhead", "云岭县财政局"),
        ("number", "云财函〔2026〕18号"),
        ("title", "关于对政协云岭县第十届委员会"),
        ("title", "第二次会议第27号提案答复的函"),
        ("to", "石溪委员："),
        ("text", "您提出的关于加大乡村道路养护投入的提案收悉。经研究，现答复如下："),
        ("first", "一、关于资金安排"),
        ("text", "2026年预算安排养护资金1200万元，比上年增加150万元。"),
        ("first", "二、关于资金监管"),
        ("text", "按季度公开资金使用情况。"),
        ("text", "感谢您对财政工作的关心支持。"),
        ("sign", "云岭县财政局"),
        ("date", "2026年5月20日"),
        ("annotation", "（联系单位：云岭县财政局办公室，电话：0000-0000000）"),
    )
)
REPLY = Document(
    (
        ("letterhead", "云岭县人民政府文件"),
        ("number", "云政复〔2026〕7号"),
        ("title", "云岭县人民政府关于青石镇国土空间规划"),
        ("title", "（2025—2035年）的批复"),
        ("to", "青石镇人民政府："),
        ("text", "你镇《关于报请审批国土空间规划的请示》（青政〔2026〕4号）收悉。现批复如下："),
        ("statement", "一、原则同意《青石镇国土空间规划（2025—2035年）》。"),
        ("statement", "二、严格落实耕地保护任务，到2035年耕地保有量不低于2.35万亩；不得擅自调整。"),
        ("statement", "三、规划的修改须按程序报批。"),
        ("text", "此复。"),
        ("sign", "云岭县人民政府"),
        ("date", "2026 年 1 月 8 日"),
        ("annotation", "（此件公开发布）"),
    )
)
DOCUMENTS = {
    "notice": NOTICE,
    "opinions": OPINIONS,
    "measures": MEASURES,
    "announcement": ANNOUNCEMENT,
    "letter": LETTER,
    "reply": REPLY,
}
