"""How git merges a ledger: line by line, as ``.gitattributes`` beside it says."""

from __future__ import annotations

from pathlib import Path

ATTRIBUTES = ".gitattributes"


def keep_attributes(ledger: Path) -> None:
    """Have git merge the ledger line by line, and leave its line ends alone. What is said of it already, stays.

    Raises ``OutputError``.
    """
    from teipress.output import write_file

    path = ledger.with_name(ATTRIBUTES)
    line = f"{ledger.name} merge=union text eol=lf"
    try:
        before = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        before = ""
    except (OSError, UnicodeDecodeError):
        return  # whoever keeps such a file, keeps it by other means
    if any(words.split()[:1] == [ledger.name] for words in before.splitlines()):
        return
    start = before if not before or before.endswith("\n") else f"{before}\n"
    write_file(path, f"{start}{line}\n".encode())
