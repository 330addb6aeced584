"""Mammoth, with a map of styles that knows ours only."""

import io
import re
from collections.abc import Mapping

import mammoth

from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal
from gongkai.documents.word.preparing import Prepared, looks

_STYLES = f"""
p.{looks.TITLE} => h2.centered:fresh
p.{looks.HEADINGS[0]} => h2:fresh
p.{looks.HEADINGS[1]} => h3:fresh
p.{looks.HEADINGS[2]} => h4:fresh
p.{looks.CENTERED} => p.centered:fresh
p.{looks.RIGHT} => p.right:fresh
p.{looks.BULLET} => ul > li:fresh
r.Strong => strong
u => u
"""
_CHECKBOX = re.compile(r"<input\b([^>]*)>")
# What the library raises for documents that no program would write.
_BROKEN = (KeyError, ValueError, IndexError, AttributeError, TypeError, OSError, RecursionError)


def rendered(prepared: Prepared, address: str, name: str) -> str:
    """The document as HTML; pictures stand under `address` with the names that they have got."""
    names = {data: file for file, data in prepared.pictures.items()}

    def picture(image: mammoth.documents.Image) -> Mapping[str, str]:
        with image.open() as stream:
            return {"src": f"{address}{names[stream.read()]}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(prepared.data),
            style_map=_STYLES,
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(picture),
        )
    except _BROKEN as error:
        raise refusal(name, "的内部结构有误，无法转换", GET_AGAIN) from error
    return _CHECKBOX.sub(lambda box: "☑" if "checked=" in box[1] else "☐", result.value)
