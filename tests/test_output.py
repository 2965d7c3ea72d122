"""Writing: whoever looks sees the old output or the new one, whole, whatever happens."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from teipress import output
from teipress.errors import OutputError
from teipress.output import MANIFEST, File, is_ours, manifest, publish_tree, write_file

OLD = {"index.html": b"old", "indexes/persons.html": b"old persons"}
NEW = {"index.html": b"new", "assets/a/b.css": b"new style"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Publish the old output in a folder of its own."""
    publish_tree(tmp_path / "place/output", OLD)
    return tmp_path / "place/output"


def content(folder: Path) -> dict[str, bytes]:
    """Read every file of an output but its manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p != folder / MANIFEST}


def neighbours(site: Path) -> list[str]:
    """List what stands beside an output: staging folders and locks should not."""
    return sorted(path.name for path in site.parent.iterdir() if path != site)


# What is written


def test_an_output_holds_exactly_the_new_files(site: Path) -> None:
    publish_tree(site, NEW)
    assert content(site) == NEW
    assert neighbours(site) == []


def test_the_folders_above_are_made(tmp_path: Path) -> None:
    publish_tree(tmp_path / "a/b/output", NEW)
    assert content(tmp_path / "a/b/output") == NEW


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    publish_tree(tmp_path / "output", NEW)
    assert content(tmp_path / "output") == NEW


def test_the_manifest_lists_every_file_with_size_and_digest(site: Path) -> None:
    told = json.loads((site / MANIFEST).read_bytes())
    assert told["made-by"] == "teipress"
    assert told["files"] == [
        {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(OLD.items())
    ]


def test_the_manifest_does_not_depend_on_the_order_of_making() -> None:
    files = [File(path, 1, "") for path in ("b", "é", "\uffdc", "𐐀", "a/c")]
    assert manifest(files) == manifest(reversed(files))


def test_a_link_to_an_output_stays_a_link(site: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("place/output")
    publish_tree(link, NEW)
    assert link.is_symlink()
    assert content(site) == NEW


def test_a_stylesheet_cannot_write_outside(site: Path) -> None:
    for name in ("../evil", "a/../../evil", "/tmp/evil"):
        with pytest.raises(OutputError, match="outside the output folder"):
            publish_tree(site, {"index.html": b"new", name: b"evil"})
    assert content(site) == OLD
    assert neighbours(site) == []


# What stops a build leaves everything as it was


def test_a_confirmation_that_fails_stops_the_exchange(site: Path) -> None:
    def refuse() -> None:
        (page,) = site.parent.glob(".output.new/*/index.html")
        assert page.read_bytes() == b"new"
        raise OutputError("changed meanwhile")

    with pytest.raises(OutputError, match="changed meanwhile"):
        publish_tree(site, NEW, refuse)
    assert content(site) == OLD
    assert neighbours(site) == []


def test_an_interruption_leaves_no_litter(site: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_tree(site, NEW, interrupt)
    assert content(site) == OLD
    assert neighbours(site) == []


def test_what_a_build_that_was_cut_off_has_left_is_taken_away(site: Path) -> None:
    before = content(site)
    (site.parent / ".output.new/x").mkdir(parents=True)
    (site.parent / ".output.old").mkdir()
    (site.parent / ".output.lock").write_text("1", encoding="utf-8")
    output.tidy(site)
    assert neighbours(site) == []
    assert content(site) == before


def test_what_a_build_that_is_at_work_has_made_is_left_alone(site: Path) -> None:
    with output.staged(site) as stage:
        output.tidy(site)
        assert stage.folder.is_dir()


@pytest.mark.parametrize(
    ("name", "stands"),
    [("CNAME", "CNAME"), ("indexes/notes.txt", "indexes/notes.txt"), (".git/config", ".git/config")],
)
def test_a_file_that_is_not_ours_is_not_deleted(name: str, stands: str, site: Path) -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("mine")
    with pytest.raises(OutputError, match=f"holds “{stands}”, which teipress did not write"):
        publish_tree(site, NEW)
    assert (site / name).read_text() == "mine"


def test_the_litter_of_file_managers_is_no_obstacle(site: Path) -> None:
    (site / ".DS_Store").touch()
    (site / "indexes/Thumbs.db").touch()
    publish_tree(site, NEW)
    assert content(site) == NEW


@pytest.mark.parametrize(
    "told", ["", "{}", "[]", '{"made-by": "x"}', '{"made-by": "teipress"}', '{"made-by": "teipress", "files": 3}']
)
def test_a_folder_with_another_manifest_is_not_ours(told: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(told)
    assert not is_ours(tmp_path)
    with pytest.raises(OutputError, match="did not write"):
        publish_tree(tmp_path, NEW)


def test_an_output_that_lost_files_is_still_ours(site: Path) -> None:
    (site / "index.html").unlink()
    publish_tree(site, NEW)
    assert content(site) == NEW


def test_a_file_in_the_place_of_the_output_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    with pytest.raises(OutputError, match=r"is a file, not a folder\. Nothing was changed"):
        publish_tree(tmp_path / "output", NEW)
    assert (tmp_path / "output").read_text() == "mine"


def test_a_file_in_the_place_of_a_folder_above_is_named_as_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written: a part of the path is a file"):
        publish_tree(tmp_path / "file/output", NEW)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission is denied"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_write_that_fails_is_told_in_plain_words(
    number: int, words: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as trouble:
        publish_tree(site, NEW)
    assert str(trouble.value) == f"“{site}” cannot be written: {words}. Nothing was changed."
    assert content(site) == OLD
    assert neighbours(site) == []


LIMITED = """
import resource, signal, sys
from pathlib import Path
from teipress.errors import OutputError
from teipress.output import publish_tree
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    publish_tree(Path(sys.argv[1]), {"a.txt": b"short", "b.txt": b"long" * 1000})
except OutputError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_file_beyond_what_the_system_allows_leaves_the_old_output(site: Path) -> None:
    run = subprocess.run([sys.executable, "-c", LIMITED, site], capture_output=True, text=True, check=True)
    assert "a file would be larger than the system allows. Nothing was changed." in run.stdout
    assert content(site) == OLD
    assert neighbours(site) == []


