"""``teipress ids``: the ids that scholarship cites, from their assigning to their retirement."""

from __future__ import annotations

import click


@click.group()
def ids() -> None:
    """Give ids to what will be cited, and keep them for good."""
