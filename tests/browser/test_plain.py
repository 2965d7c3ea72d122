"""Pages from a disk or a server, with scripts and without: every link leads somewhere, nothing complains."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from tests.browser.looking import jumped, opened, pages
from tests.serving import serving

LINKS = "all => all.map(one => new URL(one.getAttribute('href'), document.baseURI).href)"
IDS = "all => all.map(one => one.id)"


@contextmanager
def place(site: Path, way: str) -> Iterator[str]:
    """Give the address that a site has on a disk, or from a server."""
    if way == "file":
        yield site.as_uri() + "/"
    else:
        with serving(site) as address:
            yield address


@pytest.mark.parametrize("way", ["file", "http"])
def test_no_page_complains_or_asks_others(way: str, site: Path, browser: Any) -> None:
    with place(site, way) as root, opened(browser) as tab:
        for page in pages(site):
            # The index of the search is not committed with the edition: before “nox -s edition” there is none.
            if not page.endswith("search.html") or (site / "pagefind").is_dir():
                tab.goto(root + page)


@pytest.mark.parametrize("way", ["file", "http"])
def test_without_scripts_every_page_is_reached_and_every_link_leads_somewhere(
    way: str, site: Path, browser: Any
) -> None:
    ids: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    with place(site, way) as root, opened(browser, java_script_enabled=False) as tab:
        waiting = [f"{root}index.html"]
        while waiting:
            address = waiting.pop()
            if address in ids:
                continue
            tab.goto(address)
            ids[address] = set(tab.eval_on_selector_all("[id]", IDS))
            links[address] = set(tab.eval_on_selector_all("a[href], link[href]", LINKS))
            inside = {urldefrag(link).url for link in links[address] if link.startswith(root)}
            waiting += [link for link in inside if _is_page(link.removeprefix(root))]
        leading = {link for found in links.values() for link in found if link.startswith(root)}
    assert {link for link in leading if not _leads_somewhere(link, root, site, ids)} == set()
    reached = {unquote(address.removeprefix(root)) for address in ids}
    missed = [page for page in pages(site) if page not in reached and not page.startswith("v/")]
    assert [page for page in missed if 'class="entry' in (site / page).read_text(encoding="utf-8")] == []


def _is_page(path: str) -> bool:
    """Of frozen releases, the texts are enough: the rest is as it is today."""
    return path.endswith(".html") and (not path.startswith("v/") or path.count("/") == 2)


def _leads_somewhere(link: str, root: str, site: Path, ids: dict[str, set[str]]) -> bool:
    address, fragment = urldefrag(link)
    file = site / unquote(urljoin(root, address).removeprefix(root))
    return file.is_file() and (not fragment or address not in ids or unquote(fragment) in ids[address])


def test_without_scripts_readers_choose_a_view(samples: Path, browser: Any) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.goto((samples / "apparatus.html").as_uri())
        variant = tab.locator(".tei-text .variant").first
        assert not variant.is_visible()
        tab.check("input[value=readings]")
        assert variant.is_visible()
        tab.goto((samples / "letter.html").as_uri())
        deleted = tab.locator(".tei-del").first
        assert not deleted.is_visible()
        tab.check("input[value=diplomatic]")
        assert deleted.is_visible()


def test_without_scripts_citations_contents_and_notes_open(edition: Path, samples: Path, browser: Any) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.goto((edition / "changsung.html").as_uri())
        tab.hover("#p2")
        tab.click('a.cite[href$="#p2"]')
        assert tab.locator("#p2 .citations").is_visible()
        tab.set_viewport_size({"width": 700, "height": 700})
        tab.goto((samples / "novel.html").as_uri())
        tab.click(".toc summary")
        tab.click(".toc a >> text=II")
        assert jumped(tab).startswith("II")
        tab.click(".note-call")
        assert "Mules were tolled by the head" in jumped(tab)
        tab.click(".note-return")
        assert jumped(tab) == "1"


def test_without_scripts_the_page_for_searching_says_what_to_do(edition: Path, browser: Any) -> None:
    with serving(edition) as root, opened(browser, java_script_enabled=False) as tab:
        for address in (f"{root}search.html", (edition / "search.html").as_uri()):
            tab.goto(address)
            assert not tab.is_visible("form")
            assert "teipress serve" in tab.inner_text(".search-instead")


def test_what_a_page_does_wrong_is_seen(tmp_path: Path, browser: Any) -> None:
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    for fault in ("<script>1</script>", "<img src='http://other.example/x.png'>", "<p style='color: red'>red</p>"):
        (tmp_path / "page.html").write_text(f"<!doctype html><title>x</title>{policy}{fault}", encoding="utf-8")
        with pytest.raises(AssertionError), opened(browser) as tab:
            tab.goto((tmp_path / "page.html").as_uri())
