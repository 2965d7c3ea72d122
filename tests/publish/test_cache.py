"""The cache: it gives back what was put in, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.output import Stage
from teipress.publish.cache import Cache
from teipress.publish.made import Made
from teipress.publish.media import Media
from teipress.publish.records import INDEX, cut

LARGE = 10**9
RECORD = cut(f'<x:text xmlns:x="{INDEX}" name="k" lang="en" title="K"><x:rights>none</x:rights></x:text>')
NOTICED = Diagnostic("unstyled-element", Source.RENDER, "so", "then/text.xml", Severity.WARNING, 3, 4, id="a")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", LARGE)


def stage(folder: Path) -> Stage:
    folder.mkdir()
    return Stage(folder, folder)


def keep(cache: Cache, folder: Path, key: str = "k", *, points: bool = False, text: bytes = b"page") -> Made:
    """Make a page, and keep it."""
    place = stage(folder)
    files = (place.write(f"{key}.html", text), place.write(f"{key}.txt", b"words"))
    made = Made(files, RECORD, (NOTICED,), (Media("a.png", "digest"),), points)
    cache.keep_made(key, "texts", made, place)
    return made


def recall(cache: Cache, folder: Path, key: str = "k", texts: str = "texts", shown: str = "text.xml") -> Made | None:
    return cache.made(key, texts, shown, stage(folder), lambda _media: True)


def test_what_was_kept_is_given_back_with_its_files(cache: Cache, tmp_path: Path) -> None:
    kept = keep(cache, tmp_path / "one")
    found = recall(cache, tmp_path / "two")
    assert found is not None
    assert (found.files, found.record, found.media) == (kept.files, kept.record, kept.media)
    assert (tmp_path / "two/k.html").read_bytes() == b"page"


def test_diagnostics_come_back_under_the_path_of_now(cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    found = recall(cache, tmp_path / "two", shown="now/text.xml")
    assert found is not None
    assert [(d.path, d.severity, d.line, d.id) for d in found.diagnostics] == [
        ("now/text.xml", Severity.WARNING, 3, "a")
    ]


def test_another_key_is_unknown(cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    assert recall(cache, tmp_path / "two", "other") is None


@pytest.mark.parametrize(("points", "known"), [(True, False), (False, True)])
def test_only_a_page_that_may_point_to_others_depends_on_them(
    points: bool, known: bool, cache: Cache, tmp_path: Path
) -> None:
    keep(cache, tmp_path / "one", points=points)
    assert (recall(cache, tmp_path / "two", texts="other texts") is not None) is known


def test_a_page_whose_picture_has_changed_is_made_anew(cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    assert cache.made("k", "texts", "text.xml", stage(tmp_path / "two"), lambda _media: False) is None


def test_every_single_damaged_byte_is_found(cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(files) == 3
    number = 0
    for path in files:
        whole, times = path.read_bytes(), path.stat()
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            number += 1
            assert recall(cache, tmp_path / f"two{number}") is None
        path.write_bytes(whole)
    assert recall(cache, tmp_path / "two") is not None


@pytest.mark.parametrize("damage", ["", "{}", "[]", "null", "x\n{}", "\xff"])
def test_an_entry_that_is_none_is_no_entry(damage: str, cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    (tmp_path / "cache/pages/k").write_text(damage, encoding="latin-1")
    assert recall(cache, tmp_path / "two") is None


def test_a_missing_file_makes_the_entry_useless(cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    for path in (tmp_path / "cache/files").iterdir():
        path.unlink()
    assert recall(cache, tmp_path / "two") is None
    assert [*(tmp_path / "two").iterdir()] == []


def test_what_is_written_over_a_file_that_was_taken_over_leaves_the_cache_alone(cache: Cache, tmp_path: Path) -> None:
    keep(cache, tmp_path / "one")
    recall(cache, tmp_path / "two")
    Stage(tmp_path / "two", tmp_path / "two").write("k.html", b"other")
    assert recall(cache, tmp_path / "three") is not None


def test_a_cache_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    cache = Cache(tmp_path / "cache", LARGE)
    keep(cache, tmp_path / "one")
    cache.tidy()
    assert recall(cache, tmp_path / "two") is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    cache = Cache(None, LARGE)
    keep(cache, tmp_path / "one")
    cache.tidy()
    assert recall(cache, tmp_path / "two") is None
    assert [path.name for path in tmp_path.iterdir()] == ["one", "two"]


def test_what_was_used_last_stays_when_there_is_not_room_for_all(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", 7_000)
    for number, key in enumerate("abc"):
        keep(cache, tmp_path / key, key, text=key.encode() * 2_000)
        os.utime(tmp_path / "cache/pages" / key, (number, number))
    assert recall(cache, tmp_path / "used", "a") is not None
    cache = Cache(tmp_path / "cache", 6_200)
    cache.tidy()
    assert sorted(path.name for path in (tmp_path / "cache/pages").iterdir()) == ["a", "c"]
    left = sum(path.stat().st_size for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert left <= 6_200
    assert recall(cache, tmp_path / "kept", "c") is not None


def test_files_that_nobody_names_are_forgotten_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", 3_500)
    keep(cache, tmp_path / "one", text=b"x" * 2_000)
    (tmp_path / "cache/files/stray").write_bytes(b"y" * 2_000)
    cache.tidy()
    assert not (tmp_path / "cache/files/stray").exists()
    assert recall(cache, tmp_path / "two") is not None
