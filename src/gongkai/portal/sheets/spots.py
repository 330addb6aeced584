"""Places in a file in Chinese: "page 3, table 1, row 5, column 4" becomes 第3页第1个表格第5行第4列."""

import re

WORDS = {
    "line": "第{}行",
    "paragraph": "第{}段",
    "page": "第{}页",
    "table": "第{}个表格",
    "row": "第{}行",
    "column": "第{}列",
    "sheet": "工作表“{}”",
    "cell": "单元格{}",
}
STEP = re.compile(rf"({'|'.join(WORDS)}) (.+)")


def spot(where: str) -> str:
    """The place in words; anything that is no known kind of place stays as it is."""
    steps = where.split(", ")
    matched = [STEP.fullmatch(step) for step in steps]
    return "".join(
        WORDS[match[1]].format(match[2]) if match else step
        for match, step in zip(matched, steps, strict=True)
    )
