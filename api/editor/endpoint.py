"""``/sparql/assets/``: the editor's files, the graph's terms and the questions, in front of FastAPI."""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from api.editor.served import served
from api.errors import ProblemError
from api.live import Live
from api.sparql import reply
from api.sparql.endpoint import answered, no_method
from api.sparql.incoming import Incoming
from kg.model import Text

_NOTHING = Text("There is no such file.", "No existe tal archivo.")


class EditorFiles:
    """ASGI application of the files that the page of ``/sparql`` loads."""

    def __init__(self, live: Live) -> None:
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await answered(Incoming(scope, receive, self._live.settings), send, self._answer)

    async def _answer(self, request: Incoming, send: Send) -> None:
        if request.method != "GET":
            raise no_method(request, "GET, HEAD")
        settings = self._live.settings
        snapshot = self._live.services.snapshot
        found = served(request.scope["path"], request.lang, snapshot, settings.max_age)
        if found is None:
            raise ProblemError("not-found", _NOTHING)
        headers = {"Content-Type": found.media_type, **found.headers}
        if request.header(b"if-none-match") == found.headers["ETag"]:
            await reply.whole(send, request.scope, 304, found.headers, b"")
            return
        await reply.whole(send, request.scope, 200, headers, found.body)
