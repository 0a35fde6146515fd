"""The desk's pages, one module an area."""
