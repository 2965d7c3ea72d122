"""Compare a site with its manifest: nothing was lost, damaged or slipped in since it was built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from teipress.audit.findings import Finding
from teipress.output import MANIFEST, SEARCH, digest_of

_AGAIN = "Build the site again, or take the file from its archive."


def check_manifest(folder: Path, files: frozenset[str]) -> Iterator[tuple[str, Finding]]:
    """Give what differs, by the paths of the files; nothing for a site without a manifest of ours."""
    listed = _listed(folder / MANIFEST)
    if listed is None:
        if MANIFEST in files:
            yield MANIFEST, Finding("damaged-file", "the manifest cannot be read", help=_AGAIN)
        return
    for name, digest in sorted(listed.items()):
        if name not in files:
            yield name, Finding("damaged-file", "the manifest lists this file, and it is not there", help=_AGAIN)
        elif _digest(folder / name) != digest:
            yield name, Finding("damaged-file", "this file is not as it was built", help=_AGAIN)
    frozen = tuple(f"{name.rpartition('/')[0]}/" for name in listed if name.endswith(f"/{MANIFEST}"))
    for name in sorted(files - listed.keys() - {MANIFEST}):
        if not name.startswith((*frozen, SEARCH)):
            message = "the manifest does not list this file: the build did not make it"
            yield (
                name,
                Finding("unlisted-file", message, help="Take it out, or leave it if you put it there.", error=False),
            )


def _listed(path: Path) -> dict[str, str] | None:
    try:
        told = json.loads(path.read_bytes())
        return {str(row["path"]): str(row["sha256"]) for row in told["files"]} if told["made-by"] == "teipress" else {}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""
