"""The interface with everything that belongs to it: routers are added here, before anybody asks for its document or addresses."""

from gongkai.api.reading import ROUTERS
from gongkai.api.serving import api
from gongkai.api.writing import router as writing
from gongkai.api.writing import rows

for each in (*ROUTERS, writing, rows):
    api.add_router("", each)

__all__ = ["ROUTERS", "api"]
