"""The command ``teipress serve``: it shows a built edition to this machine's browsers and programs."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from teipress.errors import ConfigurationError, OutputError

PORT = 8000


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="The folder that was built.  [default: output]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@click.option("--name", "names", multiple=True, help="A host name by which others reach this server.")
@click.option("--scheme", type=click.Choice(["http", "https"]), default="http", help="That of a proxy before it.")
@click.option("--shared", is_flag=True, help="Let pages of other sites read the answers (CORS).")
def serve(
    paths: tuple[Path, ...],
    output: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    scheme: str,
    shared: bool,
) -> None:
    """Serve a built edition, and answer the questions of DTS at /api/dts/, of OAI-PMH at /oai."""
    try:
        import starlette
        import uvicorn
    except ModuleNotFoundError:
        raise ConfigurationError(
            "“teipress serve” needs a few packages more. Install them by: pip install 'teipress[serve]'"
        ) from None
    del starlette
    from teipress import project
    from teipress.bar import showing
    from teipress.cite.words import words_of
    from teipress.dts.library import Library
    from teipress.dts.server import make_app, served_hosts
    from teipress.output import is_ours
    from teipress.publish.custom import read_labels

    edition = project.open_project(paths)
    folder = output.absolute() if output else edition.output
    if not is_ours(folder):
        raise OutputError(f"“{project.shown(folder)}” holds no edition: run “teipress build” first.")
    words = words_of(read_labels(edition.publish.labels, edition.language).data)
    library = Library(folder, words, edition.title, edition.subtitle, edition.language, edition.limits)
    with showing(quiet=False) as progress:
        library.edition(lambda done, total: progress("reading", done, total))
    listening = _listen(host, port)
    own = f"[{host}]" if ":" in host else host
    address = f"http://{own}:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        make_app(library, served_hosts(host, names), scheme, shared=shared),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=64,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=16_384,
        http="h11",
        ws="none",
        lifespan="off",
    )
    more = f", OAI-PMH at {address}oai" if edition.oai else ""
    click.echo(f"Serving {project.shown(folder)} at {address} with DTS at {address}api/dts/{more}. Ctrl-C ends it.")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Open the door. Raises ``OutputError``."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (while")[0].lower()
        raise OutputError(
            f"the server cannot listen at {host}, port {port}: {why}. Choose another by --port."
        ) from None
