"""Maps of places, drawn when an edition is built: all in numbers, for the stylesheets to write."""
