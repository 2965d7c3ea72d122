"""Serve an edition: DTS below ``/api/dts/``, OAI-PMH at ``/oai``, and everything else as the files that were built.

Only GET and HEAD are answered, and POST where OAI-PMH wants it. Nothing is ever written; what goes wrong inside stays
inside.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from teipress.dts.addresses import CollectionQuery, DocumentQuery, NavigationQuery, Served
from teipress.dts.answers import TEI_MEDIA_TYPE, Answer, Refusal, collection, entry, navigation
from teipress.dts.library import Library
from teipress.dts.passages import document
from teipress.oai.server import PATH, Harvest

API = "/api/dts/"
LONGEST_QUERY = 4_096  # bytes
LONGEST_WAIT = 30.0  # seconds
LD_JSON = "application/ld+json"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

# What the files of an edition are, where Python does not know it.
_TYPES = {
    ".jsonld": LD_JSON,
    ".ris": "application/x-research-info-systems",
    ".bib": "application/x-bibtex",
    ".xml": "application/xml",
    ".woff2": "font/woff2",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".js": "text/javascript",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; "
    "frame-ancestors 'none'"
)
# Browsers show XML and JSON with styles of their own.
_POLICY_OF_DATA = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
    "frame-ancestors 'none'; sandbox"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": _POLICY,
}
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_PASSAGE = re.compile(r"(v[/\\][^/\\]+[/\\])?dts[/\\]document[/\\].+\.xml")


def make_app(
    library: Library, hosts: frozenset[str] = frozenset(LOOPBACK), scheme: str = "http", *, shared: bool = False
) -> ASGIApp:
    """Make the application that serves an edition to those who ask for one of some hosts (names without port).

    ``shared`` lets pages of other sites read the answers, as clients of DTS that run in a browser must.
    """
    for suffix, kind in _TYPES.items():
        mimetypes.add_type(kind, suffix)
    api = _Api(library)
    app = Starlette(
        routes=[
            Mount(
                API.rstrip("/"),
                routes=[
                    Route("/", api.entry, methods=["GET"]),
                    Route("/collection/", api.collection, methods=["GET"]),
                    Route("/navigation/", api.navigation, methods=["GET"]),
                    Route("/document/", api.document, methods=["GET"]),
                ],
            ),
            Route(PATH, Harvest(library.folder).answer, methods=["GET", "POST"]),
            Mount("/", _Files(directory=library.folder, html=True, check_dir=False)),
        ],
        exception_handlers={HTTPException: _refuse, Refusal: _refuse, Exception: _fail},
    )
    return _Guarded(app, hosts, scheme, {**_HEADERS, "Access-Control-Allow-Origin": "*"} if shared else _HEADERS)


class _Api:
    """The four endpoints."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def entry(self, request: Request) -> Response:
        """Answer at the entry."""
        return _json(entry(_addresses(request)))

    async def collection(self, request: Request) -> Response:
        """Answer what the edition holds."""
        query = CollectionQuery(_one(request, "id"), _one(request, "nav"), _integer(request, "page"))
        return await _soon(partial(self._collection, query, _addresses(request)))

    def _collection(self, query: CollectionQuery, addresses: Served) -> Response:
        return _json(collection(self._library.edition(), query, addresses))

    async def navigation(self, request: Request) -> Response:
        """Answer which units a text has."""
        query = NavigationQuery(
            _required(request, "resource"),
            _one(request, "ref"),
            _one(request, "start"),
            _one(request, "end"),
            _integer(request, "down"),
            _one(request, "tree"),
            _integer(request, "page"),
        )
        return await _soon(partial(self._navigation, query, _addresses(request)))

    def _navigation(self, query: NavigationQuery, addresses: Served) -> Response:
        text = self._library.text(query.resource)
        if text is None:
            raise Refusal(404, f"There is no resource “{query.resource}”.")
        return _json(navigation(text, query, addresses))

    async def document(self, request: Request) -> Response:
        """Answer with a text or a passage of it."""
        query = DocumentQuery(
            _required(request, "resource"),
            _one(request, "ref"),
            _one(request, "start"),
            _one(request, "end"),
            _one(request, "tree"),
        )
        media_type = _one(request, "mediaType")
        return await _soon(partial(self._document, query, media_type, _addresses(request)))

    def _document(self, query: DocumentQuery, media_type: str | None, addresses: Served) -> Response:
        text = self._library.text(query.resource)
        if text is None:
            raise Refusal(404, f"There is no resource “{query.resource}”.")
        if media_type is not None and media_type.replace(" ", "+") != TEI_MEDIA_TYPE:  # a bare “+” is read as a space
            raise Refusal(404, f"“{text.name}” is not to be had as “{media_type}”, only as {TEI_MEDIA_TYPE}.")
        data = document(text, query)
        link = f'<{addresses.collection(CollectionQuery(text.name))}>; rel="collection"'
        return Response(data, media_type=TEI_MEDIA_TYPE, headers={"Link": link})


