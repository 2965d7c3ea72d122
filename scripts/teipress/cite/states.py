"""What can become of an id that was released; here, so that the command line need not load the ledger."""

from __future__ import annotations

ACTIVE = "active"
RETIRED = ("moved", "merged", "split", "retired")
STATES = frozenset((ACTIVE, *RETIRED))
