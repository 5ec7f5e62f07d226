"""Running the doors, so that what cannot even be read as HTTP is answered like everything else.

aiohttp answers such requests itself: without our headers, with parts of what was sent in the
text, and with a traceback in the log that can hold a header's value.
"""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from colonnade.web.context import AGENT
from colonnade.web.guard import clothe
from colonnade.web.problems import problem_response


class Runner(web.AppRunner):
    """An AppRunner whose connections answer unreadable requests as problems and log none of them."""

    def __init__(self, app: web.Application) -> None:
        # Bodies are taken as they are sent: the signature is over those bytes, and the guard refuses encodings.
        super().__init__(app, access_log=None, shutdown_timeout=2.0, auto_decompress=False)
        self.port = app[AGENT].port

    async def _make_server(self) -> web.Server:
        made = await super()._make_server()
        return _Server(made, self.port)


class _Server(web.Server):
    def __init__(self, made: web.Server, port: int) -> None:
        super().__init__(self._handled, request_factory=made.request_factory, **made._kwargs)  # noqa: SLF001
        self._handle = made.request_handler
        self.port = port

    async def _handled(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            return await self._handle(request)
        except web.HTTPExpectationFailed:
            # An Expect that nobody can meet: aiohttp looks at it before the guard does, and repeats it.
            return unreadable(self.port)

    def __call__(self) -> RequestHandler:
        return _Connection(self, loop=self._loop, **self._kwargs)


class _Connection(RequestHandler):
    __slots__ = ("_port",)

    def __init__(self, server: _Server, **settings: object) -> None:
        super().__init__(server, **settings)  # type: ignore[arg-type]
        self._port = server.port

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        if request.writer.output_size > 0 or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return super().handle_error(request, status, exc, message)
        return unreadable(self._port)


def unreadable(port: int) -> web.Response:
    """The answer to what is not read any further; the connection ends with it."""
    response = problem_response("invalid", "This is not HTTP that can be read.")
    response.force_close()
    clothe(response, port)
    return response
