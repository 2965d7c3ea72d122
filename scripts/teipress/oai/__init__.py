"""Offer what is known of the texts to harvesters: OAI-PMH 2.0, as a Static Repository and by a server."""
