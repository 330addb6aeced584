"""Word files put together from their XML, as Word and WPS write it."""

import io
import zipfile

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def docx(
    body: str, *, numbering: str = "", styles: str = "", title: str = "", space: str = SPACE, chunk: str = ""
) -> bytes:
    """A DOCX with this content of w:body, w:numbering and w:styles."""
    names = f'xmlns:w="{space}" {_NAMES}'
    related = (
        f'<Relationship Id="n" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="/word/styles.xml"/>'
        f'<Relationship Id="c" Type="{_OFFICE}/aFChunk" Target="chunk.mht"/>'
    )
    main = f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>',
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
            "word/numbering.xml": f"<w:numbering {names}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
            "word/chunk.mht": chunk,
            "docProps/core.xml": f'<c:x xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:x>',
        }
    )


def package(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a run that is no element is text."""
    content = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(*rows: list[str]) -> str:
    """A table; a cell that is no element is text, and what stands before "|" in it are cell properties."""
    return f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else p(content) if content else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def level(place: int, form: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, extra: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
    )
