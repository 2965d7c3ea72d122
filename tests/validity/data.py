"""What a site has for programs, by the schemas and readers of others: site maps, feeds, GeoJSON, linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import xmlschema
from lxml import etree

from tests.linked import faults_of_linked_data
from tests.paths import ROOT
from tests.validity.packages import Package

SITE_MAPS = Package(  # whose copy of the schema of sitemaps.org is wanted; it is never run
    "sitemap@9.0.1",
    "S6hzjGJSG3d6if0YoF5kTyeRJvia6FSTBroE5fQ0bu1QNxyJqhhinfUsXi9fH3MgtXODWvwo2BDyQSnhPQ88uQ==",
    "package/schema/sitemap.xsd",
)
ATOM = ROOT / "tests/publish/schemas/atom.rng"


def faults_of_data(site: Path, site_maps: Path) -> Iterator[str]:
    """Look at all of a site, each file by what is there for its kind; ``site_maps`` is the published schema."""
    schema, feeds = xmlschema.XMLSchema(site_maps), etree.RelaxNG(etree.parse(ATOM))
    for path in sorted(site.glob("sitemap*.xml")):
        tree = etree.parse(path)
        if not tree.getroot().tag.endswith("}sitemapindex"):  # which has a schema that the package does not carry
            yield from (f"{path}: {error.reason} at {error.path}" for error in schema.iter_errors(tree))
    for path in sorted(site.glob("*.atom")):
        if not feeds.validate(etree.parse(path)):
            yield from (f"{path}:{error.line}: {error.message}" for error in feeds.error_log)
    for path in sorted(site.rglob("*.geojson")):
        yield from faults_of_geojson(path)
    yield from (f"{site}/{fault}" for fault in faults_of_linked_data(site))


def faults_of_geojson(path: Path) -> Iterator[str]:
    """Look at GeoJSON."""
    from geojson_pydantic import FeatureCollection

    try:
        FeatureCollection(**json.loads(path.read_bytes()))
    except ValueError as error:
        yield f"{path}: {error}"


def kinds(site: Path) -> dict[str, int]:
    """Count what there is of each kind."""
    patterns = {"site maps": "sitemap*.xml", "feeds": "*.atom", "maps": "**/*.geojson", "graphs": "**/*.ttl"}
    return {kind: len(list(site.glob(pattern))) for kind, pattern in patterns.items()}
