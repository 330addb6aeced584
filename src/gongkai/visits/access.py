"""Who sees how often pages were opened: whoever reads the items of an agency."""

from gongkai.publication.access import READERS

__all__ = ["READERS"]
