"""Names of persons: beside a role that private persons have, beside their numbers, in lists of those who receive something.

A surname alone proves nothing in Chinese, so a name is only taken where the words around it say that one must stand there. Those
who act in public office (县长, 局长, 签发人 …) are not looked for.
"""

import re
from collections.abc import Iterable, Iterator

from gongkai.documents.checking.privacy.groups import Found
from gongkai.documents.checking.privacy.kinds import Kind
from gongkai.law.surnames import COMPOUND, SINGLE

# 某 and its like are a mask already.
_GIVEN = r"(?:(?![某的了])[\u4e00-\u9fff])"
_AFTER_NAME = """
电话 手机 身份 证件 男 女 性别 年龄 住 系 于 因 为 患 在 与 和 及 诉 等 先生 女士 同志 联系 已 经 申请 向 称 反映 来信 来电 户 曾
名下 持 驾驶 出生 现 未 将 被 对 以 驾 从 把 是 同 残疾 一级 二级 三级 四级 到 的 送 进 在 不 当 承诺 表示 两千 元 其 本 也 均 系
"""
_END = rf"(?=[^\u4e00-\u9fff]|$|{'|'.join(sorted(set(_AFTER_NAME.split())))})"
NAME = (
    rf"(?:(?:{'|'.join(sorted(COMPOUND))}){_GIVEN}{{1,2}}?{_END}"
    rf"|[{''.join(sorted(SINGLE))}] ?{_GIVEN}{{1,2}}?{_END})"
)
# Words that begin like a name.
_ALIKE = """
高级 高中 高度 高新 高速 高校 高等 安全 安排 安置 安装 方案 方式 方法 方面 方便 方向 周期
周边 周围 广告 公开 公司 公安 公民 公示 公告 公共 公布 公章 公路 时间 时限 管理 管辖 严格
严重 常务 常住 常年 金额 金融 钱款 包括 包装 包含 万元 万人 项目 单位 单独 任务 任何 任职
任命 温度 水平 水利 水电 江苏 江西 江南 江北 云南 宁夏 甘肃 陈述 成立 成员 成本 成果 应当
应急 应用 党委 党员 党组 党政 计划 计算 计入 计量 计生 季度 花费 费用 全部 全县 全年 全市
全国 全体 全省 全区 全面 宁波 黄河 牛羊 马上 马路 石油 石头 余额 查询 查处 查看 查封 查明
强化 强制 祖国 房屋 房产 房地 许可 连续 解决 解除 解释 解答 路线 路段 路灯 路口 路面 符合
景区 司法 司机 向上 明确 明细 支付 支持 从事 相关 相应 相对 别人 平方 平台 平均 平等 后续
后期 荆州 游客 权利 权益 楚雄 原告 原因 原件 原则 原始 代理 代表 代码 代办 鱼类 容量 古城
易地 终止 终审 衡量 都市 文件 文化 文号 文明 文书 国家 国有 国土 国务 通知 通过 通报 通信
通讯 边界 农业 农村 农民 农户 农田 尚未 温馨 别墅 元整 元素 和平 和谐 水源 田地 盛大 林业
林地 林木 童装 颜色 梅花 钟表 于是 时任 于今 齐全 康复 顾客 孟加 平米 明年 白天 怀孕 宿舍
印章 印发 印件 单价 单号 单据 车辆 车牌 车主 车间 谷物 山区 山东 山西 巴士 富裕 井盖 段落
曲线 家庭 家属 家长 家电 封存 储备 松动 胡同 经营 经济 经办 经过 经费 经理 房号 干部 干扰
应付 丁级 宣传 宣布 邓小 单方 洪水 包干 诸多 左右 左侧 石材 程序 程度 陆续 荣誉 羊只 惠农
惠民 惠及 曲目 贡献 申请 申报 申诉 申领 扶持 扶贫 冉冉 逄州 双方 双倍 党派 劳动 劳务 宗地
充分 充电 习惯 古迹 步骤 步行 耿直 满意 满足 满分 匡算 寇仇 广场 广大 广西 东部 东侧 东西
东路 沃土 利息 利用 利率 利益 越权 隆重 师生 师范 聂耳 敖包 融资 冷冻 那些 那么 简称 简易
简要 空白 空调 空间 曾经 曾用 沙石 丰富 关于 关系 关注 关键 红线 竺可 权限 公积 付款 付费
代收 商品 商务 商业 商户 母亲 海关 海域 操作 但是 初审 初步 初中 楼层 楼房 位置 位于 何时
何种 何地 张贴 张数 王国 李子 章程 苏州 苏木 柏油 范围 范本 方位 任期 唐山 费率 雷电 贺信
汤料 毕业 安徽 安康 常德 乐观 时段 皮肤 康养 伍佰 余下 平安 黄金 黄土 和田 和解 萧山 姚安
毛重 毛利 米面 臧否 计件 伏旱 成年 成人 成功 谈判 谈话 宋代 茅台 熊猫 纪检 纪委 纪律 舒适
屈服 祝贺 董事 梁柱 杜绝 席位 麻醉 强度 路过 危险 危房 危害 江河 童年 郭家 梅州 盛会 林权
徐州 高温 夏季 夏粮 蔡甸 田径 樊城 凌晨 霍乱 虞城 万家 支出 支部 支队 柯桥 管道 管护 卢沟
莫过 解读 应诉 应届 宣读 邓州 郁闷 单身 杭州 洪涝 左转 石料 吉林 龚家 程式 邢台 裴回 陆地
荣获 甄别 曲阜 家人 封闭 储蓄 汲取 段长 富民 巫山 焦炭 弓箭 牧区 山水 谷雨 车位 全程 全额
班子 班级 仰望 秋季 秋粮 宫廷 宁静 仇恨 暴雨 暴力 厉行 祖籍 武器 武装 武汉 符号 刘海 景点
龙头 叶片 幸福 司长 黎明 印刷 白酒 白银 怀疑 从业 从严 索引 索赔 咸阳 籍贯 赖以 卓越 蒙古
池塘 乔木 阴影 能力 能够 能源 苍蝇 双倒 闻讯 贡品 姬松 扶养 堵塞 宰杀 桑树 桂林 牛奶 寿命
通道 通行 边境 冀中 农药 温室 庄稼 柴油 充值 连带 连接 茹毛 习俗 艾滋 容积 向导 向前 古树
易于 慎重 终身 终点 居民 居住 居委 衡阳 步道 都是 耿马 弘扬 国道 文本 文字 广播 禄劝 东方
利润 师傅 巩固 融合 冷链 简介 空气 曾任 沙土 养老 养殖 养护 丰收 关闭 关爱 相同 查验 后果
红旗 红色 游泳 权属 盖章 益阳 公证 公益 高血
谢谢 谢意 于每 于本 于此 于其 于上 于下 于当 于同 于各 于该 于昨 于近 于规 向县 向市 向省 向区 向本 向我 向其 向有 向法 向原 向被 向公 向乡
向镇 向政 应在 应于 应按 应向 应依 应及 应提 应承 应由 应为 应对 应予 经本 经查 经审 经依 经法 经调 经批 经核 从其 从未 从本 时未 时应
时提 时间 都应 都不 能否 但未 但应 但不 和其 和被 和本 和有 全家 全程 全额 通讯 通信 代为 后可 后应 明知 常用 包括 强烈 安全 付清 别的
"""
_WORDS = frozenset(_ALIKE.split())

