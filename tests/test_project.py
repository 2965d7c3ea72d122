"""Finding an edition, and reading its settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from teipress.corpus import Limits
from teipress.errors import ConfigurationError
from teipress.output import publish_tree
from teipress.project import Project, open_project, read_settings, shown
from tests.support import ROOT

TEXT = f"{ROOT}</TEI>"
SETTINGS = """
[edition]
title = "An edition"
[sources]
texts = ["texts/*.xml"]
registers = ["registers/*.xml"]
"""


def write(folder: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Make an edition of two texts and a register in a folder of its own."""
    folder = tmp_path / "edition"
    write(folder, "texts/a.xml", "texts/b.xml", "registers/persons.xml")
    (folder / "teipress.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def settings(folder: Path, toml: str | bytes) -> Project:
    write(folder, "texts/a.xml")
    path = folder / "teipress.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return read_settings(path)


def names(project: Project) -> list[str]:
    return [path.relative_to(project.root).as_posix() for path in project.files]


def chosen(project: Project) -> set[str] | None:
    return None if project.selected is None else {path.name for path in project.selected}


# Settings


def test_every_setting_is_read(tmp_path: Path) -> None:
    project = settings(
        tmp_path,
        """
        [edition]
        title = "T"
        subtitle = "S"
        language = "ko"
        base-url = "https://example.org/"
        [sources]
        texts = ["texts/*.xml"]
        [schemas]
        odd = "a.odd"
        rng = "a.rng"
        xsd = "a.xsd"
        schematron = "a.sch"
        [output]
        directory = "site"
        [limits]
        size = 1
        depth = 2
        attributes = 3
        """,
    )
    assert (project.title, project.subtitle, project.language) == ("T", "S", "ko")
    assert project.base_url == "https://example.org/"
    schemas = project.schemas
    assert [schemas.odd, schemas.rng, schemas.xsd, schemas.schematron] == [
        tmp_path / name for name in ("a.odd", "a.rng", "a.xsd", "a.sch")
    ]
    assert project.output == tmp_path / "site"
    assert project.limits == Limits(size=1, depth=2, attributes=3)
    assert not project.is_bare


def test_what_is_not_set_has_a_default(edition: Path) -> None:
    project = read_settings(edition / "teipress.toml")
    assert (project.language, project.base_url, project.output) == ("en", "", edition / "output")
    assert project.limits == Limits()
    assert project.schemas.xsd is None


GOOD = '[edition]\ntitle = "T"\n[sources]\ntexts = ["texts/*.xml"]\n'
WRONG = {
    "no title": ("[edition]\n", "missing required value in 'edition.title'"),
    "nothing": ("", "missing required value in 'edition.title'"),
    "no such table": (GOOD + "[editions]\n", "there is no setting 'editions'; did you mean 'edition'?"),
    "no such key": (GOOD + "[output]\ndirectroy = ''", "there is no setting 'output.directroy'; did you mean 'output"),
    "nothing like it": (GOOD + "[zzz]\n", "there is no setting 'zzz'"),
    "no text": ("[edition]\ntitle = 1\n", "'edition.title' must be a text in quotes"),
    "no table": ("edition = 'x'", "'edition' must be a table"),
    "no list": (GOOD.replace('["texts/*.xml"]', "'texts'"), "'sources.texts' must be a list"),
    "no number": (GOOD + "[limits]\nsize = '5'", "'limits.size' must be a whole number"),
    "a truth for a number": (GOOD + "[limits]\ndepth = true", "'limits.depth' must be a whole number"),
    "a fraction": (GOOD + "[limits]\ndepth = 1.5", "'limits.depth' must be a whole number"),
    "zero": (GOOD + "[limits]\nattributes = 0", "'limits.attributes' must be at least 1"),
    "negative": (GOOD + "[limits]\nsize = -1", "'limits.size' must be at least 1"),
    "no pattern": (GOOD.replace('"texts/*.xml"', "'texts/*.xml', 3"), "'sources.texts[1]' must be a relative path"),
    "empty pattern": (GOOD.replace("texts/*.xml", ""), "'sources.texts[0]' must be a relative path"),
    "absolute pattern": (GOOD.replace("texts/*.xml", "/etc/*"), "'sources.texts[0]' must be a relative path"),
    "no pattern at all": (GOOD.replace("texts/*.xml", "."), "'sources.texts[0]' is not a pattern"),
    "nothing matches": (GOOD.replace("texts/*.xml", "tei/*.xml"), "no TEI file matches 'sources.texts'"),
    "no texts named": ('[edition]\ntitle = "T"\n', "no TEI file matches 'sources.texts'"),
    "a schema is a number": (GOOD + "[schemas]\nxsd = 5", "'schemas.xsd' must be a text in quotes"),
    "an output is a list": (GOOD + "[output]\ndirectory = []", "'output.directory' must be a text in quotes"),
    "no TOML": ("[edition", "this is not TOML"),
    "key twice": (GOOD + "[edition]\n", "this is not TOML"),
    "too deep": ("a = " + "[" * 20_000, "nested too deeply"),
}


@pytest.mark.parametrize(("toml", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_is_named(toml: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as trouble:
        settings(tmp_path, toml)
    assert str(trouble.value).startswith(f"{shown(tmp_path / 'teipress.toml')}: ")
    assert words in str(trouble.value)


def test_settings_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="this file is not UTF-8"):
        settings(tmp_path, '[edition]\ntitle = "é"'.encode("latin-1"))


def test_settings_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    assert settings(tmp_path, "\ufeff".encode() + GOOD.encode()).title == "T"


def test_a_file_that_is_text_and_register_is_a_register(edition: Path) -> None:
    (edition / "teipress.toml").write_text(SETTINGS.replace("texts/*.xml", "**/*.xml"), encoding="utf-8")
    project = read_settings(edition / "teipress.toml")
    assert [path.name for path in project.texts] == ["a.xml", "b.xml"]
    assert [path.name for path in project.registers] == ["persons.xml"]


def test_the_order_of_files_is_that_of_their_names_not_of_the_file_system(tmp_path: Path) -> None:
    write(tmp_path, *(f"texts/{name}.xml" for name in ["b", "a", "é", "B", "10", "9", "𐐀", "\uffdc"]))
    project = settings(tmp_path, GOOD)
    in_bytes = ["10", "9", "B", "a", "b", "é", "\uffdc", "𐐀"]
    assert names(project) == [f"texts/{name}.xml" for name in in_bytes]
    assert names(open_project([tmp_path / "texts"])) == names(project)


# Which edition


@pytest.mark.parametrize("inside", [".", "texts", "texts/deeper"])
def test_the_edition_is_found_from_any_folder_in_it(
    inside: str, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(edition, "texts/deeper/notes.txt")
    monkeypatch.chdir(edition / inside)
    if inside == "texts/deeper":
        with pytest.raises(ConfigurationError, match="no TEI file was found"):
            open_project()
    else:
        assert open_project().root == edition


def test_a_folder_of_an_edition_selects_its_files(edition: Path) -> None:
    project = open_project([edition / "texts"])
    assert project.root == edition
    assert chosen(project) == {"a.xml", "b.xml"}
    assert len(project.files) == 3


def test_single_files_of_an_edition_are_selected(edition: Path) -> None:
    assert chosen(open_project([edition / "texts/b.xml"])) == {"b.xml"}
    assert chosen(open_project([edition / "texts/b.xml", edition / "registers"])) == {"b.xml", "persons.xml"}


def test_naming_all_of_an_edition_selects_nothing(edition: Path) -> None:
    assert open_project([edition]).selected is None
    assert open_project([edition / "texts", edition / "registers"]).selected is None
    assert open_project([edition, edition / "texts/a.xml"]).selected is None


def test_a_path_with_dots_is_the_same_path(edition: Path) -> None:
    assert chosen(open_project([edition / "registers/../texts/./a.xml"])) == {"a.xml"}


@pytest.mark.parametrize("first", ["texts/a.xml", "."])
def test_a_file_from_elsewhere_is_not_left_out_silently(first: str, edition: Path, tmp_path: Path) -> None:
    write(tmp_path, "other.xml")
    with pytest.raises(ConfigurationError, match=r"other\.xml” does not belong to the edition in"):
        open_project([edition / first, tmp_path / "other.xml"])


def test_a_file_that_the_settings_do_not_count_is_bare(edition: Path) -> None:
    write(edition, "drafts/c.xml")
    project = open_project([edition / "drafts/c.xml"])
    assert project.is_bare
    assert names(project) == ["c.xml"]


def test_thousands_of_named_files_are_selected_quickly(tmp_path: Path) -> None:
    """Every file against every path would be four million comparisons of paths."""
    write(tmp_path, *(f"texts/{number}.xml" for number in range(2_000)), "registers/r.xml")
    (tmp_path / "teipress.toml").write_text(SETTINGS, encoding="utf-8")
    project = open_project((tmp_path / "texts").iterdir())
    assert len(project.selected or ()) == 2_000


# A bare folder


def test_a_bare_folder_gives_every_tei_file_below_it(tmp_path: Path) -> None:
    write(tmp_path, "one.xml", "below/two.xml", "notes.txt")
    write(tmp_path, "page.xml", text="<html/>")
    project = open_project([tmp_path])
    assert names(project) == ["below/two.xml", "one.xml"]
    assert (project.title, project.is_bare, project.root) == (tmp_path.name, True, tmp_path)


def test_a_broken_file_of_a_bare_folder_is_kept_to_be_reported(tmp_path: Path) -> None:
    write(tmp_path, "broken.xml", text="<TEI")
    write(tmp_path, "text.xml")
    assert names(open_project([tmp_path])) == ["broken.xml", "text.xml"]


def test_a_named_file_is_taken_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, "page.html", text="<html/>")
    assert names(open_project([tmp_path / "page.html"])) == ["page.html"]


def test_several_places_are_one_bare_edition_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, "x/a.xml", "y/b.xml")
    project = open_project([tmp_path / "x", tmp_path / "y/b.xml", tmp_path / "x/a.xml"])
    assert [path.name for path in project.files] == ["a.xml", "b.xml"]


def test_what_was_built_before_is_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "text.xml", ".hidden/old.xml", ".old.xml")
    publish_tree(tmp_path / "output", {"text.xml": TEXT.encode()})
    publish_tree(tmp_path / "elsewhere/site", {"text.xml": TEXT.encode()})
    monkeypatch.chdir(tmp_path)
    assert names(open_project()) == ["text.xml"]


@pytest.mark.parametrize("content", [(), ("notes.txt",)], ids=["empty", "no XML"])
def test_a_folder_without_tei_is_refused(content: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, *content)
    with pytest.raises(ConfigurationError, match="no TEI file was found in"):
        open_project([tmp_path])


@pytest.mark.parametrize("name", ["nothing", "a/b/c.xml", "x" * 5_000])
def test_a_path_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no file or folder"):
        open_project([tmp_path / name])


def test_a_link_that_leads_nowhere_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "link.xml").symlink_to("nothing.xml")
    with pytest.raises(ConfigurationError, match="there is no file or folder"):
        open_project([tmp_path / "link.xml"])


def test_links_to_files_are_followed_and_circles_of_folders_are_not(tmp_path: Path) -> None:
    write(tmp_path, "store/a.xml")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/b.xml").symlink_to("../store/a.xml")
    (tmp_path / "texts/nowhere.xml").symlink_to("nothing.xml")
    (tmp_path / "texts/circle").symlink_to("..")
    assert names(open_project([tmp_path / "texts"])) == ["b.xml"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.xml"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="the name of this file is not UTF-8"):
        open_project([tmp_path])


def test_paths_are_shown_from_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown(tmp_path / "here/texts/a.xml") == "texts/a.xml"
    assert shown(tmp_path / "there.xml") == "../there.xml"