def mount(*arguments: str | Path) -> bool:
    """Mount something, where that is allowed."""
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def mounted(place: Path, *arguments: str | Path) -> Iterator[None]:
    place.mkdir(exist_ok=True)
    if not mount(*arguments, place):
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_full_disk_leaves_the_old_output(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=64k", "tmpfs"):
        publish_tree(disk / "output", OLD)
        with pytest.raises(OutputError, match=r"the disk is full\. Nothing was changed"):
            publish_tree(disk / "output", {"index.html": b"x" * 100_000})
        assert content(disk / "output") == OLD
        assert neighbours(disk / "output") == []


def test_a_read_only_disk_leaves_the_old_output(site: Path) -> None:
    with mounted(site.parent, "-o", "bind,ro", site.parent):
        with pytest.raises(OutputError, match=r"the disk is read-only\. Nothing was changed"):
            publish_tree(site, NEW)
        assert content(site) == OLD


def test_an_output_that_is_a_mount_point_is_refused_with_the_way_out(site: Path, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    publish_tree(inside, OLD)
    with mounted(site, "--bind", inside):
        with pytest.raises(OutputError, match=r"it is a mount point: choose a folder inside it\. Nothing was changed"):
            publish_tree(site, NEW)
        assert content(site) == OLD
        publish_tree(site / "below", NEW)
        assert content(site / "below") == NEW


# Where folders cannot be exchanged in one step


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the exchange in one step."""
    monkeypatch.setattr(output, "_exchange_at_once", lambda *_: False)


@pytest.mark.usefixtures("two_renames")
def test_two_renames_do_it_too(site: Path) -> None:
    publish_tree(site, NEW)
    assert content(site) == NEW
    assert neighbours(site) == []


@pytest.mark.usefixtures("two_renames")
def test_when_the_second_rename_fails_the_first_is_undone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.parent.name == ".output.new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OutputError, match=r"input/output error\. Nothing was changed"):
        publish_tree(site, NEW)
    assert content(site) == OLD
    assert neighbours(site) == []


def test_an_exchange_that_was_cut_between_two_renames_is_mended(site: Path) -> None:
    site.rename(site.with_name(".output.old"))

    def look() -> None:
        assert content(site) == OLD

    publish_tree(site, NEW, look)
    assert content(site) == NEW
    assert neighbours(site) == []


def test_leftovers_of_a_killed_build_are_cleared_away(site: Path) -> None:
    (site.parent / ".output.new/indexes").mkdir(parents=True)
    (site.parent / ".output.new/indexes/half.html").touch()
    (site.parent / ".output.old").mkdir()
    (site.parent / ".output.lock").write_text("123")
    publish_tree(site, NEW)
    assert content(site) == NEW
    assert neighbours(site) == []


def test_a_link_in_the_place_of_the_staging_folder_is_not_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").touch()
    (site.parent / ".output.new").symlink_to(tmp_path / "precious")
    publish_tree(site, NEW)
    assert content(site) == NEW
    assert (tmp_path / "precious/file").exists()


# One builder at a time


BUILDER = """
import sys, time
from pathlib import Path
from teipress.output import publish_tree
def wait():
    print("ready", flush=True)
    sys.stdin.readline()
publish_tree(Path(sys.argv[1]), {"index.html": b"first"}, wait)
"""


@contextmanager
def building(site: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process build as far as the exchange, and wait there."""
    with subprocess.Popen(
        [sys.executable, "-c", BUILDER, site], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_builder_is_told_who_is_building_and_disturbs_nothing(site: Path) -> None:
    with building(site) as first:
        with pytest.raises(OutputError, match=f"locked by process {first.pid}, which is writing there"):
            publish_tree(site, NEW)
        assert content(site) == OLD
        first.communicate("go\n")
        assert first.returncode == 0
    assert content(site) == {"index.html": b"first"}
    assert neighbours(site) == []


def test_the_lock_of_a_dead_builder_is_taken_over(site: Path) -> None:
    with building(site) as first:
        first.kill()
        first.wait()
        assert (site.parent / ".output.lock").read_text() == str(first.pid)
        publish_tree(site, NEW)
    assert content(site) == NEW
    assert neighbours(site) == []


def test_a_number_in_an_old_lock_is_no_lock_even_if_a_process_has_it_now(site: Path) -> None:
    """In a container every build has the same process number."""
    (site.parent / ".output.lock").write_text(str(os.getpid()))
    publish_tree(site, NEW)
    assert content(site) == NEW


# kill -9

RESTLESS = """
import itertools, sys
from pathlib import Path
from teipress.output import publish_tree
print("ready", flush=True)
for turn in itertools.count():
    name = "even" if turn % 2 else "odd"
    publish_tree(Path(sys.argv[1]), {f"{name}/{n}.txt": name.encode() * 100 for n in range(20)})
"""


def version(site: Path) -> str:
    """Tell which version an output is, and that it is whole."""
    found = content(site)
    kind = next(iter(found)).partition("/")[0]
    assert found == {f"{kind}/{n}.txt": kind.encode() * 100 for n in range(20)}
    return kind


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders in one step")
def test_a_reader_sees_a_whole_output_while_builders_are_killed(tmp_path: Path) -> None:
    """Ten builders are killed, each after it has published at least once, and after a varying number of looks."""
    site = tmp_path / "output"
    publish_tree(site, {f"odd/{n}.txt": b"odd" * 100 for n in range(20)})
    moments = random.Random(1962)
    for _ in range(10):
        before = site.stat().st_ino
        with subprocess.Popen([sys.executable, "-c", RESTLESS, site], stdout=subprocess.PIPE) as builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            while site.stat().st_ino == before:
                assert (site / MANIFEST).is_file()
            for _ in range(moments.randrange(3_000)):
                assert (site / MANIFEST).is_file()
            builder.send_signal(signal.SIGKILL)
        assert version(site) in {"odd", "even"}
    publish_tree(site, NEW)
    assert content(site) == NEW
    assert neighbours(site) == []


# One file


def test_a_file_is_written_whole_with_the_folders_above_it(tmp_path: Path) -> None:
    write_file(tmp_path / "a/b.txt", b"new")
    assert content(tmp_path) == {"a/b.txt": b"new"}


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_file(tmp_path / "b.txt", b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=r"b\.txt” cannot be written: the disk is full"):
        write_file(tmp_path / "b.txt", b"new")
    assert content(tmp_path) == {"b.txt": b"old"}


def test_a_file_whose_folder_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OutputError, match="a part of the path is a file"):
        write_file(tmp_path / "a/b.txt", b"new")