# After these a name may follow at once; after the others only behind a colon, a blank or a bracket.
_DIRECT = """
申请人 被申请人 当事人 被处罚人 受害人 被害人 法定代表人 监护人 投诉人 举报人 信访人 死者 伤者 被告人 原告 被告 第三人 委托代理人 户主
驾驶人 驾驶员 嫌疑人 犯罪嫌疑人 违法行为人 村民 居民 脱贫户 贫困户 五保户 残疾人
见证人 报案人 所有权人 农户 本人 转账给 支付给 汇给
"""
_MARKED = """
姓名 名字 联系人 行政相对人 法人代表 经营者 反映人 来信人 来电人 留言人 患者 病人 学生 家长 配偶 妻子 丈夫 父亲 母亲 儿子 女儿 被征收人
权利人 承包人 受益人 救助对象 低保对象 补助对象 补贴对象 帮扶对象 收款人 领款人 领取人 受助人 监护对象 养护人 被保险人 参保人 考生 孤儿 逝者
亲属 家属 户名 持卡人 车主 房主 业主 承租人 出租人 转让人 受让人 获得者 申报人 领证人 投保人 签字 签名 领取人签字
"""
_LABEL = r"(?:\([^()\n]{1,8}\))?"
_ROLE = re.compile(
    rf"(?:(?:{'|'.join(_DIRECT.split())}){_LABEL}[ \t]{{0,3}}[:\"“'(]?"
    rf"|(?:{'|'.join(_MARKED.split())}|姓\s名){_LABEL}[ \t]{{0,3}}[: \t\"“'(])[ \t]{{0,3}}({NAME})"
)
_SUFFERS = re.compile(
    rf"(?<![\u4e00-\u9fff])({NAME})[,，]?(?:[男女][,，])?(?:因|现|系|为|是)?"
    r"(?:身患|罹患|患(?!者)|确诊|被诊断|[一二三四]级残疾|残疾|精神|肢体|视力|听力)"
)
_SUES = re.compile(
    rf"(?<![\u4e00-\u9fff])据?({NAME})(?:诉(?=[\u4e00-\u9fff]{{4}})|的?(?:妻子|丈夫|父亲|母亲|儿子|女儿|家属))"
)
_LISTED = re.compile(rf"(?<![\u4e00-\u9fff])(?:{NAME}[、，,\s]{{1,4}}){{2,500}}{NAME}")
_LIST_WORDS = re.compile(
    r"名单|救助|低保|补助|补贴|受助|受益|资助|获得者|以下人员|人员如下|脱贫户|贫困户|残疾|发放|奖补|孤儿|五保|特困|学生|考生|户主"
)
# The heading of a column of names, in a line whose cells are divided by tabs; blanks are tabs where a page was pasted.
_HEADING = re.compile(
    r"(?:^|(?<=\n))(?=[^\n]{0,500}?(?:姓 {0,4}名|户 ?主|监护人|法定代表人|申请人|受益人|联系人|家长)\b)([^\n]*\t[^\n]*)\n"
)
_COLUMN = re.compile(
    r"(?:.{0,6}姓 {0,4}名|户 ?主|监护人|法定代表人|申请人|受益人|联系人|家长)(?:\(.{0,6}\))?"
)
_PUBLIC_WORDS = re.compile(r"出席|列席|参会|主持|组长|成员|领导|主任|局长|任命|免去|书记|代表|委员|专家|评委")
_ONE = re.compile(NAME)

