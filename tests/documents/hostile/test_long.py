"""Texts that go on and on: the time must grow with their length, not with its square."""

from pathlib import Path

import pytest

from gongkai.cli import workers
from gongkai.cli.jobs import Done, Job

LENGTH = 100_000  # characters: more than twice the longest real reports
SECONDS = 60  # such a file takes one to three; with the square of its length it takes minutes
HEAD = "云岭县2021年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
REPEATED = {
    "行": "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n",
    "竖线": "|一、本年新收政府信息公开申请数量|1|2|3|4|5|6|7|\n",
    "一段": "全年主动公开政府信息52800条，其中政府网站公开30200条，",
    "段落": "全年主动公开政府信息52800条，其中政府网站公开30200条，政务新媒体公开18500条。\n",
    "百分比": "增长20.86%，",
    "中文数字": "一二三四五六七八九十百千万亿",
    "长数": "1",
    "数列": "1 ",
    "一行一数": "1\n",
    "标题": "一、总体情况\n",
    "末标题": "六、其他需要报告的事项\n",
    "表头": "行政复议",
    "结果": "结果维持结果纠正其他结果尚未审结总计",
    "括号": "（",
    "引号": "“",
    "书名号": "《",
    "逗号": "，",
    "横线": "-",
    "空格": " ",
    "换行": "\n\n",
    "顿号": "甲项3件、",
    "同比": "较上年增加3件，同比增长",
}


@pytest.mark.parametrize("name", REPEATED)
def test_long_text_takes_no_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(HEAD + REPEATED[name] * (LENGTH // len(REPEATED[name])), encoding="utf-8")
    [answer] = workers.run(
        "gongkai.cli.work:check_file",
        [Job(path, json=True)],
        jobs=1,
        seconds=SECONDS,
    )
    assert isinstance(answer, Done)
