"""Answer harvesters at ``/oai``: with the records that the last build wrote, read again when they change."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from teipress.oai.answers import answer
from teipress.oai.records import FILE, Repository, read

PATH = "/oai"
LONGEST_FORM = 4_096  # bytes
MOST_ARGUMENTS = 20
_FORM = "application/x-www-form-urlencoded"


class Harvest:
    """The endpoint of an edition that was built into a folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._known: tuple[tuple[int, int], Repository] | None = None
        self._lock = threading.Lock()

    async def answer(self, request: Request) -> Response:
        """Answer by GET or by POST (OAI-PMH 2.0, 3.1.1)."""
        repository = self._repository()
        if repository is None:
            return PlainTextResponse("This edition has no records for OAI-PMH: its settings have no “oai”.\n", 404)
        asked = request.url.query if request.method != "POST" else await _form(request)
        if asked is None:
            return PlainTextResponse(f"A question by POST is {_FORM}, of at most {LONGEST_FORM:,} bytes.\n", 400)
        try:
            given = parse_qsl(asked, keep_blank_values=True, max_num_fields=MOST_ARGUMENTS)
        except ValueError:
            return PlainTextResponse("These are too many arguments.\n", 400)
        address = f"{request.scope['scheme']}://{request.headers['host']}{PATH}"
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Response(answer(repository, given, address, moment), media_type="text/xml; charset=utf-8")

    def _repository(self) -> Repository | None:
        """Read the records, if they are there."""
        with self._lock:
            try:
                status = self._file.stat()
                stamp = status.st_mtime_ns, status.st_size
                if self._known is None or self._known[0] != stamp:
                    self._known = stamp, read(self._file.read_bytes())
                return self._known[1]
            except (OSError, ValueError, LookupError, TypeError):
                return None


async def _form(request: Request) -> str | None:
    """Read the arguments that were posted; nothing, if they are no form, or too long."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return None
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > LONGEST_FORM:
            return None
    return data.decode("ascii", "replace")
