"""What a row says, field by field: texts that fit, days that exist, words that are known; or everything that is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from posixpath import join

from gongkai.documents.items.bodies import Body, body_of, body_of_file
from gongkai.documents.items.fields import FIELDS, Field, Shape
from gongkai.documents.items.files import Files, inside
from gongkai.documents.items.moments import day, moment
from gongkai.documents.items.rows import Fault, Raw
from gongkai.documents.reading.blocks import Unreadable

MOST_FILES = 100
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SEPARATORS = re.compile(r"[；;|\n]+")
_BLANKS = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A row that can be used as far as it is known here. `column` and `entry_key` are as written; `files`: paths.

    `choices`: the ids of what was chosen, by field.
    """

    texts: Mapping[str, str]
    body: Body
    days: Mapping[str, date]
    published_at: datetime | None
    choices: Mapping[str, str]
    grounds: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """A text, "" where the row has none."""
        return self.texts.get(name, "")


class Wrong(Exception):
    """A value that cannot be used; the message says what to do."""


def understand(raw: Raw, files: Files) -> Given | tuple[Fault, ...]:
    """What a row says, or every mistake in it."""
    values, faults = dict(raw.values or {}), list(raw.faults)
    body = Body("")
    try:
        body = _body(values, files, raw.folder)
    except Wrong as wrong:
        faults.append(Fault(raw.row, FIELDS["body"].label, str(wrong)))
    except Unreadable as unreadable:
        faults.append(Fault(raw.row, FIELDS["file"].label, str(unreadable)))
    read: dict[str, object] = {}
    filled = {name: value for name, value in values.items() if value not in (None, "", [])}
    for name, value in {**body.said, **filled}.items():
        if name in ("body", "file"):
            continue
        try:
            read[name] = _value(FIELDS[name], value)
        except Wrong as wrong:
            faults.append(Fault(raw.row, FIELDS[name].label, str(wrong)))
    told = {fault.where for fault in faults}
    if not read.get("title") and not told & {FIELDS["title"].label, FIELDS["file"].label}:
        faults.append(Fault(raw.row, FIELDS["title"].label, "没有填写标题，正文文件里也没有认出。请填写。"))
    return tuple(faults) if faults else _given(read, body, raw)


def _body(values: Mapping[str, object], files: Files, folder: str) -> Body:
    text, file = values.get("body") or "", values.get("file") or ""
    if text and file:
        raise Wrong("正文和正文文件只能填一个，请删去一个。")
    if file:
        return body_of_file(files, _path(folder, _text(FIELDS["file"], file)))
    return body_of(_text(FIELDS["body"], text), files, folder) if text else Body("")


def _given(read: Mapping[str, object], body: Body, raw: Raw) -> Given:
    shapes = {name: FIELDS[name].shape for name in read}
    published = read.get("published_at")
    grounds, paths = read.get("grounds", ()), read.get("attachments", ())
    return Given(
        texts={name: str(read[name]) for name, shape in shapes.items() if shape is Shape.TEXT},
        body=body,
        days={
            name: value
            for name, value in read.items()
            if shapes[name] is Shape.DAY and isinstance(value, date)
        },
        published_at=published if isinstance(published, datetime) else None,
        choices={name: str(read[name]) for name, shape in shapes.items() if shape is Shape.CHOICE},
        grounds=grounds if isinstance(grounds, tuple) else (),
        attachments=tuple(_path(raw.folder, path) for path in (paths if isinstance(paths, tuple) else ())),
    )


def _path(folder: str, path: str) -> str:
    return "/".join(inside(join(folder, path.replace("\\", "/"))))


def _value(about: Field, value: object) -> object:
    match about.shape:
        case Shape.DAY:
            return _known(day(_text(about, value)), value, "不是日期。请写成 2026-03-02 这样。")
        case Shape.MOMENT:
            return _known(
                moment(_text(about, value)),
                value,
                "不是日期或者时间。请写成 2026-03-02 或者 2026-03-02 09:30。",
            )
        case Shape.CHOICE:
            return _chosen(about, _text(about, value))
        case Shape.CHOICES:
            return tuple(_chosen(about, each) for each in _list(about, value))
        case Shape.PATHS:
            return _paths(about, value)
        case _:
            return _line(about, value)


def _line(about: Field, value: object) -> str:
    text = _BLANKS.sub(" ", _text(about, value)).strip()
    if about.name == "source_url" and not _ADDRESS.fullmatch(text):
        raise Wrong("应当是以 http:// 或者 https:// 开头的网址。")
    return text


def _text(about: Field, value: object) -> str:
    """A text that can be stored; whole numbers are taken as their digits."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Wrong("应当是文字，请加上引号。")
    text = str(value)
    if _UNSTORABLE.search(text):
        raise Wrong("有不能识别的字符。请检查文件的编码，另存为 UTF-8 后再试。")
    if about.most and len(text) > about.most:
        raise Wrong(f"有 {len(text)} 个字符，超过 {about.most} 个。请缩短。")
    return text


def _list(about: Field, value: object) -> list[str]:
    each: Iterable[object] = value if isinstance(value, list) else _SEPARATORS.split(_text(about, value))
    return [text.strip() for text in (_text(about, one) for one in each) if text.strip()]


def _paths(about: Field, value: object) -> tuple[str, ...]:
    paths = tuple(dict.fromkeys(_list(about, value)))
    if len(paths) > MOST_FILES:
        raise Wrong(f"一条信息最多附 {MOST_FILES} 个文件，请打包。")
    try:
        for path in paths:
            inside(path)
    except Unreadable as unreadable:
        raise Wrong(str(unreadable)) from unreadable
    return paths


def _chosen(about: Field, text: str) -> str:
    """The id of a word, given by id or label."""
    words = about.words() if about.words else {}
    given = text.strip()
    if given in words:
        return given
    found = next((key for key, label in words.items() if label == given), None)
    if found is None:
        raise Wrong(f"“{given[:20]}”不在可选范围内。可以填：{'、'.join(_some(words.values()))}。")
    return found


def _some(labels: Iterable[str], most: int = 12) -> Iterator[str]:
    known = list(labels)
    yield from known[:most]
    if len(known) > most:
        yield "……"


def _known(found: object, value: object, otherwise: str) -> object:
    if found is None:
        raise Wrong(f"“{str(value)[:20]}”{otherwise}")
    return found