_BESIDE_WORDS = (
    r"(?:(?:公民)?身份证?(?:件)?(?:号码?)?|证件号码?|身份号码|联系电话|联系方式|家庭住址|现?住址?|手机号?码?|电话号?码?|电话|手机"
    r"|银行卡号?|一卡通|卡号|[账帐]号|[男女]|[\u4e00-\u9fff]{1,3}族|\d{1,3}岁)"
)
_AHEAD = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|村民|居民|公民|职工|农户|员工|市民|由|给|向|与|及|系|人|者)({NAME})"
    rf"(?:[\s,，、:(\[【]{{0,3}}(?:{_BESIDE_WORDS})){{0,4}}[\s,，、:为是(\[【]{{0,3}}$"
)
_BEHIND = re.compile(rf"[ \t]{{0,2}}[(（,，、]?[ \t]{{0,2}}({NAME})(?=[)）,，、。;；\s]|$)")
_BESIDE = frozenset({Kind.CN_ID, Kind.CN_ID15, Kind.MOBILE, Kind.BANK_CARD, Kind.PASSPORT, Kind.ADDRESS})


def is_name(text: str) -> bool:
    """Whether a word may be a name, and is no word that begins like one."""
    return text[:2] not in _WORDS and not text.startswith("某")


def names(text: str, others: Iterable[Found]) -> Iterator[Found]:
    """Names in a `plain` text; `others` are the numbers and addresses found in it."""
    for found in (*_ROLE.finditer(text), *_SUFFERS.finditer(text), *_SUES.finditer(text)):
        if is_name(found[1]):
            yield _name(found.start(1), found[1])
    yield from _columns(text)
    for other in others:
        if other.kind in _BESIDE:
            yield from _beside(text, other)
    for listed in _LISTED.finditer(text):
        around = text[max(0, listed.start() - 60) : listed.start()]
        if _LIST_WORDS.search(around) and not _PUBLIC_WORDS.search(around[-12:]):
            for found in _ONE.finditer(listed.group()):
                if is_name(found.group()):
                    yield _name(listed.start() + found.start(), found.group())


def _columns(text: str) -> Iterator[Found]:
    """Names in a column that says so, in lines whose cells are divided by tabs."""
    for heading in _HEADING.finditer(text):
        columns = {at for at, cell in enumerate(heading[1].split("\t")) if _COLUMN.fullmatch(cell.strip())}
        start = heading.end()
        while columns and start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            line = text[start:end]
            if "\t" not in line or _HEADING.match(f"{line}\n"):
                break
            yield from _cells(line, start, columns)
            start = end + 1


def _cells(line: str, start: int, columns: set[int]) -> Iterator[Found]:
    for at, cell in enumerate(line.split("\t")):
        name = cell.strip()
        if at in columns and _ONE.fullmatch(name) and is_name(name):
            yield _name(start + cell.index(name), name)
        start += len(cell) + 1


def _beside(text: str, other: Found) -> Iterator[Found]:
    low = max(0, other.start - 40)
    ahead = _AHEAD.search(text[low : other.start])
    if ahead and is_name(ahead[1]):
        yield _name(low + ahead.start(1), ahead[1])
    behind = _BEHIND.match(text[other.end : other.end + 12])
    if behind and is_name(behind[1]):
        yield _name(other.end + behind.start(1), behind[1])


def _name(start: int, text: str) -> Found:
    return Found(Kind.NAME, start, start + len(text), text, certain=False)
