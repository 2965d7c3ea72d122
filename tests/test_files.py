"""Before any parsing: bytes under limits, and a peek at the root of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.files import TEI, root_name
from tests.support import ROOT

TEXT = f"{ROOT}</TEI>"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT, f"{{{TEI}}}TEI"),
        ("<html/>", "html"),
        (f"<!DOCTYPE TEI [<!ENTITY x 'y'>]>{ROOT}</TEI>", f"{{{TEI}}}TEI"),
        ("no xml", None),
        ("", None),
        ("<!--" + "x" * 70_000 + "-->" + TEXT, None),
    ],
    ids=["tei", "html", "doctype", "text", "empty", "far away"],
)
def test_the_root_is_known_from_the_head_of_a_file(text: str, name: str | None, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(text)
    assert root_name(tmp_path / "x.xml") == name
