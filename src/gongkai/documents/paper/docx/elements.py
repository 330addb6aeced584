"""Elements of a DOCX file that its library has no words for."""

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element(name: str, *inside: BaseOxmlElement, **values: str) -> BaseOxmlElement:
    """An element with these attributes, all of the same name space, and what stands in it."""
    made = cast("BaseOxmlElement", OxmlElement(name))
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    for each in inside:
        made.append(each)
    return made
