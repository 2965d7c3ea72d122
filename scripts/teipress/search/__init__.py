"""Search without a server: an index that the reader's browser asks (Pagefind), one entry for each passage."""
