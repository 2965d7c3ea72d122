"""The examples of docs/customizing.md, built as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teipress.errors import ConfigurationError
from teipress.pipeline import Built, build
from teipress.project import read_settings
from tests.edition.pages import Page, read_pages
from tests.paths import ROOT
from tests.xpath import elements, string, strings
from tests.xslt.render import whole

BLOCK = re.compile(r"^```\w+\n(?:<!--|/\*|#) (\S+)(?: -->| \*/)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TEXT = '<p xml:id="p1">A <term>pier</term> of <placeName>Nordheim</placeName>.<pb n="3"/></p>'


def examples() -> dict[str, dict[str, str]]:
    """Read the files of each example: a section of the page."""
    page = (ROOT / "docs/customizing.md").read_text(encoding="utf-8")
    sections = (section.partition("\n") for section in page.split("\n## ")[1:])
    return {title: {m[1]: m[2] for m in BLOCK.finditer(body)} for title, _, body in sections}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {"texts/bridge.xml": whole(TEXT), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "teipress.toml"


def built(settings: Path) -> Built:
    return build(read_settings(settings), verify=False)


def pages(folder: Path, files: dict[str, str]) -> dict[str, Page]:
    made = built(write(folder, files))
    assert made.report.diagnostics == ()
    return read_pages(folder / "output")


def test_there_are_three_examples() -> None:
    assert [sorted(files) for files in examples().values()] == [
        ["css/edition.css", "teipress.toml"],
        ["teipress.toml", "xslt/local.xsl"],
        ["labels/nl.xml", "parts/footer.html", "parts/imprint.html", "teipress.toml"],
    ]


def test_own_styles_are_linked_after_ours(tmp_path: Path) -> None:
    made = pages(tmp_path, examples()["Colours and letters"])
    for path, page in made.items():
        links = strings(page.tree, "//link[@rel = 'stylesheet']/@href")
        ours = ["teipress.css", *(["index.css"] if path.startswith("indexes/") else []), "own/edition.css"]
        assert links == [f"{page.root}assets/{name}" for name in ours], path
    assert (tmp_path / "output/assets/own/edition.css").read_bytes() == (tmp_path / "css/edition.css").read_bytes()


def test_own_templates_win_and_nothing_is_lost(tmp_path: Path) -> None:
    tree = pages(tmp_path, examples()["Another rendering of an element"])["bridge.html"].tree
    assert strings(tree, "//dfn/@class") == ["tei-term"]
    assert strings(tree, "//a[. = 'scan 3']/@href") == ["https://scans.example.org/3"]


def test_a_template_that_loses_words_or_ids_is_found_out(tmp_path: Path) -> None:
    files = examples()["Another rendering of an element"]
    files["xslt/local.xsl"] = (
        files["xslt/local.xsl"]
        .replace('match="term"', 'match="term[false()]"')
        .replace("</xsl:stylesheet>", '<xsl:template match="p"><p>Instead.</p></xsl:template></xsl:stylesheet>')
    )
    codes = {diagnostic.code for diagnostic in built(write(tmp_path, files)).report.diagnostics}
    assert codes == {"lost-text", "lost-id"}


def test_parts_imprint_and_labels_are_on_every_page(tmp_path: Path) -> None:
    made = pages(tmp_path, examples()["Header, footer, imprint, language"])
    for page in made.values():
        assert "Bruggenmuseum" in string(page.tree, "//footer")
        assert f"{page.root}index.html" in strings(page.tree, "//footer/p[1]/a/@href | //footer//a/@href")
        assert strings(page.tree, "//a[. = 'Colofon']/@href") == [f"{page.root}imprint.html"]
        assert string(page.tree, "//a[@class = 'skip']") == "Naar de tekst"
    assert "Kade 1" in string(made["imprint.html"].tree, "//main")
    assert elements(made["index.html"].tree, "//h2[. = 'Teksten']")


WRONG = {
    "xslt/local.xsl": [
        ("teipress:html.xsl", "html.xsl", "does not import ours"),
        (' default-mode="m:html"', "", r'local\.xsl: .* needs default-mode="m:html"'),
        ("https://teipress.org/ns/modes", "https://teipress.org/ns/other", "needs default-mode"),
        ("<dfn>", "<dfn", "xslt/local.xsl|local.xsl"),
        ('match="term"', 'match="term["', "a stylesheet of this edition is wrong: .*local.xsl"),
    ],
    "parts/footer.html": [
        ("</p>", "", r"footer\.html:\d+:\d+: a page part must be well-formed"),
        (' xmlns="http://www.w3.org/1999/xhtml"', "", "write xmlns="),
        ("<p>", '<p onclick="x()">', "event handler"),
    ],
    "labels/nl.xml": [("</labels>", "", r"nl\.xml:\d+:\d+: not well-formed")],
    "css/edition.css": [("small-caps", "small-caps; background: url(https://example.org/x.png)", "loads nothing from")],
    "teipress.toml": [
        ('"css/*.css"', '"css/*.scss"', "no file matches 'publish.css'"),
        ('"parts/footer.html"', '"parts/foot.html"', r"'publish.footer' in teipress.toml: .*cannot be read"),
        ('"labels/nl.xml"', '"labels/fr.xml"', r"'publish.labels' in teipress.toml: .*cannot be read"),
    ],
}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), [(file, *fault) for file, faults in WRONG.items() for fault in faults]
)
def test_what_is_wrong_is_told_in_a_sentence(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    files = next(files for files in examples().values() if old in files.get(file, ""))
    files[file] = files[file].replace(old, new, 1)
    with pytest.raises(ConfigurationError, match=said):
        built(write(tmp_path, files))
    assert not (tmp_path / "output").exists()
