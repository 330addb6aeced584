"""Reading what is public: anybody, without a key, from any site. Each module declares its operations on a router of its own."""

from gongkai.api.reading import (
    compositions,
    figures,
    following,
    items,
    organs,
    policies,
    registers,
    searching,
)

ROUTERS = (
    organs.router,
    items.router,
    policies.router,
    compositions.router,
    registers.router,
    figures.router,
    searching.router,
    following.router,
)

__all__ = ["ROUTERS"]
