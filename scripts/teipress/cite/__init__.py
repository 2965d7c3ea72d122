"""Keep an edition citable: identifiers, references, citations."""
