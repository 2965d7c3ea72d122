"""A file out of a package of npm, which has to be the very one that is meant."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """A package with its version, the SHA-512 of its archive as npm writes it, and the file of it that is wanted."""

    name: str
    sha512: str
    file: str

    def fetch(self, folder: Path) -> Path:
        """Fetch the package into a folder; give the file. Raises ``SystemExit`` if it is not the one that is meant."""
        run = subprocess.run(
            ["npm", "pack", "--silent", self.name], cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
        archive = folder / run.stdout.split()[-1]
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
        if found != self.sha512:
            sys.exit(
                f"{self.name} has the SHA-512 {found}, not {self.sha512}: it is another than the one that is meant"
            )
        into = folder / archive.stem
        with tarfile.open(archive) as files:
            files.extract(self.file, into, filter="data")
        return into / self.file
