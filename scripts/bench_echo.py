"""The least that an answer over HTTP can be: aiohttp, and nothing else. Run as a program: the port is its argument."""

from __future__ import annotations

import sys

from aiohttp import web


async def echo(request: web.Request) -> web.Response:
    """What was sent."""
    return web.Response(body=await request.read(), content_type="application/json")


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/", echo)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
