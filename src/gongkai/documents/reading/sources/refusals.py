"""What is said of a file that cannot be read: which file, what is wrong, what to do next."""

from gongkai.documents.reading.blocks import Unreadable

SAVE_AS_DOCX = "请在 WPS 或 Word 中打开，另存为 .docx 后再试。"
SAVE_AS_XLSX = "请在 WPS 或 Excel 中打开，另存为 .xlsx 后再试。"
GET_AGAIN = "请确认文件能正常打开，重新下载或重新导出后再试。"
USE_ANOTHER = "请改用 .docx、.pdf、.html、.xlsx 或 .txt 格式的年度报告。"
COPY_TEXT = "请在浏览器中打开，复制正文另存为 .docx 或 .txt 后再试。"
ONLY_THE_REPORT = "请只提交年度报告本身。"
UNPACK = "请先解压，再提交里面的文件。"
USE_TEXT_FILE = "请提交带有文字的 .docx、.pdf 或网页文件，不要提交扫描件或照片。"
REMOVE_PASSWORD = "请在原软件中取消密码保护，另存后再试。"

BROKEN_SHEETS = "已损坏，无法读取其中的工作表"

_LONGEST_NAME = 120


def refusal(name: str, what: str, then: str) -> Unreadable:
    """The refusal of the file `name`: `what` is wrong with it, and what to do `then`. To be raised."""
    return Unreadable(f"文件“{shown(name)}”{what}。{then}")


def shown(name: str) -> str:
    """The file name without characters that could disturb a terminal, and not endlessly long."""
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    if len(clean) > _LONGEST_NAME:
        clean = f"{clean[: _LONGEST_NAME // 2]}…{clean[-_LONGEST_NAME // 2 :]}"
    return clean or "未命名"
