"""The addresses of DTS: as queries to a server, or as paths to files, each described by a template (RFC 6570)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class CollectionQuery:
    """A question to the collection endpoint. No ``id`` is the whole edition."""

    id: str | None = None
    nav: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NavigationQuery:
    """A question to the navigation endpoint."""

    resource: str
    ref: str | None = None
    start: str | None = None
    end: str | None = None
    down: int | None = None
    tree: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """A question to the document endpoint."""

    resource: str
    ref: str | None = None
    start: str | None = None
    end: str | None = None
    tree: str | None = None


class Addresses(Protocol):
    """Where the answers are."""

    def entry(self) -> str:
        """Give the address of the entry."""

    def templates(self) -> dict[str, str]:
        """Give the templates of the three endpoints."""

    def resource_templates(self, name: str) -> dict[str, str]:
        """Give the templates of the three endpoints for a text."""

    def collection_template(self, id: str) -> str:
        """Give the template of the collection endpoint for a collection."""

    def collection(self, query: CollectionQuery) -> str:
        """Give the address of an answer."""

    def navigation(self, query: NavigationQuery) -> str:
        """Give the address of an answer."""

    def site(self, path: str) -> str:
        """Give the address of a file of the edition."""


def encoded(text: str) -> str:
    """Write a text as RFC 6570 expands it: all but unreserved characters are encoded."""
    return quote(text, safe="-._~")


@dataclass(frozen=True, slots=True)
class Files:
    """Answers in files below ``dts/``. ``root`` leads to the edition: an address, or a way up such as ``../../``."""

    root: str

    def entry(self) -> str:
        """Give the address of the entry."""
        return f"{self.root}dts/index.jsonld"

    def templates(self) -> dict[str, str]:
        """Give the templates of the three endpoints; ranges are not among files."""
        return {
            "collection": f"{self.root}dts/collection{{/id}}{{;nav,page}}.jsonld",
            "navigation": f"{self.root}dts/navigation{{/resource}}{{;tree,down,page}}{{/ref}}.jsonld",
            "document": f"{self.root}dts/document{{/resource}}{{;tree}}{{/ref}}.xml",
        }

    def resource_templates(self, name: str) -> dict[str, str]:
        """Give the templates of the three endpoints for a text."""
        text = encoded(name)
        return {
            "collection": self.collection_template(name),
            "navigation": f"{self.root}dts/navigation/{text}{{;tree,down,page}}{{/ref}}.jsonld",
            "document": f"{self.root}dts/document/{text}{{;tree}}{{/ref}}.xml",
        }

    def collection_template(self, id: str) -> str:
        """Give the template of the collection endpoint for a collection."""
        return f"{self.root}dts/collection/{encoded(id)}{{;nav,page}}.jsonld"

    def collection(self, query: CollectionQuery) -> str:
        """Give the address of an answer."""
        return self.root + quote(collection_path(query), safe=_IN_PATHS)

    def navigation(self, query: NavigationQuery) -> str:
        """Give the address of an answer."""
        return self.root + quote(navigation_path(query), safe=_IN_PATHS)

    def site(self, path: str) -> str:
        """Give the address of a file of the edition."""
        return self.root + path


_IN_PATHS = "/;=-._~"


def collection_path(query: CollectionQuery) -> str:
    """Give the path of the file with an answer: what the template expands to, decoded."""
    id = "" if query.id is None else f"/{query.id}"
    return f"dts/collection{id}{_matrix(nav=query.nav, page=query.page)}.jsonld"


def navigation_path(query: NavigationQuery) -> str:
    """Give the path of the file with an answer: what the template expands to, decoded."""
    ref = "" if query.ref is None else f"/{query.ref}"
    return f"dts/navigation/{query.resource}{_matrix(tree=query.tree, down=query.down, page=query.page)}{ref}.jsonld"


def document_path(query: DocumentQuery) -> str:
    """Give the path of the file with a passage: what the template expands to, decoded."""
    ref = "" if query.ref is None else f"/{query.ref}"
    return f"dts/document/{query.resource}{_matrix(tree=query.tree)}{ref}.xml"


def _matrix(**values: str | int | None) -> str:
    return "".join(f";{name}={value}" for name, value in values.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Served:
    """Answers of a server at ``base``, which ends in a slash; the edition's files are at ``root``."""

    base: str
    root: str

    def entry(self) -> str:
        """Give the address of the entry."""
        return self.base

    def templates(self) -> dict[str, str]:
        """Give the templates of the three endpoints."""
        return {
            "collection": f"{self.base}collection/{{?id,page,nav}}",
            "navigation": f"{self.base}navigation/{{?resource,ref,start,end,down,tree,page}}",
            "document": f"{self.base}document/{{?resource,ref,start,end,tree,mediaType}}",
        }

    def resource_templates(self, name: str) -> dict[str, str]:
        """Give the templates of the three endpoints for a text."""
        text = encoded(name)
        return {
            "collection": self.collection_template(name),
            "navigation": f"{self.base}navigation/?resource={text}{{&ref,start,end,down,tree,page}}",
            "document": f"{self.base}document/?resource={text}{{&ref,start,end,tree,mediaType}}",
        }

    def collection_template(self, id: str) -> str:
        """Give the template of the collection endpoint for a collection."""
        return f"{self.base}collection/?id={encoded(id)}{{&page,nav}}"

    def collection(self, query: CollectionQuery) -> str:
        """Give the address of an answer."""
        return f"{self.base}collection/{_query(id=query.id, page=query.page, nav=query.nav)}"

    def navigation(self, query: NavigationQuery) -> str:
        """Give the address of an answer."""
        asked = _query(
            resource=query.resource,
            ref=query.ref,
            start=query.start,
            end=query.end,
            down=query.down,
            tree=query.tree,
            page=query.page,
        )
        return f"{self.base}navigation/{asked}"

    def site(self, path: str) -> str:
        """Give the address of a file of the edition."""
        return self.root + path


def _query(**values: str | int | None) -> str:
    asked = "&".join(f"{name}={encoded(str(value))}" for name, value in values.items() if value is not None)
    return f"?{asked}" if asked else ""
