"""Hostile and hopeless files: each ends in a sentence at its place, soon, cheaply, and nothing else happens."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.generate import LARGE, SMALL, WHOLE, write_large, write_small

SECONDS = 3.0
MEGABYTES = 500
SECRET = "the-canary-sings"
STRACE = shutil.which("strace")
CALLS = (
    "open,openat,openat2,creat,connect,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,symlink,symlinkat,link"
)
# No line and column can be told of what was not decoded.
WITHOUT_LINE = {"wrong-encoding", "outside-edition", "file-too-large", "unreadable-file"}


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a command: its exit code, what it printed, the seconds and megabytes that it took."""

    code: int
    printed: str
    errors: str
    seconds: float
    megabytes: float


# A process starts with the peak of the one that it was copied from: so it is started by a small one, not by this one.
MEASURE = """
import os, sys
process = os.posix_spawn(sys.argv[2], sys.argv[3:], os.environ)
_, status, usage = os.wait4(process, 0)
with open(sys.argv[1], "w") as file:
    print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=file)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def run(folder: Path, *arguments: str, before: tuple[str, ...] = ()) -> Ran:
    """Run ``teipress`` in a folder, and measure it and the children that it waited for."""
    command = [*before, sys.executable, "-m", "teipress", *arguments]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    measured = folder.parent / "measured"
    with (folder.parent / "printed").open("w+b") as printed, (folder.parent / "errors").open("w+b") as errors:
        code = subprocess.call(
            [sys.executable, "-S", "-c", MEASURE, str(measured), shutil.which(command[0]) or command[0], *command],
            cwd=folder,
            stdout=printed,
            stderr=errors,
            stdin=subprocess.DEVNULL,
            env=environment,
        )
        for stream in (printed, errors):
            stream.seek(0)
        seconds, kilobytes = map(float, measured.read_text().split())
        return Ran(
            code,
            printed.read().decode(),
            errors.read().decode(),
            seconds,
            kilobytes / (1024**2 if sys.platform == "darwin" else 1024),
        )


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Say what is in a folder: every name, with its size and when it was changed."""
    found = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        found[str(path.relative_to(folder))] = (status.st_size, status.st_mtime_ns)
    return found


