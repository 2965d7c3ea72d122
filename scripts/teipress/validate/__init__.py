"""The checks. Each takes documents and yields diagnostics; none touches the disk or the screen."""
