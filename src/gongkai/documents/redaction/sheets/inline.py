"""A picture that stands in the instructions themselves, as one that stands beside them."""

from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from gongkai.documents.redaction.sheets import tokens
from gongkai.documents.redaction.sheets.objects import entries, entry, fresh
from gongkai.documents.redaction.sheets.tokens import Operand, Operation, Text

_KEYS = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
}
_VALUES = {
    "/G": "/DeviceGray",
    "/RGB": "/DeviceRGB",
    "/CMYK": "/DeviceCMYK",
    "/I": "/Indexed",
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}


def as_stream(operation: Operation, resources: DictionaryObject) -> StreamObject:
    """The picture with its entries written out."""
    spaces = entries(entry(resources, "/ColorSpace"))
    said: dict[str, PdfObject] = {"/Type": NameObject("/XObject"), "/Subtype": NameObject("/Image")}
    for written, value in operation.picture.items():
        key = tokens.unnamed(written)
        key = f"/{_KEYS.get(key, key)}"
        thing = _object(value)
        if key == "/ColorSpace" and isinstance(thing, NameObject) and thing in spaces:
            thing = spaces.raw_get(thing)
        said[key] = thing
    return fresh(operation.data, said)


def _object(value: Operand) -> Any:
    if isinstance(value, list):
        return ArrayObject(_object(each) for each in value)
    if isinstance(value, Text):
        return ByteStringObject(value)
    if value == b"<<>>":
        return DictionaryObject()
    if value.startswith(b"/"):
        name = f"/{tokens.unnamed(value)}"
        return NameObject(_VALUES.get(name, name))
    if value in (b"true", b"false"):
        return BooleanObject(value == b"true")
    return NullObject() if value == b"null" else FloatObject(tokens.number(value))
