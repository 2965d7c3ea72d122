"""One renderer for each format of a report."""
