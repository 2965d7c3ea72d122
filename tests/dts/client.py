"""Ask an application as a web server would, without a network: every byte of a request can be chosen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Response:
    """What the application sent."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Any:
        """Read the answer as JSON."""
        return json.loads(self.content)


class Client:
    """Sends one request after the other to an application, as uvicorn does."""

    def __init__(self, app: ASGIApp, host: str = "localhost") -> None:
        self._app = app
        self._host = host

    def get(self, address: str, headers: Iterable[tuple[str, str]] | None = None, method: str = "GET") -> Response:
        """Ask for an address, absolute or not, with the headers given (by default, ``Host``)."""
        parts = urlsplit(address)
        return self.send(parts.path.encode(), parts.query.encode(), headers, method)

    def send(
        self,
        path: bytes,
        query: bytes = b"",
        headers: Iterable[tuple[str, str]] | None = None,
        method: str = "GET",
        body: bytes = b"",
    ) -> Response:
        """Send a request whose target, and content, have these bytes."""
        given = [("host", self._host)] if headers is None else headers
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote_to_bytes(path).decode("utf-8", "replace"),
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 8_000),
            "extensions": {},
        }
        return asyncio.run(self._exchange(scope, body))

    async def _exchange(self, scope: dict[str, Any], content: bytes) -> Response:
        sent: list[Message] = []

        received: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

        async def receive() -> Message:
            if not received:
                await asyncio.Event().wait()  # whoever asks stays until the answer is there
            return received.pop()

        async def send(message: Message) -> None:
            sent.append(message)

        try:
            await self._app(scope, receive, send)
        except Exception:
            if not sent:
                raise
        start = next(message for message in sent if message["type"] == "http.response.start")
        body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
        return Response(start["status"], headers, body)
