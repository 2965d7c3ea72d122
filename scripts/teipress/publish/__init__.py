"""Publishing: what to make of an edition, and making it."""
