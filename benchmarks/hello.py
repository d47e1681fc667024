"""The yardstick: the least that Starlette can answer."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def hello(_: Request) -> JSONResponse:
    """Answer one small JSON object."""
    return JSONResponse({"hello": "world"})


app = Starlette(routes=[Route("/", hello)])