class _Files(StaticFiles):
    """The files of the edition: nothing hidden, nothing outside of its folder, nothing through a link."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file."""
        if any(part.startswith(".") and part != "." for part in re.split(r"[/\\]", path)):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        if _PASSAGE.fullmatch(path) and response.status_code in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            response.headers["Content-Type"] = TEI_MEDIA_TYPE
        if not response.headers.get("content-type", "").startswith("text/html"):
            response.headers["Content-Security-Policy"] = _POLICY_OF_DATA
        return response


class _Guarded:
    """Looks at every request before anybody else, and adds the headers that keep browsers from doing harm."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], scheme: str, headers: Mapping[str, str]) -> None:
        self._app = app
        self._hosts = hosts
        self._scheme = scheme
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                further = ((name.lower().encode(), value.encode()) for name, value in self._headers.items())
                message["headers"] = [*message["headers"], *(one for one in further if one[0] not in names)]
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal({**scope, "method": "GET"}, receive, guarded)
            return
        await self._app({**scope, "scheme": self._scheme}, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or re.sub(r":[0-9]*$", "", hosts[0]).lower() not in self._hosts:
            # A page from elsewhere could otherwise reach this server by a name of its own that leads here.
            return _problem(400, "This server does not answer to that host name.")
        if len(scope["query_string"]) > LONGEST_QUERY or len(scope.get("raw_path") or b"") > LONGEST_QUERY:
            return _problem(414, f"An address may have {LONGEST_QUERY:,} bytes.")
        if not (scope["query_string"].isascii() and (scope.get("raw_path") or b"").isascii()):
            return _problem(400, "In an address, letters beyond ASCII are percent-encoded.")
        return None


def _addresses(request: Request) -> Served:
    root = f"{request.scope['scheme']}://{request.headers['host']}/"
    return Served(root + API.removeprefix("/"), root)


def _one(request: Request, name: str) -> str | None:
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise Refusal(400, f"“{name}” is given {len(values)} times.")
    return values[0] if values else None


def _required(request: Request, name: str) -> str:
    value = _one(request, name)
    if not value:
        raise Refusal(400, f"“{name}” must be given.")
    return value


def _integer(request: Request, name: str) -> int | None:
    value = _one(request, name)
    if value is None:
        return None
    if not _INTEGER.fullmatch(value):
        raise Refusal(400, f"“{name}” must be a whole number.")
    return int(value)


async def _soon(answer: Callable[[], Response]) -> Response:
    """Answer in a thread, but not for ever."""
    try:
        with anyio.fail_after(LONGEST_WAIT):
            return await to_thread.run_sync(answer, abandon_on_cancel=True)
    except TimeoutError:
        raise Refusal(503, "This takes too long. Ask for less.") from None


def _json(answer: Answer) -> Response:
    return Response(json.dumps(answer, ensure_ascii=False).encode(), media_type=LD_JSON)


def _problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Tell of a problem as RFC 9457 has it: DTS 1.0 says which status, and leaves the form open."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    data = json.dumps(problem, ensure_ascii=False).encode()
    return Response(data, status, dict(headers or {}), "application/problem+json")


async def _refuse(request: Request, error: Exception) -> Response:
    if isinstance(error, Refusal):
        return _problem(error.status, error.detail)
    status = error.status_code if isinstance(error, HTTPException) else 500
    allowed = "GET, HEAD, POST" if request.scope["path"] == PATH else "GET, HEAD"
    headers = {"Allow": allowed} if status == 405 else {}
    if request.scope["path"].startswith(API):
        return _problem(status, HTTPStatus(status).description or HTTPStatus(status).phrase, headers)
    return PlainTextResponse(f"{status} {HTTPStatus(status).phrase}\n", status, headers)


async def _fail(_request: Request, _error: Exception) -> Response:
    return _problem(500, "Something went wrong that is our fault. Please report it.")


def served_hosts(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """Say to which host names a server answers that listens at ``host``: loopback, that one, and those added."""
    own = f"[{host}]" if ":" in host else host
    return frozenset(name.lower() for name in (*LOOPBACK, own, *names))
