"""Where the stylesheets and schemas are: in the installed package, or else in the checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent


def xslt(name: str = "") -> Path:
    """Find a file or folder of ``xslt/``."""
    return _folder("xslt") / name


def schema(name: str = "") -> Path:
    """Find a file or folder of ``schemas/``."""
    return _folder("schemas") / name


def _folder(name: str) -> Path:
    packaged = PACKAGE / name
    return packaged if packaged.is_dir() else CHECKOUT / name
