"""OFD (GB/T 33190—2016) made from a PDF of ours: an experiment, until it has been tried in the readers that offices use."""

LABEL = "OFD（试验）"
"""How it is called wherever it is offered."""
MEDIA_TYPE = "application/ofd"


def file_name(stem: str) -> str:
    """The name of the file: whoever has it alone sees as well that it is an experiment."""
    return f"{stem}（试验）.ofd"
