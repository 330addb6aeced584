"""A Word file without what is marked: characters replaced by blocks, pictures by black ones, and the absence proved."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from lxml import etree

from gongkai.documents.checking.privacy.files.word import runs
from gongkai.documents.checking.privacy.masking.container import packed, parsed, parts_of, written
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.redaction.marks import Place, Redacted, Report, Span, Words
from gongkai.documents.redaction.sheets.finding import plain
from gongkai.documents.redaction.sheets.proving import Secret, in_bytes
from gongkai.documents.redaction.word import pictures
from gongkai.documents.redaction.word.cleaning import NAME, clean, is_told, story_parts
from gongkai.documents.redaction.word.reading import paragraphs, roots, spans, stories

BLOCK = "█"
NOTHING = "没有标记要遮盖的内容。请先选定文字或者图片，再遮盖。"
OUTSIDE = "有标记在文件之外。请刷新页面，重新标记。"
NOT_FOUND = "要遮盖的文字在文件里没有找到。图片上的文字，请遮盖整张图片。"
NOT_PROVED = "没有办法证明遮盖的内容已经清除，所以没有生成文件。请把文件另存为 PDF 后再遮盖。"
CROPPED = (
    "文件里有裁剪过的图片，裁去的部分仍在文件里。请在 Word 中用“压缩图片”删除裁剪区域，或者遮盖整张图片。"
)
TOLD = "文件里留有 GIF、TIFF、EMF 等格式的图片，其中可能带有制作信息，请核对；需要时在 Word 中换成 PNG 或者 JPEG 图片。"
CLEARED = (
    ("docProps/", "文件属性（作者、标题、单位等）"),
    ("word/comments", "批注"),
    ("customXml/", "自定义数据"),
    ("word/embeddings/", "嵌入的文件"),
    ("docProps/thumbnail", "缩略图"),
    ("word/glossary/", "构建基块"),
    ("word/fonts/", "嵌入的字体"),
)
TRACED = (
    (("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"), "修订（已全部接受）"),
    (("vanish",), "隐藏文字"),
    (("hyperlink", "instrText", "fldSimple"), "链接的地址和域代码（显示的文字保留）"),
    (("bookmarkStart",), "书签"),
    (("rsids",), "修订标识"),
)


def redacted(data: bytes, marks: Sequence[Span], words: Sequence[Words]) -> Redacted:
    """The new file and what was done. Raises Unreadable."""
    before = parts_of(data, NAME) if data.startswith(b"PK") else {}
    parts = clean(data)
    trees = roots(parts)
    listed = list(stories(trees))
    texts = [text for _, _, text in listed]
    chosen, remarks = _chosen(marks, words, texts)
    secrets = _secrets(chosen, texts)
    places = [_covered(mark, parts) if mark.picture else _blocked(mark, texts) for mark in chosen]
    gone = {mark.picture: parts[mark.picture] for mark in chosen if mark.picture}
    for part in [each for each in gone if each in parts]:
        pictures.withheld(parts, part)
    _replace([element for _, element, _ in listed], texts, [mark for mark in chosen if not mark.picture])
    parts |= {part: written(root) for part, root in trees.items()}
    _elsewhere(parts, secrets)
    file = packed(parts)
    if not _is_proved(file, texts, secrets) or _shows(file, gone, before):
        raise Unreadable(NOT_PROVED)
    if any(b"srcRect" in parts[part] and _is_cropped(parts[part]) for part in story_parts(parts)):
        remarks.append(CROPPED)
    if any(is_told(part, parts[part]) for part in parts if "/media/" in part):
        remarks.append(TOLD)
    if any(secret.kept for secret in secrets):
        remarks.append("遮盖的文字在文件里还有没有标记的地方，请核对是否一并遮盖。")
    return Redacted(
        file,
        Report(
            kind="docx",
            places=tuple(places),
            rastered=(),
            remarks=tuple(remarks),
            cleared=tuple(dict.fromkeys(_cleared(before))),
            original=sha256(data).hexdigest(),
            result=sha256(file).hexdigest(),
        ),
    )


def _chosen(
    marks: Sequence[Span], words: Sequence[Words], texts: Sequence[str]
) -> tuple[list[Span], list[str]]:
    found, missing = list(marks), 0
    for each in words:
        wanted = [text] if (text := plain(each.text)) else []
        places = spans(texts, wanted, each.ground, each.label)
        missing += not places
        found += places
    if not found:
        raise Unreadable(NOT_FOUND if words else NOTHING)
    for mark in found:
        if not mark.picture and not (
            0 <= mark.paragraph < len(texts) and 0 <= mark.start < mark.end <= len(texts[mark.paragraph])
        ):
            raise Unreadable(OUTSIDE)
    said = [f"有 {missing} 条要遮盖的文字在文件里没有找到，请核对。"] if missing else []
    return sorted(found, key=lambda mark: (mark.paragraph, mark.start)), said


def _secrets(marks: Iterable[Span], texts: Sequence[str]) -> list[Secret]:
    """What was marked, plain, and whether it stands elsewhere as well."""
    by_paragraph: dict[int, list[Span]] = {}
    for mark in marks:
        if not mark.picture:
            by_paragraph.setdefault(mark.paragraph, []).append(mark)
    rest = [plain(_blocks(text, by_paragraph.get(at, []))) for at, text in enumerate(texts)]
    hidden = {
        plain(texts[at][mark.start : mark.end]): None for at, each in by_paragraph.items() for mark in each
    }
    return [
        Secret(text, tuple(at for at, remaining in enumerate(rest) if text in remaining))
        for text in hidden
        if len(text) > 1
    ]


def _blocks(text: str, marks: Iterable[Span]) -> str:
    for mark in marks:
        text = text[: mark.start] + BLOCK * (mark.end - mark.start) + text[mark.end :]
    return text


def _blocked(mark: Span, texts: Sequence[str]) -> Place:
    count = len("".join(texts[mark.paragraph][mark.start : mark.end].split()))
    return Place(-1, mark.ground, mark.label, count)


def _replace(elements: Sequence[etree._Element], texts: Sequence[str], marks: Iterable[Span]) -> None:
    """Blocks in place of the marked characters, then the label of each place, from the back."""
    by_paragraph: dict[int, list[Span]] = {}
    for mark in marks:
        by_paragraph.setdefault(mark.paragraph, []).append(mark)
    for at, here in by_paragraph.items():
        labels: dict[int, str] = {}
        covered = [False] * len(texts[at])
        for mark in here:
            covered[mark.start : mark.end] = [True] * (mark.end - mark.start)
            labels.setdefault(mark.end, mark.label)
        labels = {end: label for end, label in labels.items() if label and not any(covered[end : end + 1])}
        start = 0
        for run in runs(elements[at]):
            if run.deleted or run.hidden:
                continue
            _cover(run.element, run.text, covered[start : start + len(run.text)], start, labels)
            start += len(run.text)


def _cover(
    element: etree._Element, text: str, covered: Sequence[bool], start: int, labels: dict[int, str]
) -> None:
    if not any(covered) or tag(element) != "t":
        return
    out = []
    for at, (char, gone) in enumerate(zip(text, covered, strict=True)):
        out.append(BLOCK if gone else char)
        if gone and (label := labels.get(start + at + 1)):
            out.append(f"〔{label}〕")
    element.text = "".join(out)


def _covered(mark: Span, parts: dict[str, bytes]) -> Place:
    """A black picture in place of a marked one. Raises Unreadable where there is none of this name."""
    part = mark.picture
    if part not in parts or "/media/" not in part:
        raise Unreadable(OUTSIDE)
    return Place(-1, mark.ground, mark.label, 0, 1)


def _elsewhere(parts: dict[str, bytes], secrets: Sequence[Secret]) -> None:
    """Blocks in the words of charts, diagrams and looks, where what is withheld everywhere stands in one of them."""
    gone = [secret.text for secret in secrets if not secret.kept]
    for part in [each for each in parts if each.endswith(".xml") and each not in story_parts(parts)]:
        root = parsed(parts[part])
        changed = False
        for element in root.iter():
            if element.text and any(text in plain(element.text) for text in gone):
                element.text, changed = BLOCK * len(element.text), True
            for key, value in element.attrib.items():
                if any(text in plain(str(value)) for text in gone):
                    element.set(key, BLOCK)
                    changed = True
        if changed:
            parts[part] = written(root)


def _is_proved(file: bytes, before: Sequence[str], secrets: Sequence[Secret]) -> bool:
    """Whether the new file, read again, has none of it: paragraph by paragraph, part by part, byte by byte."""
    after = [each.text for each in paragraphs(file)]
    if len(after) != len(before):
        return False
    parts = parts_of(file, NAME)
    for secret in secrets:
        if any(secret.text in plain(text) for at, text in enumerate(after) if at not in secret.kept):
            return False
    whole = [_words(parsed(parts[part])) for part in parts if part.endswith((".xml", ".rels"))]
    if any(secret.text in text for secret in secrets if not secret.kept for text in whole):
        return False
    return not in_bytes([*parts.values(), *(part.encode() for part in parts)], secrets)


def _shows(file: bytes, gone: dict[str, bytes], before: dict[str, bytes]) -> bool:
    """Whether something of the withheld pictures stands in any part of the new file."""
    parts = parts_of(file, NAME)
    stays = [content for part, content in parts.items() if "/media/" in part]
    originals = [before[part] for part in gone if part in before]
    if any(original in stays for original in (*originals, *gone.values())):
        return True
    return pictures.is_left([*originals, *gone.values()], parts.values(), stays)


def _words(root: etree._Element) -> str:
    values: Any = (str(value) for element in root.iter() for value in element.attrib.values())
    return plain("\n".join(("".join(map(str, root.itertext())), *values)))


def _is_cropped(part: bytes) -> bool:
    return any(tag(each) == "srcRect" and each.attrib for each in parsed(part).iter())


def _cleared(before: dict[str, bytes]) -> Iterable[str]:
    for start, label in CLEARED:
        if any(part.startswith(start) for part in before):
            yield label
    seen = {
        tag(element)
        for part, content in before.items()
        if part.startswith("word/") and part.endswith(".xml")
        for element in parsed(content).iter()
    }
    for names, label in TRACED:
        if seen.intersection(names):
            yield label
