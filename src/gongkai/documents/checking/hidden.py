"""Links to elsewhere that readers cannot see (暗链): they serve machines, and tell of tampering."""

from selectolax.lexbor import LexborHTMLParser

_SEEN = "img, svg, video, audio"


def hidden(html: str) -> tuple[str, ...]:
    """The addresses outside to which a body links without a word or a picture to click on, each once."""
    found = []
    for node in LexborHTMLParser(html).css("a[href]"):
        address = (node.attributes.get("href") or "").strip()
        outside = address.lower().startswith(("http://", "https://", "//"))
        if outside and not node.text().strip() and node.css_first(_SEEN) is None:
            found.append(address)
    return tuple(dict.fromkeys(found))
