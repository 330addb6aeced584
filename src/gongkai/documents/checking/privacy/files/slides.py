"""Slides, hidden ones too, their notes and comments."""

import re
from zipfile import ZipFile

from gongkai.documents.checking.privacy.files.office import Inside, paragraphs, properties, remaining
from gongkai.documents.checking.privacy.files.passages import Note, Reading, line
from gongkai.documents.checking.privacy.kinds import HIDDEN_PART
from gongkai.documents.reading.sources.archive import read_xml, tag

_PART = re.compile(r"ppt/(slides|notesSlides|comments)/[A-Za-z]+(\d*)\.xml")
_LABELS = {"slides": "幻灯片", "notesSlides": "备注页", "comments": "批注"}


def slides(archive: ZipFile, name: str, inside: Inside) -> Reading:
    """Everything that a slide file says, shown or not."""
    done: set[str] = set()
    for part in archive.namelist():
        found = _PART.fullmatch(part)
        root = read_xml(archive, part, name) if found else None
        if found is None or root is None:
            continue
        done.add(part)
        label = f"{_LABELS[found[1]]}{found[2]}"
        if root.get("show") in ("0", "false"):
            label = f"隐藏的{label}"
            yield Note(label, "这张幻灯片放映时不显示，但在文件里。不需要的请删去。", HIDDEN_PART)
        yield from paragraphs(root, label)
        if found[1] == "comments":
            for each in root.iter():
                if tag(each) in ("text", "t") and each.text:
                    yield line(label, each.text)
    yield from properties(archive, name)
    yield from remaining(archive, name, done, inside)
