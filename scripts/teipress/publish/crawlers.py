"""What programs that visit a site look for: a site map, rules for robots, a feed of the releases. Pure.

All of it needs whole addresses, so there is none of it where nobody knows where the edition is on the web.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote
from xml.sax.saxutils import escape

from teipress.cite.metadata import Whole
from teipress.cite.releases import Release

SITEMAP, ROBOTS, FEED = "sitemap.xml", "robots.txt", "releases.atom"
MOST = 50_000  # addresses in one site map (sitemaps.org, protocol 0.9)
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LEFT_OUT = ("cite/", "history/", "v/", "passages/", "source/")  # pages about passages, earlier states, markup
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def crawler_files(
    whole: Whole, paths: Iterable[str], hidden: Iterable[str], changed: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Give the files, path and content; none, where the address of the edition is not known.

    ``paths`` are all files of the edition, ``hidden`` those of its pages that ask not to be found. ``changed`` says for
    texts, by name, on which day they were changed; for all other pages, by an empty name.
    """
    if not whole.root:
        return
    pages = sorted(
        {path for path in paths if _is_for_all(path)} - {*hidden}, key=lambda path: (path != "index.html", path)
    )
    yield from site_maps(whole.root, [(path, _changed(whole, path, changed)) for path in pages])
    yield ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {whole.root}{SITEMAP}\n".encode()
    if whole.releases:
        yield FEED, feed(whole)


def _is_for_all(path: str) -> bool:
    return path.endswith(".html") and not path.startswith(_LEFT_OUT)


def _changed(whole: Whole, path: str, changed: Mapping[str, str]) -> str:
    """Say when a page was changed, as far as that is known; else when a text was published, or the edition released.

    Empty: nobody knows.
    """
    name = path.removesuffix(".html")
    header = whole.headers.get(name)
    date = changed.get(name if header else "") or (header.date if header else whole.issued)
    return date if len(date) == len("2026-11-25") else ""


def site_maps(root: str, pages: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Write the site map, or, of very many pages, several and a list of them."""
    if len(pages) <= MOST:
        yield SITEMAP, _site_map(root, pages)
        return
    names = [f"sitemap-{number + 1}.xml" for number in range(-(-len(pages) // MOST))]
    for number, name in enumerate(names):
        yield name, _site_map(root, pages[number * MOST : (number + 1) * MOST])
    rows = "".join(f"<sitemap><loc>{escape(root + name)}</loc></sitemap>\n" for name in names)
    yield SITEMAP, f'{_XML}<sitemapindex xmlns="{_SITEMAPS}">\n{rows}</sitemapindex>\n'.encode()


def _site_map(root: str, pages: Iterable[tuple[str, str]]) -> bytes:
    rows = "".join(f"{_row(root, path, date)}\n" for path, date in pages)
    return f'{_XML}<urlset xmlns="{_SITEMAPS}">\n{rows}</urlset>\n'.encode()


def _row(root: str, path: str, date: str) -> str:
    address = root if path == "index.html" else root + quote(path)
    changed = f"<lastmod>{date}</lastmod>" if date else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>"


def feed(whole: Whole) -> bytes:
    """Write the releases as a feed (Atom, RFC 4287), the last one first."""
    author = "; ".join(one.name or f"{one.given} {one.family}".strip() for one in whole.responsible) or whole.name
    inner = {
        "id": whole.root,
        "title": whole.name,
        **({"subtitle": whole.subtitle} if whole.subtitle else {}),
        "updated": _moment(max(release.date for release in whole.releases)),
    }
    head = "".join(f"<{name}>{escape(words)}</{name}>\n" for name, words in inner.items())
    links = (
        f'<link rel="self" type="application/atom+xml" href="{escape(whole.root)}{FEED}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(whole.root)}releases.html"/>\n'
    )
    rows = "".join(_entry(whole, release) for release in reversed(whole.releases))
    language = f' xml:lang="{escape(whole.language)}"' if whole.language else ""
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"{language}>\n{head}{links}'
        f"<author><name>{escape(author)}</name></author>\n{rows}</feed>\n"
    ).encode()


def _entry(whole: Whole, release: Release) -> str:
    address = escape(f"{whole.root}{release.folder}/index.html")
    return (
        f"<entry><id>{address}</id><title>{escape(f'{whole.name} {release.name}')}</title>"
        f"<updated>{_moment(release.date)}</updated>"
        f'<link rel="alternate" type="text/html" href="{address}"/>'
        f'<content type="text">{escape(whole.name)}</content></entry>\n'
    )


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