class Canary:
    """A server that sings when somebody connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while True:
                self._socket.accept()[0].close()
                self.calls += 1
        except OSError:
            return

    def close(self) -> None:
        self._socket.close()


@dataclass(frozen=True, slots=True)
class Checked:
    """The small files, checked together."""

    folder: Path
    ran: Ran
    text: Ran
    calls: int
    traced: str
    before: dict[str, tuple[int, int]]
    after: dict[str, tuple[int, int]]

    @property
    def told(self) -> list[dict[str, object]]:
        """Give what was said, as JSON has it."""
        return list(json.loads(self.ran.printed))


def unusual(folder: Path) -> None:
    """Put into a folder what is named like a file and is none."""
    os.mkfifo(folder / "pipe.xml")
    (folder / "folder.xml").mkdir()
    (folder / "loop.xml").symlink_to("loop.xml")
    (folder / "nowhere.xml").symlink_to("nothing.xml")
    (folder / "zero.xml").symlink_to("/dev/zero")
    (folder / "secret.xml").symlink_to("../secret/secret.xml")
    here = Path.cwd()
    os.chdir(folder)  # the address of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.xml")
    finally:
        os.chdir(here)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checked]:
    """Check all the small files as one edition, twice, the second time under strace where there is one."""
    place = tmp_path_factory.mktemp("hostile")
    canary = Canary()
    folder = place / "edition"
    write_small(folder, canary.port)
    unusual(folder)
    (place / "secret").mkdir()
    (place / "secret/secret.xml").write_text(WHOLE.replace("<p>", f"<p xml:id='1'>{SECRET}<hi>"))
    (folder / "teipress.toml").write_text('[edition]\ntitle = "Hostile"\n[sources]\ntexts = ["*.xml"]\n')
    before = contents(folder)
    ran = run(folder, "check", "--format", "json", "--jobs", "1")
    trace = ("strace", "-f", "-qq", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(place / "trace")) if STRACE else ()
    text = run(folder, "check", "--jobs", "1", before=trace)
    traced = (place / "trace").read_text(errors="replace") if STRACE else ""
    yield Checked(folder, ran, text, canary.calls, traced, before, contents(folder))
    canary.close()


def test_there_are_more_than_a_hundred_files() -> None:
    assert len(SMALL) + len(LARGE) > 200


@pytest.mark.parametrize("name", [*SMALL, "secret.xml"])
def test_each_file_is_told_of_in_a_sentence_at_its_place(name: str, checked: Checked) -> None:
    wanted = SMALL[name].code if name in SMALL else "outside-edition"
    told = [d for d in checked.told if d["path"] == name]
    assert (wanted in {d["code"] for d in told}) or (wanted is None and not any(d["severity"] == "error" for d in told))
    for diagnostic in told:
        assert len(str(diagnostic["message"])) > 10
        assert len(str(diagnostic["message"])) < 1_100
        assert str(diagnostic["line"]) > "0" or diagnostic["code"] in WITHOUT_LINE | {
            "no-schema",
            "schema-not-available",
        }


def test_all_together_they_fail_the_check_without_a_crash(checked: Checked) -> None:
    for ran in (checked.ran, checked.text):
        assert ran.code == 1
        assert "Traceback" not in ran.printed + ran.errors
        assert "our fault" not in ran.printed + ran.errors


def test_all_together_they_take_no_longer_than_one_may(checked: Checked) -> None:
    assert checked.ran.seconds < SECONDS
    assert checked.ran.megabytes < MEGABYTES


def test_what_is_printed_cannot_command_a_terminal_or_a_runner(checked: Checked) -> None:
    printed = checked.text.printed + checked.text.errors
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
    assert not any(
        line.startswith("::") and line.count("::") > 1 and ".xml:" not in line for line in printed.split("\n")
    )


def test_no_file_outside_of_the_edition_is_quoted(checked: Checked) -> None:
    printed = checked.ran.printed + checked.text.printed + checked.text.errors
    assert SECRET not in printed
    assert "root:x:0" not in printed


def test_nobody_was_called(checked: Checked) -> None:
    assert checked.calls == 0


def test_nothing_was_written(checked: Checked) -> None:
    assert checked.after == checked.before


@pytest.mark.skipif(STRACE is None, reason="no strace")
def test_the_system_saw_no_forbidden_call(checked: Checked) -> None:
    """Opened to write, made, moved or deleted: nothing but what is the system's own; read: nothing of the canary's."""
    lines = checked.traced.splitlines()
    assert len(lines) > 100
    assert [line for line in lines if "secret/secret" in line or "/etc/passwd" in line] == []
    assert [line for line in lines if "connect(" in line and "AF_INET" in line] == []
    changes = re.compile(r"\b(?:creat|rename\w*|unlink\w*|mkdir\w*|symlink\w*|link)\(|O_WRONLY|O_RDWR|O_CREAT")
    harmless = ("/dev/", "/proc/", "ENOENT", str(checked.folder.parent / "trace"))
    assert [line for line in lines if changes.search(line) and not any(word in line for word in harmless)] == []


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_refused_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    path = write_large(tmp_path / "edition", name)
    ran = run(path.parent, "check", "--format", "json", "--jobs", "1", path.name)
    assert ran.code == (0 if LARGE[name][0] == "bidi-control" else 1), ran.errors
    assert "Traceback" not in ran.errors
    told = json.loads(ran.printed)
    assert LARGE[name][0] in {diagnostic["code"] for diagnostic in told}
    assert all(diagnostic["path"] == path.name for diagnostic in told)
    assert max(len(diagnostic["message"]) for diagnostic in told) < 1_100
    assert ran.seconds < SECONDS
    assert ran.megabytes < MEGABYTES
    assert [child.name for child in path.parent.iterdir()] == [path.name]
    path.unlink()


def test_a_name_that_is_not_utf_8_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/\xff.xml", "wb") as file:  # noqa: PTH123 no Path can name it
        file.write(WHOLE.encode())
    ran = run(folder, "check")
    assert ran.code == 2
    assert "the name of this file is not UTF-8; rename it" in ran.errors


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "a.xml").write_text(WHOLE)
    (folder / "a.xml").chmod(0)
    ran = run(folder, "check", "a.xml")
    assert ran.code == 1
    assert "a.xml: error: this file cannot be read: permission denied" in ran.printed


@pytest.mark.parametrize("argument", ["pipe.xml", "socket.xml", "zero.xml", "folder.xml", "loop.xml", "nowhere.xml"])
def test_what_is_no_file_is_told_in_a_sentence_when_it_is_named(argument: str, checked: Checked) -> None:
    ran = run(checked.folder, "check", argument)
    assert ran.code in {1, 2}
    assert argument in ran.printed + ran.errors
    assert "Traceback" not in ran.errors
