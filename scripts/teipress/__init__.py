"""teipress: check TEI, publish it, and keep it citable."""

__version__ = "0.1.0"
