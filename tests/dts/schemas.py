"""Schemas of the answers of DTS, written after the tables of version 1.0 (https://dtsapi.org/versions/v1.0).

The specification itself has tables only. Nothing is allowed here that they do not name.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string", "minLength": 1}
ADDRESS: Schema = {"type": "string", "minLength": 1, "pattern": r"^[^\s{}<>\"|\\^`]+$"}
TEMPLATE: Schema = {"type": "string", "pattern": r"^[^\s<>\"|\\^`{}]*(\{[/;?&#.+]?[a-zA-Z]+(,[a-zA-Z]+)*\}[^\s{}]*)+$"}
LANGUAGE: Schema = {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}


def thing(required: Schema, optional: Schema | None = None) -> Schema:
    """Describe an object that has nothing else."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": [*required],
        "additionalProperties": False,
    }


LOCALIZED = thing({"lang": LANGUAGE, "value": STRING})
METADATA_VALUE: Schema = {
    "anyOf": [
        {"type": ["string", "number"]},
        {"type": "array", "items": {"anyOf": [LOCALIZED, STRING]}},
    ]
}
DUBLIN_CORE: Schema = {"type": "object", "minProperties": 1, "additionalProperties": METADATA_VALUE}
EXTENSIONS: Schema = {
    "type": "object",
    "properties": {"@context": {"type": "object", "additionalProperties": ADDRESS}},
    "required": ["@context"],
    "additionalProperties": METADATA_VALUE,
}
CITE_STRUCTURE = thing(
    {"citeType": STRING},
    {
        "@type": {"const": "CiteStructure"},
        "citeStructure": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/structure"}},
    },
)
CITATION_TREE = thing(
    {"@type": {"const": "CitationTree"}},
    {
        "identifier": STRING,
        "description": STRING,
        "citeStructure": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/structure"}},
    },
)
CITATION_TREES: Schema = {
    "type": "array",
    # In one schema, “items” would not be asked about the first.
    "allOf": [
        {"items": CITATION_TREE},
        {"prefixItems": [{"not": {"required": ["identifier"]}}]},  # it is the default, and has no identifier
    ],
}
NULLABLE: Schema = {"anyOf": [ADDRESS, {"type": "null"}]}
PAGINATION = thing(
    {
        "@id": ADDRESS,
        "@type": {"const": "Pagination"},
        "first": ADDRESS,
        "previous": NULLABLE,
        "next": NULLABLE,
        "last": ADDRESS,
    }
)
TOP: Schema = {
    "@context": {"const": "https://dtsapi.org/context/v1.0.json"},
    "dtsVersion": {"const": "1.0"},
}
RESOURCE_PROPERTIES: Schema = {
    "@id": STRING,
    "@type": {"const": "Resource"},
    "title": STRING,
    "totalParents": {"type": "integer", "minimum": 0},
    # The table leaves it free for a text; the schemas of the specification’s validator want it.
    "totalChildren": {"type": "integer", "minimum": 0},
    "collection": TEMPLATE,
    "navigation": TEMPLATE,
    "document": TEMPLATE,
    "citationTrees": CITATION_TREES,
}
RESOURCE_OPTIONS: Schema = {
    "description": STRING,
    "dublinCore": DUBLIN_CORE,
    "extensions": EXTENSIONS,
    "download": {"anyOf": [ADDRESS, {"type": "array", "items": ADDRESS}]},
    "mediaTypes": {"type": "array", "items": STRING},
}
COLLECTION_PROPERTIES: Schema = {
    "@id": STRING,
    "@type": {"const": "Collection"},
    "title": STRING,
    "totalParents": {"type": "integer", "minimum": 0},
    "totalChildren": {"type": "integer", "minimum": 0},
    "collection": TEMPLATE,
}
COLLECTION_OPTIONS: Schema = {"description": STRING, "dublinCore": DUBLIN_CORE, "extensions": EXTENSIONS}
LISTED: Schema = {
    "type": "array",
    "items": {
        "anyOf": [
            thing(RESOURCE_PROPERTIES, RESOURCE_OPTIONS),
            thing(COLLECTION_PROPERTIES, COLLECTION_OPTIONS),
        ]
    },
}
UNIT = thing(
    {
        "identifier": STRING,
        "@type": {"const": "CitableUnit"},
        "level": {"type": "integer", "minimum": 1},
        "parent": {"anyOf": [STRING, {"type": "null"}]},
    },
    {"@id": ADDRESS, "citeType": STRING, "dublinCore": DUBLIN_CORE, "extensions": EXTENSIONS},
)
_DEFS: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"structure": CITE_STRUCTURE}}

_NEEDED = ("@id", "@type", "collection", "navigation", "document", "citationTrees")

ENTRY: Schema = {
    **_DEFS,
    **thing(
        {
            **TOP,
            "@id": ADDRESS,
            "@type": {"const": "EntryPoint"},
            "collection": TEMPLATE,
            "navigation": TEMPLATE,
            "document": TEMPLATE,
        }
    ),
}
COLLECTION: Schema = {
    **_DEFS,
    "anyOf": [
        thing({**TOP, **RESOURCE_PROPERTIES}, {**RESOURCE_OPTIONS, "member": LISTED}),
        thing({**TOP, **COLLECTION_PROPERTIES, "member": LISTED}, {**COLLECTION_OPTIONS, "view": PAGINATION}),
    ],
}
NAVIGATION: Schema = {
    **_DEFS,
    **thing(
        {
            **TOP,
            "@id": ADDRESS,
            "@type": {"const": "Navigation"},
            "resource": thing(
                {name: RESOURCE_PROPERTIES[name] for name in _NEEDED}, {**RESOURCE_PROPERTIES, **RESOURCE_OPTIONS}
            ),
        },
        {
            "ref": UNIT,
            "start": UNIT,
            "end": UNIT,
            "member": {"type": "array", "items": UNIT},
            "view": PAGINATION,
        },
    ),
}
